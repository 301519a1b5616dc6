import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { Palette, Sentence } from '@reels/contracts';
import type { ReelContent } from '@reels/editing/composition';
import { ApiClient } from '../../core/api/client';
import { Broken, expectMember, told } from '../../core/api/failures';
import type { Told } from '../../core/api/failures';
import { CancelReelDocument, ReelRenderedDocument, RenderReelDocument, StudioDocument } from '../../core/api/generated/operations';
import type { EventFragment, PreviewPartsFragment, ReelRenderFragment, SentenceFragment, StudioQuery } from '../../core/api/generated/operations';
import { ProgressFeed } from '../../core/api/progressFeed';
import { applyChanges, changesOf } from '../../core/drafts/changes';
import type { Draft } from '../../core/drafts/changes';
import { storedDraft } from '../../core/drafts/saveDraft';
import type { StoredDraft } from '../../core/drafts/saveDraft';
import { EMPTY_JOURNAL, addEvent } from '../../core/progress/journal';
import { Toasts } from '../../core/toasts/toasts';
import { DraftSaver } from './draft/draftSaver';
import { record, redo, startHistory, undo } from './draft/history';
import type { History } from './draft/history';
import { ReelWords } from './words/reelWords';

/** What can be undone: the draft, and which revision of the transcript says the words. */
export interface StudioState extends Draft {
  /** A revision with the words of this state; later ones may say the same. */
  transcript: number;
}

type Project = NonNullable<StudioQuery['reel']>['project'];

const AT_WORK: readonly string[] = ['QUEUED', 'RENDERING', 'CHECKING'];

/** One reel being dressed: what can be undone of its draft and its words, and its renders. Provided by the studio's page. */
@Injectable()
export class StudioStore {
  readonly #api = inject(ApiClient);
  readonly #feed = inject(ProgressFeed);
  readonly #toasts = inject(Toasts);
  readonly #saver = inject(DraftSaver);
  readonly #words = inject(ReelWords);

  readonly #history = signal<History<StudioState> | null>(null);
  readonly #render = signal<ReelRenderFragment | null>(null);
  readonly #journal = signal(EMPTY_JOURNAL);
  readonly #outdated = signal(false);
  readonly #project = signal<Project | null>(null);

  /** Why there is no studio; `null` with no render yet: it is loading. */
  readonly failure = signal<Told | null>(null);
  readonly missing = signal(false);

  readonly render = this.#render.asReadonly();
  readonly preview = this.#words.parts;
  readonly project = this.#project.asReadonly();
  readonly state = computed(() => this.#history()?.present ?? null);
  readonly canUndo = computed(() => (this.#history()?.past.length ?? 0) > 0);
  readonly canRedo = computed(() => (this.#history()?.future.length ?? 0) > 0);
  readonly atWork = computed(() => AT_WORK.includes(this.#render()?.state ?? ''));
  /** Whether a render would make something new. */
  readonly outdated = computed(() => this.#outdated() || this.#saver.state().kind !== 'saved');
  /** How far the render is: what happens, and 0..100 as measured. */
  readonly work = computed(() => {
    const stages = this.#journal().reels.get(this.#render()?.id ?? '')?.stages;
    return stages?.CHECK?.status === 'running' ? stages.CHECK : (stages?.RENDER ?? null);
  });
  /** What the composition is made of; null until it is loaded. */
  readonly content = computed<ReelContent | null>(() => {
    const [state, preview] = [this.state(), this.preview()];
    return state && preview ? contentOf(state, preview) : null;
  });

  #id = '';
  #unfollow: (() => void) | null = null;
  /** A render is being asked for. */
  #asking = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#unfollow?.());
  }

  async load(id: string): Promise<void> {
    this.#id = id;
    this.failure.set(null);
    try {
      const { reel } = await this.#api.request(StudioDocument, { id });
      if (!reel) return this.missing.set(true);
      const transcript = reel.project.transcript?.revision ?? 0;
      this.#words.open(id, { id: reel.project.id, revision: transcript }, reel.preview, (outdated) => this.#outdated.set(outdated));
      const stored = storedDraft(reel);
      const kept = await this.#saver.begin(id, stored, (sent, saved) => this.#takeIn(sent, saved));
      const { title, design } = kept?.base ?? stored;
      const history = startHistory<StudioState>({ title, design, transcript });
      this.#history.set(kept ? record(history, { ...kept.draft, transcript }, { key: 'kept', at: 0 }) : history);
      this.#outdated.set(reel.outdated);
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
    this.#saver.change(this.#draft());
  }

  undo(): Promise<void> {
    return this.#go(undo);
  }

  redo(): Promise<void> {
    return this.#go(redo);
  }

  takeTheirs(): Promise<void> {
    this.#saver.drop();
    return this.load(this.#id);
  }

  /** Puts other words into a sentence, as a step that can be undone. @throws Refusal as ReelWords.mend */
  async mend(was: SentenceFragment, text: string): Promise<void> {
    const transcript = await this.#words.mend(was, text);
    this.#history.update((history) => history && record(history, { ...history.present, transcript }, { key: `words ${transcript}`, at: Date.now() }));
  }

  /** Saves what waits and makes it the next revision; once, however often it is asked for meanwhile. */
  async renderNow(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      if (!(await this.#saver.flush())) return;
      // What the journal told of earlier renders is not of this one.
      const lastSeq = await this.#refreshRender();
      const { renderReel } = await this.#api.request(RenderReelDocument, { reelId: this.#id });
      const { state, revision } = expectMember(renderReel, 'Reel');
      this.#render.update((render) => render && { ...render, state, revision, error: null });
      this.#follow(this.#project()?.id ?? '', lastSeq);
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
    if (moved.present.title !== title || moved.present.design !== design) this.#saver.change(this.#draft());
    if (moved.present.transcript === transcript) return;
    try {
      await this.#words.restore(moved.present.transcript);
    } catch (error) {
      this.#history.set(history);
      this.#toasts.failed(error);
    }
  }

  /** What the API stored holds more than was sent when somebody else changed the draft, too. */
  #takeIn(sent: Draft, { title, design, outdated }: StoredDraft): void {
    this.#outdated.set(outdated);
    const stored = { title, design };
    if (Object.keys(changesOf(sent, stored)).length === 0) return;
    this.#history.update((history) => history && { ...history, present: { ...history.present, ...applyChanges(stored, changesOf(sent, history.present)) } });
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
}

/** What a composition is made of, as the API tells it. */
function contentOf({ title, design }: StudioState, preview: PreviewPartsFragment): ReelContent {
  const { sentences, durationMs, language, show, peaks, palette, hasCover, video } = preview;
  // How sure a word is changes nothing of how it is drawn.
  const spoken = sentences.map((sentence): Sentence => ({ ...sentence, timing: 'given', words: sentence.words.map((word) => ({ ...word, confidence: 1 })) }));
  return { title, design, show, durationMs, language, peaks, hasCover, video, sentences: spoken, palette: palette as unknown as Palette };
}
