import { Refusal, told } from '../../../core/api/failures';
import type { Told } from '../../../core/api/failures';

/** Where an autosaved draft stands. Until it is `saved`, the page alone holds the newest change. */
export type SaveState =
  | { kind: 'saved' }
  /** A change waits for its moment, or is on its way. */
  | { kind: 'saving' }
  /** It could not be sent; it is tried again by itself. */
  | { kind: 'retrying'; failure: Told }
  /** Somebody changed the draft elsewhere: nothing is sent before it is decided whose is kept. */
  | { kind: 'stale'; version: number }
  /** The API does not take it as it is. */
  | { kind: 'refused'; failure: Told };

/** A pause after which a change is sent. */
const PAUSE_MS = 500;
const RETRY_WAITS_MS = [1_000, 2_000, 5_000, 10_000];

/**
 * Saves a draft as it is changed, one save at a time and always the newest, each on top of the version that was read.
 * `save` gives the new version; it throws a Refusal StaleRevision where another version is there.
 */
export class DraftQueue<Draft> {
  #dirty: { draft: Draft } | null = null;
  #saving: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #state: SaveState = { kind: 'saved' };

  /** @param version that the draft was read at, and then was last saved as */
  constructor(
    public version: number,
    private readonly save: (draft: Draft, version: number) => Promise<number>,
    private readonly onState: (state: SaveState) => void,
  ) {}

  get state(): SaveState {
    return this.#state;
  }

  change(draft: Draft): void {
    this.#dirty = { draft };
    if (this.#state.kind === 'stale') return;
    this.#tell({ kind: 'saving' });
    this.#wait(PAUSE_MS);
  }

  /** Sends what waits now. Resolves when all is saved (true), or cannot be for now (false). */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#dirty && this.#state.kind !== 'stale') {
      await (this.#saving ??= this.#send().finally(() => (this.#saving = null)));
      if (this.#state.kind === 'retrying' || this.#state.kind === 'refused') break;
    }
    await this.#saving;
    return this.#state.kind === 'saved';
  }

  /** Puts the draft of this page over the one that was made elsewhere. */
  keepMine(): Promise<boolean> {
    if (this.#state.kind === 'stale') this.version = this.#state.version;
    this.#tell({ kind: 'saving' });
    return this.flush();
  }

  /** Goes on from what is stored; what was not sent is dropped. */
  take(version: number): void {
    clearTimeout(this.#timer);
    this.version = version;
    this.#dirty = null;
    this.#tell({ kind: 'saved' });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #send(): Promise<void> {
    const sent = this.#dirty;
    if (!sent) return;
    try {
      this.version = await this.save(sent.draft, this.version);
      this.#attempt = 0;
      if (this.#dirty === sent) this.#dirty = null;
      this.#tell(this.#dirty ? { kind: 'saving' } : { kind: 'saved' });
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (!(error instanceof Refusal)) {
      this.#tell({ kind: 'retrying', failure: told(error) });
      this.#wait(RETRY_WAITS_MS[Math.min(this.#attempt++, RETRY_WAITS_MS.length - 1)] ?? PAUSE_MS);
    } else if (typeof error.details['currentRevision'] === 'number') {
      this.#tell({ kind: 'stale', version: error.details['currentRevision'] });
    } else {
      this.#tell({ kind: 'refused', failure: error });
    }
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  #tell(state: SaveState): void {
    this.#state = state;
    this.onState(state);
  }
}
