import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Dialog } from '@angular/cdk/dialog';
import { firstValueFrom } from 'rxjs';
import { told } from '../../../core/api/failures';
import { duration } from '../../../core/format/format';
import { Shortcuts } from '../../../core/shortcuts/shortcuts';
import { Toasts } from '../../../core/toasts/toasts';
import { MomentStore } from '../moments/momentStore';
import { Player } from '../player/player';
import { ProjectStore } from '../projectStore';
import { findText } from './find';
import { toWholeSentences } from './selection';
import type { Stretch } from './selection';
import { SpeakerBar } from './speakerBar';
import { TranscriptStore } from './transcriptStore';
import { TranscriptView } from './transcriptView';
import type { SentenceChange, Tint } from './transcriptView';

/** The transcript with all that can be done to it: found in, mended, undone, and made reels of. */
@Component({
  selector: 'app-transcript-panel',
  imports: [SpeakerBar, TranscriptView],
  templateUrl: './transcriptPanel.html',
  styleUrl: './transcriptPanel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TranscriptPanel {
  readonly #dialog = inject(Dialog);
  readonly #toasts = inject(Toasts);
  readonly #moments = inject(MomentStore);
  protected readonly store = inject(ProjectStore);
  protected readonly transcript = inject(TranscriptStore);
  protected readonly player = inject(Player);
  private readonly view = viewChild(TranscriptView);

  protected readonly wanted = signal('');
  protected readonly matches = computed(() => findText(this.transcript.sentences(), this.wanted()));
  protected readonly match = linkedSignal({ source: this.matches, computation: () => 0 });
  protected readonly editFailure = signal<string | null>(null);
  protected readonly stretch = signal<Stretch | null>(null);
  protected readonly making = signal(false);
  protected readonly editable = computed(() => this.transcript.revision() !== null);
  protected readonly canMake = computed(() => this.store.state() === 'WAITING' || this.store.state() === 'DONE');
  protected readonly length = computed(() => duration((this.stretch()?.endMs ?? 0) - (this.stretch()?.startMs ?? 0)));
  protected readonly tints = computed<Tint[]>(() => {
    const selected = this.#moments.selected();
    const kept = this.#moments.kept().map(({ startMs, endMs }) => ({ startMs, endMs, selected: false }));
    return selected ? [...kept, { startMs: selected.startMs, endMs: selected.endMs, selected: true }] : kept;
  });
  readonly #selectedId = computed(() => this.#moments.selected()?.id ?? null);

  constructor() {
    inject(Shortcuts).register({
      title: 'Transcript',
      shortcuts: [
        { key: '/', label: 'Find in the transcript', run: () => document.getElementById('find')?.focus() },
        { key: 'z', ctrl: true, label: 'Undo the last change', run: () => void this.undo() },
        { key: 'm', label: 'Make a reel of what is selected', run: () => void this.make() },
      ],
    });
    // A moment that is chosen is brought into view; one that is moved is not.
    effect(() => {
      if (this.#selectedId() === null) return;
      untracked(() => {
        const moment = this.#moments.selected();
        if (moment) this.view()?.reveal(moment.startMs);
      });
    });
  }

  protected next(direction: -1 | 1): void {
    const { length } = this.matches();
    if (length > 0) this.match.update((match) => (match + direction + length) % length);
  }

  protected async change({ index, ...change }: SentenceChange): Promise<void> {
    this.editFailure.set(null);
    try {
      await this.transcript.editSentence(index, change);
      this.view()?.close();
      this.#toasts.good(change.text === '' ? 'Removed.' : 'Changed.', { label: 'Undo', run: () => void this.undo() });
    } catch (error) {
      const { code, message, nextStep } = told(error);
      // What became of the sentence is told at its place.
      this.editFailure.set(code === 'STALE_SENTENCE' ? null : `${message} ${nextStep}`);
    }
  }

  protected rename({ from, to }: { from: string; to: string }): Promise<void> {
    return this.#try(async () => {
      await this.transcript.renameSpeaker(from, to);
      this.#toasts.good(`${from} is now ${to}.`, { label: 'Undo', run: () => void this.undo() });
    });
  }

  protected undo(): Promise<void> {
    return this.#try(async () => {
      if (!this.transcript.canUndo()) return this.#toasts.note('There is nothing to undo.');
      await this.transcript.undo();
      this.#toasts.note('Undone.');
    });
  }

  protected async versions(): Promise<void> {
    const { VersionsDialog } = await import('./versionsDialog');
    const dialog = this.#dialog.open<number>(VersionsDialog, {
      data: this.store.project()?.id,
      backdropClass: 'scrim',
      ariaLabelledBy: 'versions-heading',
    });
    const revision = await firstValueFrom(dialog.closed);
    if (revision !== undefined) await this.#try(() => this.transcript.restore(revision));
  }

  protected widen(): void {
    this.stretch.update((stretch) => stretch && toWholeSentences(this.transcript.sentences(), stretch));
  }

  protected playStretch({ startMs, endMs }: Stretch): void {
    this.player.playSpan(startMs, endMs);
  }

  protected async make(): Promise<void> {
    const stretch = this.stretch();
    if (!stretch || this.making() || !this.canMake()) return;
    this.making.set(true);
    await this.#try(async () => {
      await this.#moments.create(stretch);
      this.#toasts.good(this.store.state() === 'WAITING' ? 'Added to the moments.' : 'The reel is being made.');
      window.getSelection()?.removeAllRanges();
      this.stretch.set(null);
    });
    this.making.set(false);
  }

  async #try(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#toasts.failed(error);
    }
  }
}
