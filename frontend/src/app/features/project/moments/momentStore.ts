import { Injectable, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../../../core/api/client';
import { expectMember } from '../../../core/api/failures';
import {
  CreateHighlightDocument,
  DecideHighlightDocument,
  MakeReelDocument,
  MoveHighlightDocument,
} from '../../../core/api/generated/operations';
import type { HighlightCardFragment, HighlightState } from '../../../core/api/generated/operations';
import { ProjectStore } from '../projectStore';
import type { Span } from './snap';

/** The moments of a project, and what is decided about them. What was changed here is shown before the record is read again. */
@Injectable()
export class MomentStore {
  readonly #api = inject(ApiClient);
  readonly #store = inject(ProjectStore);
  readonly #changed = signal<ReadonlyMap<string, HighlightCardFragment>>(new Map());
  readonly #selectedId = signal<string | null>(null);

  /** The best score first. */
  readonly moments = computed(() => {
    const changed = this.#changed();
    const known = this.#store.project()?.highlights ?? [];
    const added = [...changed.values()].filter(({ id }) => !known.some((other) => other.id === id));
    return [...known.map((moment) => ({ ...(changed.get(moment.id) ?? moment), reelId: moment.reelId })), ...added];
  });
  readonly selected = computed(() => this.moments().find(({ id }) => id === this.#selectedId()) ?? null);
  /** What becomes reels when the review ends: all that was not rejected. */
  readonly kept = computed(() => this.moments().filter(({ state }) => state !== 'REJECTED'));

  select(id: string | null): void {
    this.#selectedId.set(id);
  }

  /** @throws Refusal */
  async decide(id: string, state: HighlightState): Promise<void> {
    const before = this.moments().find((moment) => moment.id === id);
    if (before) this.#show({ ...before, state });
    try {
      const { decideHighlight } = await this.#api.request(DecideHighlightDocument, { id, state });
      this.#show(expectMember(decideHighlight, 'Highlight'));
    } catch (error) {
      if (before) this.#show(before);
      throw error;
    }
  }

  /** Gives a moment other edges, with a new proof of its boundaries. @throws Refusal */
  async move(id: string, { startMs, endMs }: Span): Promise<void> {
    const { moveHighlight } = await this.#api.request(MoveHighlightDocument, { id, startMs, endMs, title: null });
    this.#show(expectMember(moveHighlight, 'Highlight'));
  }

  /** @throws Refusal */
  async rename(id: string, title: string): Promise<void> {
    const moment = this.moments().find((other) => other.id === id);
    if (!moment) return;
    const { startMs, endMs } = moment;
    const { moveHighlight } = await this.#api.request(MoveHighlightDocument, { id, startMs, endMs, title });
    this.#show(expectMember(moveHighlight, 'Highlight'));
  }

  /** Makes a moment of a stretch, and of it a reel where the review is over. @throws Refusal */
  async create({ startMs, endMs }: Span): Promise<void> {
    const projectId = this.#store.project()?.id ?? '';
    const { createHighlight } = await this.#api.request(CreateHighlightDocument, {
      input: { projectId, startMs, endMs, title: null },
    });
    const moment = expectMember(createHighlight, 'Highlight');
    this.#show(moment);
    this.select(moment.id);
    if (this.#store.state() === 'WAITING') await this.decide(moment.id, 'APPROVED');
    else await this.makeReel(moment.id);
  }

  /** @throws Refusal */
  async makeReel(highlightId: string): Promise<void> {
    const { makeReel } = await this.#api.request(MakeReelDocument, { highlightId });
    expectMember(makeReel, 'Reel');
    await this.#store.refresh();
  }

  #show(moment: HighlightCardFragment): void {
    this.#changed.update((changed) => new Map(changed).set(moment.id, moment));
  }
}
