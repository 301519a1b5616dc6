import { Injectable, effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { ApiClient } from '../api/client';
import { Refusal } from '../api/failures';
import { Session } from '../session/session';
import { Toasts } from '../toasts/toasts';
import type { Draft } from './changes';
import { KeptDrafts, localStore } from './keptDrafts';
import type { KeptDraft } from './keptDrafts';
import { saveDraft } from './saveDraft';

const WAITS_MS = [2_000, 5_000, 10_000, 30_000];
/** A studio that has a draft open writes it at each try to save it: one that was not written for so long is left behind by a crash. */
const LEFT_BEHIND_MS = 5 * 60_000;

/**
 * Keeps drafts on this device until the API has stored them. The studio saves what it has open; what it was left with, and what is
 * found here after a reload, is sent from here as soon as the API answers.
 */
@Injectable({ providedIn: 'root' })
export class DraftKeeper {
  readonly #api = inject(ApiClient);
  readonly #session = inject(Session);
  readonly #toasts = inject(Toasts);
  readonly #router = inject(Router);
  readonly #kept = new KeptDrafts(localStore());
  /** By the reel: drafts on their way. */
  readonly #sending = new Map<string, Promise<void>>();
  /** Reels whose draft the API does not take as it is: their studio decides. */
  readonly #undecided = new Set<string>();
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      if (this.#session.signedIn()) untracked(() => this.#sendSoon(0));
    });
    addEventListener('online', () => this.#sendSoon(0));
  }

  /** Writes down what the studio has open. False where it cannot be kept. */
  keep(reelId: string, { draft, stored, version }: { draft: Draft; stored: Draft; version: number }): boolean {
    return this.#kept.put({ reelId, accountId: this.#accountId(), draft, stored, version, open: true, at: Date.now() });
  }

  /** The API has stored it, or it was given up. */
  forget(reelId: string): void {
    this.#kept.remove(this.#accountId(), reelId);
    this.#undecided.delete(reelId);
  }

  /** Hands a draft to the studio, which saves it from now on. Null: all is stored. */
  async take(reelId: string): Promise<KeptDraft | null> {
    await this.#sending.get(reelId);
    const kept = this.#kept.get(this.#accountId(), reelId);
    if (kept) this.#kept.put({ ...kept, open: true, at: Date.now() });
    return kept;
  }

  /** Its studio is being left. @returns whether something is left to be sent */
  leave(reelId: string): boolean {
    const kept = this.#kept.get(this.#accountId(), reelId);
    if (!kept) return false;
    this.#kept.put({ ...kept, open: false });
    this.#sendSoon(WAITS_MS[0] ?? 0);
    return true;
  }

  #sendSoon(waitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#sendAll(), waitMs);
  }

  async #sendAll(): Promise<void> {
    if (this.#sending.size > 0) return;
    for (const { reelId } of this.#left()) {
      const kept = this.#kept.get(this.#accountId(), reelId);
      // A studio may have taken it meanwhile.
      if (!kept || !this.#isLeft(kept)) continue;
      const sent = this.#send(kept).finally(() => this.#sending.delete(reelId));
      this.#sending.set(reelId, sent);
      await sent;
    }
    if (this.#left().length > 0) this.#sendSoon(WAITS_MS[Math.min(this.#attempt++, WAITS_MS.length - 1)] ?? 0);
    else this.#attempt = 0;
  }

  #left(): KeptDraft[] {
    return this.#session.signedIn() ? this.#kept.of(this.#accountId()).filter((kept) => this.#isLeft(kept)) : [];
  }

  /** No studio has it open, and its draft is not to be decided upon first. */
  #isLeft({ reelId, open, at }: KeptDraft): boolean {
    return (!open || Date.now() - at > LEFT_BEHIND_MS) && !this.#undecided.has(reelId);
  }

  #accountId(): string {
    return this.#session.account()?.id ?? '';
  }

  async #send(kept: KeptDraft): Promise<void> {
    const { reelId, draft } = kept;
    try {
      await saveDraft(this.#api, reelId, kept);
      this.forget(reelId);
      this.#toasts.good(`The draft of “${draft.title}” that was kept on this device is saved.`);
    } catch (error) {
      if (error instanceof Refusal) this.#refused(kept, error);
    }
  }

  #refused({ reelId, draft }: KeptDraft, refusal: Refusal): void {
    if (refusal.code === 'NOT_FOUND') return this.forget(reelId);
    this.#undecided.add(reelId);
    const told =
      'currentRevision' in refusal.details
        ? new Refusal(refusal.code, `“${draft.title}” was changed elsewhere while your draft was kept on this device.`, 'Open it to choose whose is kept.')
        : refusal;
    this.#toasts.failed(told, { label: 'Open', run: () => void this.#router.navigate(['/reels', reelId]) });
  }
}
