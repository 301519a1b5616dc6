import { ChangeDetectionStrategy, Component, DestroyRef, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Crumbs } from '../../core/crumbs/crumbs';
import { age, bytes, clock, duration, inOneLine, money } from '../../core/format/format';
import { Now } from '../../core/format/now';
import { titleOf } from '../../core/projects/titleOf';
import { Toasts } from '../../core/toasts/toasts';
import { Empty } from '../../shared/empty';
import { boundaryText } from './boundaryText';
import { checkRows } from './checkRows';
import { DoneStore } from './doneStore';
import { saveFile, saveZip } from './download';
import type { DownloadFile } from './download';
import { madeByRows, totalCost } from './madeByRows';

const ASPECTS = { PORTRAIT: '9:16', SQUARE: '1:1', TALL: '4:5', WIDE: '16:9' } as const;
/** Addresses of the files live for 15 minutes. */
const RENEW_MS = 13 * 60_000;

/** A finished reel: to play, to take along, and how it came to be. */
@Component({
  selector: 'app-done-page',
  imports: [RouterLink, Empty],
  providers: [DoneStore],
  templateUrl: './done.page.html',
  styleUrl: './done.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DonePage {
  /** Of the reel; from the address. */
  readonly id = input.required<string>();

  protected readonly store = inject(DoneStore);
  readonly #toasts = inject(Toasts);
  readonly #now = inject(Now);

  /** What is being fetched; null: nothing. */
  protected readonly busy = signal<string | null>(null);
  /** The subtitles for the player, from our own origin. */
  protected readonly track = signal<string | null>(null);
  protected readonly boundaryText = boundaryText;
  protected readonly bytes = bytes;
  protected readonly duration = duration;
  protected readonly clock = clock;

  protected readonly shape = computed(() => ASPECTS[this.store.revision()?.design.aspect ?? 'PORTRAIT']);
  protected readonly checks = computed(() => checkRows(this.store.revision()?.checks ?? []));
  protected readonly madeBy = computed(() => madeByRows(this.store.revision()?.madeBy ?? []));
  protected readonly cost = computed(() => money(totalCost(this.store.revision()?.madeBy ?? [])));
  protected readonly zipBytes = computed(() => this.store.files().reduce((sum, file) => sum + file.bytes, 0));
  protected readonly facts = computed(() => {
    const revision = this.store.revision();
    return revision ? inOneLine([duration(revision.durationMs), this.shape(), `revision ${revision.revision}`, `made ${this.madeAgo(revision.createdAt)}`, `cost ${this.cost()}`]) : '';
  });
  /** For the post: the line that it opens with, and where it is from. */
  protected readonly description = computed(() => {
    const reel = this.store.reel();
    if (!reel) return '';
    const { episode } = reel.project;
    const title = titleOf(reel.project);
    return [reel.highlight.firstLine && `“${reel.highlight.firstLine}”`, `From ${episode?.show ? `${title}, ${episode.show}` : title}.`].filter(Boolean).join('\n\n');
  });

  constructor() {
    const crumbs = inject(Crumbs).registrar();
    effect(() => {
      const id = this.id();
      untracked(() => void this.store.load(id));
    });
    effect(() => {
      const [reel, revision] = [this.store.reel(), this.store.revision()];
      if (reel) crumbs([{ label: titleOf(reel.project), link: `/projects/${reel.project.id}` }, { label: revision?.title ?? reel.highlight.title }]);
    });
    effect((onCleanup) => {
      const url = this.store.revision()?.vtt?.url;
      let made: string | null = null;
      if (url) {
        fetch(url).then(
          async (response) => response.ok && this.track.set((made = URL.createObjectURL(new Blob([await response.text()], { type: 'text/vtt' })))),
          () => undefined,
        );
      }
      onCleanup(() => made && URL.revokeObjectURL(made));
    });
    const renewal = setInterval(() => void this.store.load(this.id()), RENEW_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(renewal));
  }

  protected madeAgo(at: string): string {
    return age(at, this.#now.ms());
  }

  protected save(file: DownloadFile): Promise<void> {
    return this.#fetching(file.name, () => saveFile(file));
  }

  protected saveTranscript(kind: 0 | 1): Promise<void> {
    return this.#fetching(kind === 0 ? 'transcript.txt' : 'transcript.json', async () => saveFile((await this.store.transcriptFiles())[kind]));
  }

  protected saveAll(): Promise<void> {
    return this.#fetching('zip', async () => {
      const about = { name: 'post.txt', from: { text: `${this.store.revision()?.title}\n\n${this.description()}\n`, type: 'text/plain' } };
      await saveZip(`${this.store.stem()}.zip`, [...this.store.files(), ...(await this.store.transcriptFiles()), about]);
    });
  }

  protected async copy(what: string, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#toasts.good(`${what} copied`);
    } catch {
      this.#toasts.note(`This browser lets no page copy. Select the ${what.toLowerCase()} and copy it by hand.`);
    }
  }

  async #fetching(what: string, work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(what);
    try {
      await work();
    } catch (error) {
      this.#toasts.failed(error);
    } finally {
      this.busy.set(null);
    }
  }
}
