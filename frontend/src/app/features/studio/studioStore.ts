import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { DEFAULT_DESIGN } from '@reels/contracts';
import type { Palette, Sentence } from '@reels/contracts';
import type { ReelContent } from '@reels/editing/composition';
import { ApiClient } from '../../core/api/client';
import { Broken, Refusal, expectMember, told } from '../../core/api/failures';
import type { Told } from '../../core/api/failures';
import {
  CancelReelDocument,
  EditTranscriptDocument,
  ReelRenderedDocument,
  ReelWordsDocument,
  RenderReelDocument,
  RestoreTranscriptDocument,
  SaveReelDraftDocument,
  StudioDocument,
  TranscriptPageDocument,
} from '../../core/api/generated/operations';
import type { EventFragment, PreviewPartsFragment, ReelRenderFragment, SentenceFragment, StudioQuery } from '../../core/api/generated/operations';
import { ProgressFeed } from '../../core/api/progressFeed';
import { EMPTY_JOURNAL, addEvent } from '../../core/progress/journal';
import { Toasts } from '../../core/toasts/toasts';
import { followSentence, isSame } from '../../core/transcript/followSentence';
import { readTranscript } from '../../core/transcript/readTranscript';
import { applyChanges, changesOf } from './draft/changes';
import type { Draft } from './draft/changes';
import { designInput, designOf } from './draft/design';
import { DraftQueue } from './draft/draftQueue';
import type { SaveState } from './draft/draftQueue';
import { record, redo, startHistory, undo } from './draft/history';
import type { History } from './draft/history';
import { onEpisodeClock } from './player/cutClock';

/** What can be undone: the draft, and which revision of the transcript says the words. */
export interface StudioState extends Draft {
  /** A revision with the words of this state; later ones may say the same. */
  transcript: number;
}

type Project = NonNullable<StudioQuery['reel']>['project'];

const AT_WORK: readonly string[] = ['QUEUED', 'RENDERING', 'CHECKING'];

/** One reel being dressed: its draft, its words and its renders. Provided by the studio's page. */
@Injectable()
export class StudioStore {
  readonly #api = inject(ApiClient);
  readonly #feed = inject(ProgressFeed);
  readonly #toasts = inject(Toasts);

  readonly #history = signal<History<StudioState> | null>(null);
  readonly #render = signal<ReelRenderFragment | null>(null);
  readonly #words = signal<PreviewPartsFragment | null>(null);
  readonly #journal = signal(EMPTY_JOURNAL);
  readonly #outdated = signal(false);
  readonly #save = signal<SaveState>({ kind: 'saved' });
  readonly #project = signal<Project | null>(null);

  /** Why there is no studio; `null` with no render yet: it is loading. */
  readonly failure = signal<Told | null>(null);
  readonly missing = signal(false);

  readonly render = this.#render.asReadonly();
  readonly preview = this.#words.asReadonly();
  readonly project = this.#project.asReadonly();
  readonly save = this.#save.asReadonly();
  readonly state = computed(() => this.#history()?.present ?? null);
  readonly canUndo = computed(() => (this.#history()?.past.length ?? 0) > 0);
  readonly canRedo = computed(() => (this.#history()?.future.length ?? 0) > 0);
  readonly atWork = computed(() => AT_WORK.includes(this.#render()?.state ?? ''));
  /** Whether a render would make something new. */
  readonly outdated = computed(() => this.#outdated() || this.#save().kind !== 'saved');
  /** How far the render is: what happens, and 0..100 as measured. */
  readonly work = computed(() => {
    const stages = this.#journal().reels.get(this.#render()?.id ?? '')?.stages;
    return stages?.CHECK?.status === 'running' ? stages.CHECK : (stages?.RENDER ?? null);
  });
  /** What is said in the reel, at the times of the recording. */
  readonly spoken = computed(() => {
    const preview = this.#words();
    return preview ? onEpisodeClock(preview.cut, preview.sentences) : [];
  });
  /** What the composition is made of; null until it is loaded. */
  readonly content = computed<ReelContent | null>(() => {
    const [state, preview] = [this.state(), this.#words()];
    return state && preview ? contentOf(state, preview) : null;
  });

  #id = '';
  #queue: DraftQueue<Draft> | null = null;
  #unfollow: (() => void) | null = null;
  /** The newest revision of the transcript. */
  #head = 0;
  /** A render is being asked for. */
  #asking = false;
  /** The draft as the API has it. */
  #stored: Draft = { title: '', design: DEFAULT_DESIGN };

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      void this.#queue?.flush();
      this.#unfollow?.();
    });
  }

  async load(id: string): Promise<void> {
    this.#id = id;
    this.failure.set(null);
    try {
      const { reel } = await this.#api.request(StudioDocument, { id });
      if (!reel) return this.missing.set(true);
      const { title, design, version } = reel.draft;
      this.#head = reel.project.transcript?.revision ?? 0;
      this.#queue?.stop();
      this.#queue = new DraftQueue(version, (draft, onTop) => this.#saveDraft(draft, onTop), (state) => this.#save.set(state));
      this.#save.set({ kind: 'saved' });
      this.#stored = { title, design: designOf(design) };
      this.#history.set(startHistory({ ...this.#stored, transcript: this.#head }));
      this.#outdated.set(reel.outdated);
      this.#words.set(reel.preview);
      this.#render.set(reel);
      this.#project.set(reel.project);
      if (this.atWork()) this.#follow(reel.project.id, reel.project.lastSeq);
    } catch (error) {
      this.failure.set(told(error));
    }
  }

  change(parts: Partial<Draft>, key: string): void {
    const history = this.#history();
    if (!history) return;
    this.#history.set(record(history, { ...history.present, ...parts }, { key, at: Date.now() }));
    this.#queue?.change(this.#draft());
  }

  undo(): Promise<void> {
    return this.#go(undo);
  }

  redo(): Promise<void> {
    return this.#go(redo);
  }

  keepMine(): void {
    void this.#queue?.keepMine();
  }

  takeTheirs(): Promise<void> {
    return this.load(this.#id);
  }

  saveAgain(): void {
    void this.#queue?.flush();
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
    await this.refreshWords();
    const index = this.spoken()[followSentence(spoken, place, this.spoken()) ?? -1]?.index;
    const sentence = index === undefined ? null : (await this.#readSentence(index))?.sentence;
    if (!sentence) throw takenOut();
    return sentence;
  }

  /**
   * Puts other words into a sentence, wherever it stands by now. @param was the whole sentence as it was read
   * @throws Refusal when it was itself changed elsewhere in the meantime, and what else the API refuses
   */
  async mend(was: SentenceFragment, text: string): Promise<void> {
    const history = this.#history();
    if (!history) return;
    const revision = await this.#edit(await this.#placeOf(was), text).catch(async (error: unknown) => {
      if (!(error instanceof Refusal) || typeof error.details['currentRevision'] !== 'number') throw error;
      return this.#edit(await this.#placeOf(was), text);
    });
    this.#head = revision;
    this.#history.set(record(history, { ...history.present, transcript: revision }, { key: `words ${revision}`, at: Date.now() }));
    await this.refreshWords();
  }

  /** Also renews the signed addresses of the media. */
  async refreshWords(): Promise<void> {
    const { reel } = await this.#api.request(ReelWordsDocument, { id: this.#id });
    if (!reel) return;
    this.#words.set(reel.preview);
    this.#outdated.set(reel.outdated);
    this.#head = reel.project.transcript?.revision ?? this.#head;
  }

  /** Saves what waits and makes it the next revision; once, however often it is asked for meanwhile. */
  async renderNow(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      if (!(await this.#queue?.flush())) return;
      // What the journal told of earlier renders is not of this one.
      const lastSeq = await this.#refreshRender();
      const { renderReel } = await this.#api.request(RenderReelDocument, { reelId: this.#id });
      const { state, revision } = expectMember(renderReel, 'Reel');
      this.#render.update((render) => render && { ...render, state, revision, error: null });
      this.#follow(this.#projectId(), lastSeq);
    } catch (error) {
      this.#toasts.failed(error);
    } finally {
      this.#asking = false;
    }
  }

  async cancelRender(): Promise<void> {
    try {
      const { cancelReel } = await this.#api.request(CancelReelDocument, { id: this.#id });
      expectMember(cancelReel, 'Reel');
    } catch (error) {
      this.#toasts.failed(error);
    }
    await this.#refreshRender().catch(() => undefined);
  }

  async #go(move: (history: History<StudioState>) => History<StudioState>): Promise<void> {
    const history = this.#history();
    if (!history) return;
    const moved = move(history);
    this.#history.set(moved);
    const { title, design, transcript } = history.present;
    if (moved.present.title !== title || moved.present.design !== design) this.#queue?.change(this.#draft());
    if (moved.present.transcript === transcript) return;
    try {
      const { restoreTranscript } = await this.#api.request(RestoreTranscriptDocument, { projectId: this.#projectId(), revision: this.#head, to: moved.present.transcript });
      this.#head = expectMember(restoreTranscript, 'Transcript').revision;
      await this.refreshWords();
    } catch (error) {
      this.#history.set(history);
      this.#toasts.failed(error);
    }
  }

  /** Sends what was changed here, so that what was changed elsewhere stays where it is something else. */
  async #saveDraft(draft: Draft, onTop: number): Promise<number> {
    const { title, design } = changesOf(this.#stored, draft);
    const { saveReelDraft } = await this.#api.request(SaveReelDraftDocument, { reelId: this.#id, draftVersion: onTop, title, design: design && designInput(design) });
    const { draft: saved, outdated } = expectMember(saveReelDraft, 'Reel');
    const stored = { title: saved.title, design: designOf(saved.design) };
    this.#takeIn(draft, stored);
    this.#stored = stored;
    this.#outdated.set(outdated);
    return saved.version;
  }

  /** What the API stored holds more than was sent when somebody else changed the draft, too. */
  #takeIn(sent: Draft, stored: Draft): void {
    const theirs = changesOf(sent, stored);
    if (Object.keys(theirs).length === 0) return;
    this.#history.update((history) => history && { ...history, present: { ...history.present, ...applyChanges(stored, changesOf(sent, history.present)) } });
  }

  /** Where a sentence stands in the newest transcript, unchanged. @throws Refusal where it is another now, with the newest words shown */
  async #placeOf(was: SentenceFragment): Promise<number> {
    const read = await this.#readSentence(was.index);
    if (read?.revision === this.#head && read.sentence && isSame(was, read.sentence)) return was.index;
    const whole = await readTranscript(this.#api, this.#projectId());
    await this.refreshWords();
    const place = whole && followSentence(was, was.index, whole.sentences);
    const now = place === null ? null : whole?.sentences[place];
    if (place === null || !now) throw takenOut();
    this.#head = whole?.revision ?? this.#head;
    if (isSame(was, now)) return place;
    throw new Refusal('STALE_SENTENCE', `In another window this sentence was changed to: “${now.text}”`, '“Mend” puts yours in its place.');
  }

  async #readSentence(index: number): Promise<{ revision: number; sentence: SentenceFragment | null } | null> {
    const { project } = await this.#api.request(TranscriptPageDocument, { id: this.#projectId(), first: 1, after: index });
    return project?.transcript ? { revision: project.transcript.revision, sentence: project.transcript.sentences[0] ?? null } : null;
  }

  async #edit(index: number, text: string): Promise<number> {
    const input = { projectId: this.#projectId(), revision: this.#head, sentences: [{ index, text }] };
    const { editTranscript } = await this.#api.request(EditTranscriptDocument, { input });
    return expectMember(editTranscript, 'Transcript').revision;
  }

  #follow(projectId: string, afterSeq: number): void {
    this.#unfollow?.();
    this.#journal.set(EMPTY_JOURNAL);
    this.#unfollow = this.#feed.follow(projectId, afterSeq, (event) => this.#apply(event));
  }

  #apply(event: EventFragment): void {
    if (event.reelId !== this.#id) return;
    this.#journal.update((journal) => addEvent(journal, event));
    const { reelState } = event;
    if (reelState) this.#render.update((render) => render && { ...render, state: reelState });
    if (!reelState || AT_WORK.includes(reelState)) return;
    this.#unfollow?.();
    this.#refreshRender().then(
      () => reelState === 'READY' && this.#toasts.good(`Revision ${this.#render()?.revision} is ready.`),
      (error: unknown) => this.#toasts.failed(error),
    );
  }

  /** Gives the newest event of the project's journal. */
  async #refreshRender(): Promise<number> {
    const { reel } = await this.#api.request(ReelRenderedDocument, { id: this.#id });
    if (!reel) throw new Broken('The reel is gone.');
    this.#render.set(reel);
    this.#outdated.set(reel.outdated);
    return reel.project.lastSeq;
  }

  #draft(): Draft {
    const { title, design } = this.state() as StudioState;
    return { title, design };
  }

  #projectId(): string {
    return this.#project()?.id ?? '';
  }
}

/** What a composition is made of, as the API tells it. */
function contentOf({ title, design }: StudioState, preview: PreviewPartsFragment): ReelContent {
  const { sentences, durationMs, language, show, peaks, palette, hasCover, video } = preview;
  // How sure a word is changes nothing of how it is drawn.
  const spoken = sentences.map((sentence): Sentence => ({ ...sentence, timing: 'given', words: sentence.words.map((word) => ({ ...word, confidence: 1 })) }));
  return { title, design, show, durationMs, language, peaks, hasCover, video, sentences: spoken, palette: palette as unknown as Palette };
}

const takenOut = (): Refusal => new Refusal('STALE_SENTENCE', 'This sentence was taken out in another window.', 'Copy what you wrote, if it is to stand elsewhere.');
