import { Injectable, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../../../core/api/client';
import { Refusal, expectMember } from '../../../core/api/failures';
import {
  EditTranscriptDocument,
  ProjectHeardDocument,
  RestoreTranscriptDocument,
  TranscriptPageDocument,
} from '../../../core/api/generated/operations';
import type { EditTranscriptInput, SentenceFragment } from '../../../core/api/generated/operations';
import { speakersOf } from './turns';

const PAGE = 500;
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
  readonly speakers = computed(() => speakersOf(this.#sentences()));
  readonly canUndo = computed(() => this.#undo().length > 0);

  /** Reads the whole transcript, page by page. */
  async load(projectId: string): Promise<void> {
    this.#projectId = projectId;
    this.#loading.set(true);
    try {
      const all: SentenceFragment[] = [];
      for (;;) {
        const { project } = await this.#api.request(TranscriptPageDocument, { id: projectId, first: PAGE, after: all.length });
        const transcript = project?.transcript;
        if (!transcript) return;
        // A newer revision came between two pages: from the start.
        if (all.length > 0 && transcript.revision !== this.#revision()) all.length = 0;
        else all.push(...transcript.sentences);
        this.#revision.set(transcript.revision);
        // The first page is shown at once; the others only when all are there, so that nothing shrinks while it is read.
        if (all.length <= PAGE || all.length >= transcript.sentenceCount) this.#sentences.set([...all]);
        if (all.length >= transcript.sentenceCount) return;
      }
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

  /** Makes a new revision with another text or speaker of sentences. An empty text removes the sentence. @throws Refusal */
  editSentence(index: number, change: { text?: string; speaker?: string | null }): Promise<void> {
    return this.#edit({ sentences: [{ index, ...change }] });
  }

  /** Gives a speaker another name, everywhere. @throws Refusal */
  renameSpeaker(from: string, to: string): Promise<void> {
    return this.#edit({ renameSpeaker: { from, to } });
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
    const { restoreTranscript } = await this.#api.request(RestoreTranscriptDocument, {
      projectId: this.#projectId,
      revision: this.#known(),
      to,
    });
    expectMember(restoreTranscript, 'Transcript');
    await this.load(this.#projectId);
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
