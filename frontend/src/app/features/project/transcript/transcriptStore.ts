import { Injectable, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../../../core/api/client';
import { Refusal, expectMember, told } from '../../../core/api/failures';
import type { Told } from '../../../core/api/failures';
import {
  EditTranscriptDocument,
  ProjectHeardDocument,
  RestoreTranscriptDocument,
} from '../../../core/api/generated/operations';
import type { EditTranscriptInput, SentenceFragment } from '../../../core/api/generated/operations';
import { followSentence, isSame } from '../../../core/transcript/followSentence';
import { readTranscript } from '../../../core/transcript/readTranscript';
import type { ReadTranscript } from '../../../core/transcript/readTranscript';
import { speakersOf } from './turns';

/** What is heard is read at most so often. */
const HEARD_INTERVAL_MS = 2_000;

/** The transcript: what was heard so far while it is being made, then its newest revision, and the edits of it. Provided by the page. */
@Injectable()
export class TranscriptStore {
  readonly #api = inject(ApiClient);
  readonly #sentences = signal<readonly SentenceFragment[]>([]);
  readonly #revision = signal<number | null>(null);
  readonly #loading = signal(false);
  /** Revisions to which undo goes back, the newest last. */
  readonly #undo = signal<readonly number[]>([]);
  #projectId = '';
  #heardIsDue = false;

  readonly sentences = this.#sentences.asReadonly();
  /** Null while there is no transcript yet: then the sentences are those heard so far. */
  readonly revision = this.#revision.asReadonly();
  readonly loading = this.#loading.asReadonly();
  /** Why there is nothing to be shown of a transcript that there is. */
  readonly failure = signal<Told | null>(null);
  readonly speakers = computed(() => speakersOf(this.#sentences()));
  readonly canUndo = computed(() => this.#undo().length > 0);

  /** Reads the whole transcript. Its first page is shown at once where nothing is shown yet: nothing shrinks while it is read. */
  async load(projectId: string): Promise<void> {
    this.#projectId = projectId;
    this.#loading.set(true);
    this.failure.set(null);
    try {
      const show = ({ revision, sentences }: ReadTranscript): void => {
        this.#revision.set(revision);
        this.#sentences.set(sentences);
      };
      const read = await readTranscript(this.#api, projectId, (first) => this.#revision() === null && show(first));
      if (read) show(read);
    } catch (error) {
      if (this.#revision() !== null) throw error;
      this.failure.set(told(error));
    } finally {
      this.#loading.set(false);
    }
  }

  /** Reads what was recognized so far, soon: for all who ask meanwhile it is read once. */
  async loadHeard(projectId: string): Promise<void> {
    if (this.#heardIsDue) return;
    this.#heardIsDue = true;
    await new Promise((resolve) => setTimeout(resolve, HEARD_INTERVAL_MS));
    this.#heardIsDue = false;
    if (this.#revision() !== null) return;
    const { project } = await this.#api.request(ProjectHeardDocument, { id: projectId });
    if (project && this.#revision() === null) this.#sentences.set(project.heard);
  }

  /**
   * Makes a new revision with another text or speaker of a sentence. An empty text removes it. Where others were changed elsewhere
   * meanwhile it is found again and changed all the same. @throws Refusal STALE_SENTENCE when this one was, and what the API refuses
   */
  async editSentence(place: number, change: { text?: string; speaker?: string | null }): Promise<void> {
    const was = this.#sentences()[place];
    if (!was) return;
    await this.#onTopOfOthers(
      () => this.#edit({ sentences: [{ index: place, ...change }] }),
      () => {
        const [now, sentences] = [followSentence(was, place, this.#sentences()), this.#sentences()];
        if (now === null || !isSame(was, sentences[now] as SentenceFragment))
          throw new Refusal('STALE_SENTENCE', 'This sentence was changed in another window.', 'Look at what stands there now.');
        return this.#edit({ sentences: [{ index: now, ...change }] });
      },
    );
  }

  /** Gives a speaker another name, everywhere. @throws Refusal */
  renameSpeaker(from: string, to: string): Promise<void> {
    const edit = (): Promise<void> => this.#edit({ renameSpeaker: { from, to } });
    return this.#onTopOfOthers(edit, edit);
  }

  /** Takes the last edit of this page back, by a new revision that is equal to the one before it. @throws Refusal */
  async undo(): Promise<void> {
    const to = this.#undo().at(-1);
    if (to === undefined) return;
    await this.restore(to);
    this.#undo.update((revisions) => revisions.slice(0, -1));
  }

  /** Makes a new revision that is equal to an older one. @throws Refusal */
  async restore(to: number): Promise<void> {
    try {
      const { restoreTranscript } = await this.#api.request(RestoreTranscriptDocument, {
        projectId: this.#projectId,
        revision: this.#known(),
        to,
      });
      expectMember(restoreTranscript, 'Transcript');
    } catch (error) {
      if (!isStale(error)) throw error;
      await this.#readOthers();
      throw new Refusal(error.code, 'The transcript was changed in another window.', 'That is shown now: see whether you still want to go back, by "Versions".');
    }
    await this.load(this.#projectId);
  }

  /** Does an edit; when the transcript was changed elsewhere meanwhile, reads it and does it `again`. */
  async #onTopOfOthers(edit: () => Promise<void>, again: () => Promise<void>): Promise<void> {
    try {
      await edit();
    } catch (error) {
      if (!isStale(error)) throw error;
      await this.#readOthers();
      await again();
    }
  }

  /** What was done here before it can no longer be taken back by itself: going back would take what others did as well. */
  #readOthers(): Promise<void> {
    this.#undo.set([]);
    return this.load(this.#projectId);
  }

  async #edit(edit: Omit<EditTranscriptInput, 'projectId' | 'revision'>): Promise<void> {
    const before = this.#known();
    const { editTranscript } = await this.#api.request(EditTranscriptDocument, {
      input: { projectId: this.#projectId, revision: before, ...edit },
    });
    const { revision } = expectMember(editTranscript, 'Transcript');
    if (revision !== before) this.#undo.update((revisions) => [...revisions, before]);
    await this.load(this.#projectId);
  }

  #known(): number {
    const revision = this.#revision();
    if (revision === null) throw new Refusal('CONFLICT', 'The transcript is still being made.', 'Wait until it is there.');
    return revision;
  }
}

const isStale = (error: unknown): error is Refusal => error instanceof Refusal && 'currentRevision' in error.details;
