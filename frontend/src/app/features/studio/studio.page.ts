import { ChangeDetectionStrategy, Component, DestroyRef, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Composition } from '@reels/contracts';
import type { ReelContent } from '@reels/editing/composition';
import { told } from '../../core/api/failures';
import { Crumbs } from '../../core/crumbs/crumbs';
import { titleOf } from '../../core/projects/titleOf';
import { Shortcuts } from '../../core/shortcuts/shortcuts';
import { Toasts } from '../../core/toasts/toasts';
import { Empty } from '../../shared/empty';
import { DraftSaver } from './draft/draftSaver';
import { Look } from './look/look';
import { Composer } from './preview/composer';
import { Preview } from './preview/preview';
import { StudioBar } from './studioBar';
import { StudioStore } from './studioStore';
import { ReelWords } from './words/reelWords';
import { Words } from './words/words';

/** Addresses of the media live for 15 minutes. */
const RENEW_MS = 13 * 60_000;

/** One reel is dressed here: its words on the left, the preview in the middle, its look on the right. */
@Component({
  selector: 'app-studio-page',
  imports: [RouterLink, Empty, Look, Preview, StudioBar, Words],
  providers: [StudioStore, DraftSaver, ReelWords],
  templateUrl: './studio.page.html',
  styleUrl: './studio.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StudioPage {
  /** Of the reel; from the address. */
  readonly id = input.required<string>();

  protected readonly store = inject(StudioStore);
  readonly #words = inject(ReelWords);
  readonly #saver = inject(DraftSaver);
  readonly #toasts = inject(Toasts);
  protected readonly composer = new Composer((message) => this.layoutFailure.set(message));
  protected readonly composition = signal<Composition | null>(null);
  /** What the composition was made of. */
  readonly #composed = signal<ReelContent | null>(null);
  protected readonly outdated = computed(() => this.store.content() !== this.#composed());
  /** Why the newest change is not seen. */
  protected readonly layoutFailure = signal<string | null>(null);
  protected readonly safeZones = signal(false);

  protected readonly preview = viewChild(Preview);

  constructor() {
    const crumbs = inject(Crumbs).registrar();
    effect(() => {
      const id = this.id();
      untracked(() => void this.store.load(id));
    });
    effect(() => {
      const content = this.store.content();
      if (content) untracked(() => void this.#compose());
    });
    effect(() => {
      const [project, state] = [this.store.project(), this.store.state()];
      if (project && state) crumbs([{ label: titleOf(project), link: `/projects/${project.id}` }, { label: state.title }]);
    });
    inject(Shortcuts).register({
      title: 'Reel studio',
      shortcuts: [
        { key: ' ', label: 'Play or pause', run: () => this.preview()?.toggle() },
        { key: 'ArrowLeft', label: 'One second back', run: () => this.#skip(-1000) },
        { key: 'ArrowRight', label: 'One second on', run: () => this.#skip(1000) },
        { key: 's', label: 'Show the safe zones', run: () => this.safeZones.update((shown) => !shown) },
        { key: 'z', ctrl: true, label: 'Undo', run: () => void this.store.undo() },
        { key: 'y', ctrl: true, label: 'Redo', run: () => void this.store.redo() },
        { key: 'z', ctrl: true, shift: true, label: 'Redo as well', run: () => void this.store.redo() },
        { key: 'Enter', ctrl: true, label: 'Render', run: () => void this.store.renderNow() },
      ],
    });
    const renewal = setInterval(() => this.renew(), RENEW_MS);
    const warn = (event: BeforeUnloadEvent): void => {
      if (this.#saver.state().kind !== 'saved' && !this.#saver.isKept()) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(renewal);
      removeEventListener('beforeunload', warn);
      this.composer.close();
    });
  }

  protected renew(): void {
    this.#words.refresh().catch((error: unknown) => this.#toasts.failed(error));
  }

  #skip(ms: number): void {
    const preview = this.preview();
    preview?.seek(preview.positionMs() + ms);
  }

  /** Only the newest content is shown. */
  async #compose(): Promise<void> {
    const content = this.store.content();
    if (!content) return;
    try {
      const composition = await this.composer.compose(content);
      if (content !== this.store.content()) return;
      this.composition.set(composition);
      this.#composed.set(content);
      this.layoutFailure.set(null);
    } catch (error) {
      this.layoutFailure.set(told(error).message);
    }
  }
}
