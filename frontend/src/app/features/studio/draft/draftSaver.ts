import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { ApiClient } from '../../../core/api/client';
import { changesOf } from '../../../core/drafts/changes';
import type { Draft } from '../../../core/drafts/changes';
import { DraftKeeper } from '../../../core/drafts/draftKeeper';
import { saveDraft } from '../../../core/drafts/saveDraft';
import type { StoredDraft } from '../../../core/drafts/saveDraft';
import { Toasts } from '../../../core/toasts/toasts';
import { DraftQueue } from './draftQueue';
import type { SaveState } from './draftQueue';

/** Saves a reel's draft as it is changed; what is not saved is kept on this device. Provided by the studio's page. */
@Injectable()
export class DraftSaver {
  readonly #api = inject(ApiClient);
  readonly #keeper = inject(DraftKeeper);
  readonly #toasts = inject(Toasts);
  readonly #state = signal<SaveState>({ kind: 'saved' });
  readonly #isKept = signal(true);

  readonly state = this.#state.asReadonly();
  /** Whether this device holds what is not saved yet: nothing is lost when the page is left. */
  readonly isKept = this.#isKept.asReadonly();

  #reelId = '';
  #queue: DraftQueue<Draft> | null = null;
  #draft: Draft | null = null;
  /** The draft as the API has it. */
  #stored: Draft | null = null;
  #onSaved: (sent: Draft, stored: StoredDraft) => void = () => undefined;

  constructor() {
    const online = (): void => void this.flush();
    // A page that is closed or loaded anew ends no studio by itself.
    const hidden = (): void => void this.#keeper.leave(this.#reelId);
    addEventListener('online', online);
    addEventListener('pagehide', hidden);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', online);
      removeEventListener('pagehide', hidden);
      void this.#leave();
    });
  }

  /**
   * Goes on from the draft that the API has.
   * @param onSaved told what was sent and what the API made of it: more, where somebody else changed the draft, too
   * @returns what this device kept of changes that the API has not; they are being saved. Null: there are none
   */
  async begin(reelId: string, { version, outdated: _, ...stored }: StoredDraft, onSaved: (sent: Draft, stored: StoredDraft) => void): Promise<{ base: Draft; draft: Draft } | null> {
    this.#reelId = reelId;
    this.#onSaved = onSaved;
    const kept = await this.#keeper.take(reelId);
    const isNews = kept !== null && Object.keys(changesOf(stored, kept.draft)).length > 0;
    this.#queue?.stop();
    this.#queue = new DraftQueue(isNews ? kept.version : version, (draft, onTop) => this.#save(draft, onTop), (state) => this.#tell(state));
    this.#stored = isNews ? kept.stored : stored;
    this.#tell({ kind: 'saved' });
    if (!isNews) return null;
    this.change(kept.draft);
    return { base: kept.stored, draft: kept.draft };
  }

  change(draft: Draft): void {
    this.#draft = draft;
    this.#keep();
    this.#queue?.change(draft);
  }

  /** Sends what waits now. False when that cannot be, for now. */
  async flush(): Promise<boolean> {
    return (await this.#queue?.flush()) ?? true;
  }

  keepMine(): void {
    void this.#queue?.keepMine();
  }

  /** Gives up what is not saved. */
  drop(): void {
    this.#queue?.stop();
    this.#keeper.forget(this.#reelId);
  }

  async #save(draft: Draft, version: number): Promise<number> {
    const stored = await saveDraft(this.#api, this.#reelId, { draft, stored: this.#stored ?? draft, version });
    this.#stored = { title: stored.title, design: stored.design };
    this.#onSaved(draft, stored);
    return stored.version;
  }

  #tell(state: SaveState): void {
    this.#state.set(state);
    if (state.kind === 'saved') this.#keeper.forget(this.#reelId);
    // It is still open here: nobody else is to send it.
    else if (state.kind === 'retrying') this.#keep();
  }

  #keep(): void {
    const [draft, stored, queue] = [this.#draft, this.#stored, this.#queue];
    if (draft && stored && queue) this.#isKept.set(this.#keeper.keep(this.#reelId, { draft, stored, version: queue.version }));
  }

  /** What cannot be sent now is sent later, from wherever the person is then. */
  async #leave(): Promise<void> {
    const isSaved = await this.flush();
    this.#queue?.stop();
    if (!isSaved && this.#keeper.leave(this.#reelId) && this.#state().kind === 'retrying')
      this.#toasts.note('Your draft is kept on this device, and saved as soon as the API answers.');
  }
}
