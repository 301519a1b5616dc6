import { Injectable, computed, inject, signal } from '@angular/core';
import type { Transcript, WordTiming } from '@reels/contracts';
import { toPlainText } from '@reels/editing/transcript';
import { ApiClient } from '../../core/api/client';
import { Broken, told } from '../../core/api/failures';
import type { Told } from '../../core/api/failures';
import { DoneReelDocument, WholeTranscriptDocument } from '../../core/api/generated/operations';
import type { DoneReelQuery } from '../../core/api/generated/operations';
import { fileStem } from './download';
import type { DownloadFile } from './download';

const SENTENCES_AT_ONCE = 500;

/** A reel with its finished revisions, and the files of the chosen one. Provided by its page. */
@Injectable()
export class DoneStore {
  readonly #api = inject(ApiClient);
  readonly #reel = signal<DoneReelQuery['reel']>(null);
  readonly #chosen = signal<number | null>(null);

  readonly reel = this.#reel.asReadonly();
  readonly missing = signal(false);
  readonly failure = signal<Told | null>(null);
  /** The newest, until another is chosen. */
  readonly revision = computed(() => {
    const revisions = this.#reel()?.revisions ?? [];
    return revisions.find(({ revision }) => revision === this.#chosen()) ?? revisions[0] ?? null;
  });
  readonly stem = computed(() => fileStem(this.revision()?.title ?? ''));

  async load(id: string): Promise<void> {
    this.failure.set(null);
    try {
      const { reel } = await this.#api.request(DoneReelDocument, { id });
      this.#reel.set(reel);
      this.missing.set(reel === null);
    } catch (error) {
      this.failure.set(told(error));
    }
  }

  choose(revision: number): void {
    this.#chosen.set(revision);
  }

  /** The video, the subtitles and the thumbnail of the chosen revision. */
  readonly files = computed<(DownloadFile & { label: string; bytes: number })[]>(() => {
    const revision = this.revision();
    if (!revision) return [];
    const kinds = [
      ['MP4', 'mp4', revision.video],
      ['SRT', 'srt', revision.srt],
      ['VTT', 'vtt', revision.vtt],
      ['Thumbnail', 'jpg', revision.thumbnail],
    ] as const;
    return kinds.flatMap(([label, extension, file]) => (file ? [{ label, bytes: file.bytes, name: `${this.stem()}.${extension}`, from: { url: file.url } }] : []));
  });

  /** The episode's transcript, to read and as data (docs/reels.schema.json). */
  async transcriptFiles(): Promise<[text: DownloadFile, json: DownloadFile]> {
    const transcript = await this.#transcript();
    return [
      { name: 'transcript.txt', from: { text: toPlainText(transcript), type: 'text/plain' } },
      { name: 'transcript.json', from: { text: `${JSON.stringify(transcript, null, 2)}\n`, type: 'application/json' } },
    ];
  }

  async #transcript(): Promise<Transcript> {
    const id = this.#reel()?.project.id ?? '';
    const whole: Transcript = { language: 'und', sentences: [] };
    for (let count = Infinity; whole.sentences.length < count; ) {
      const { project } = await this.#api.request(WholeTranscriptDocument, { id, first: SENTENCES_AT_ONCE, after: whole.sentences.length });
      const page = project?.transcript;
      if (!page || page.sentences.length === 0) throw new Broken('The transcript could not be read to its end.');
      whole.language = page.language;
      whole.sentences.push(...page.sentences.map((sentence) => ({ ...sentence, timing: sentence.timing.toLowerCase() as WordTiming })));
      count = page.sentenceCount;
    }
    return whole;
  }
}
