import { Injectable, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../../../core/api/client';
import { Refusal, expectMember } from '../../../core/api/failures';
import { EditTranscriptDocument, ReelWordsDocument, RestoreTranscriptDocument, TranscriptPageDocument } from '../../../core/api/generated/operations';
import type { PreviewPartsFragment, SentenceFragment } from '../../../core/api/generated/operations';
import { followSentence, isSame } from '../../../core/transcript/followSentence';
import { readTranscript } from '../../../core/transcript/readTranscript';
import { onEpisodeClock } from '../player/cutClock';

/** What is said in a reel: read from the transcript of its episode, and mended there. Provided by the studio's page. */
@Injectable()
export class ReelWords {
  readonly #api = inject(ApiClient);
  readonly #parts = signal<PreviewPartsFragment | null>(null);

  /** What the preview is made of; null until it is loaded. */
  readonly parts = this.#parts.asReadonly();
  /** What is said in the reel, at the times of the recording. */
  readonly spoken = computed(() => {
    const parts = this.#parts();
    return parts ? onEpisodeClock(parts.cut, parts.sentences) : [];
  });

  #reelId = '';
  #projectId = '';
  /** The newest revision of the transcript that was read. */
  #head = 0;
  #onOutdated: (outdated: boolean) => void = () => undefined;

  /** @param onOutdated told whether a render would make something new, whenever the words are read anew */
  open(reelId: string, project: { id: string; revision: number }, parts: PreviewPartsFragment, onOutdated: (outdated: boolean) => void): void {
    [this.#reelId, this.#projectId, this.#head, this.#onOutdated] = [reelId, project.id, project.revision, onOutdated];
    this.#parts.set(parts);
  }

  /** Also renews the signed addresses of the media. */
  async refresh(): Promise<void> {
    const { reel } = await this.#api.request(ReelWordsDocument, { id: this.#reelId });
    if (!reel) return;
    this.#head = reel.project.transcript?.revision ?? this.#head;
    this.#parts.set(reel.preview);
    this.#onOutdated(reel.outdated);
  }

  /**
   * The transcript's sentence of one that is `spoken`: whole, though the reel may keep only a part of it.
   * @throws Refusal when it is said no more; the newest words are then shown
   */
  async wholeSentence(spoken: SentenceFragment): Promise<SentenceFragment> {
    const read = await this.#readSentence(spoken.index);
    if (read?.revision === this.#head && read.sentence) return read.sentence;
    // An index of older words could be another sentence's by now.
    const place = this.spoken().findIndex(({ index }) => index === spoken.index);
    await this.refresh();
    const index = this.spoken()[followSentence(spoken, place, this.spoken()) ?? -1]?.index;
    const sentence = index === undefined ? null : (await this.#readSentence(index))?.sentence;
    if (!sentence) throw takenOut();
    return sentence;
  }

  /**
   * Puts other words into a sentence, wherever it stands by now. @param was the whole sentence as it was read
   * @returns the revision that it made
   * @throws Refusal when it was itself changed elsewhere in the meantime, and what else the API refuses
   */
  async mend(was: SentenceFragment, text: string): Promise<number> {
    const edit = async (): Promise<number> => this.#edit(await this.#placeOf(was), text);
    this.#head = await edit().catch((error: unknown) => {
      if (!(error instanceof Refusal && 'currentRevision' in error.details)) throw error;
      return edit();
    });
    await this.refresh();
    return this.#head;
  }

  /** Makes a new revision that is equal to an older one. @throws Refusal */
  async restore(to: number): Promise<void> {
    const { restoreTranscript } = await this.#api.request(RestoreTranscriptDocument, { projectId: this.#projectId, revision: this.#head, to });
    this.#head = expectMember(restoreTranscript, 'Transcript').revision;
    await this.refresh();
  }

  /** Where a sentence stands in the newest transcript, unchanged. @throws Refusal where it is another now, with the newest words shown */
  async #placeOf(was: SentenceFragment): Promise<number> {
    const read = await this.#readSentence(was.index);
    if (read?.revision === this.#head && read.sentence && isSame(was, read.sentence)) return was.index;
    const whole = await readTranscript(this.#api, this.#projectId);
    await this.refresh();
    const place = whole && followSentence(was, was.index, whole.sentences);
    const now = place === null ? null : whole?.sentences[place];
    if (place === null || !now) throw takenOut();
    this.#head = whole?.revision ?? this.#head;
    if (isSame(was, now)) return place;
    throw new Refusal('STALE_SENTENCE', `In another window this sentence was changed to: “${now.text}”`, '“Mend” puts yours in its place.');
  }

  async #readSentence(index: number): Promise<{ revision: number; sentence: SentenceFragment | null } | null> {
    const { project } = await this.#api.request(TranscriptPageDocument, { id: this.#projectId, first: 1, after: index });
    return project?.transcript ? { revision: project.transcript.revision, sentence: project.transcript.sentences[0] ?? null } : null;
  }

  async #edit(index: number, text: string): Promise<number> {
    const input = { projectId: this.#projectId, revision: this.#head, sentences: [{ index, text }] };
    const { editTranscript } = await this.#api.request(EditTranscriptDocument, { input });
    return expectMember(editTranscript, 'Transcript').revision;
  }
}

const takenOut = (): Refusal => new Refusal('STALE_SENTENCE', 'This sentence was taken out in another window.', 'Copy what you wrote, if it is to stand elsewhere.');
