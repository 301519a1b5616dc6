import type { Draft } from './changes';

/** A draft whose newest change the API has not stored yet. */
export interface KeptDraft {
  reelId: string;
  /** Whose it is: another account in this browser is not to send it. */
  accountId: string;
  draft: Draft;
  /** The draft as the API had it, and its version there. */
  stored: Draft;
  version: number;
  /** A studio has it open, and saves it. */
  open: boolean;
  /** When it was written here. */
  at: number;
}

const PREFIX = 'draft:';
const keyOf = ({ accountId, reelId }: Pick<KeptDraft, 'accountId' | 'reelId'>): string => `${PREFIX}${accountId}:${reelId}`;

/** Drafts on this device, in the browser's own storage, which outlives the page. */
export class KeptDrafts {
  constructor(private readonly storage: Storage | null) {}

  of(accountId: string): KeptDraft[] {
    const prefix = keyOf({ accountId, reelId: '' });
    const keys = Object.keys(this.storage ?? {}).filter((key) => key.startsWith(prefix));
    return keys.flatMap((key) => this.#read(key) ?? []);
  }

  get(accountId: string, reelId: string): KeptDraft | null {
    return this.#read(keyOf({ accountId, reelId }));
  }

  /** False where it could not be kept: the storage is closed or full. */
  put(kept: KeptDraft): boolean {
    try {
      this.storage?.setItem(keyOf(kept), JSON.stringify(kept));
      return this.storage !== null;
    } catch {
      return false;
    }
  }

  remove(accountId: string, reelId: string): void {
    this.storage?.removeItem(keyOf({ accountId, reelId }));
  }

  #read(key: string): KeptDraft | null {
    try {
      return JSON.parse(this.storage?.getItem(key) ?? 'null') as KeptDraft | null;
    } catch {
      return null;
    }
  }
}

/** The browser's storage; null where it is closed to us. */
export function localStore(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
