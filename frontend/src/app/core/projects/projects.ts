import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { ApiClient } from '../api/client';
import { ProjectPageDocument, ProjectRowDocument } from '../api/generated/operations';
import type { EventFragment, ProjectRowFragment, ProjectState } from '../api/generated/operations';
import { ProgressFeed } from '../api/progressFeed';
import { addEvent, fromNewest } from '../progress/journal';
import type { Journal } from '../progress/journal';
import { isBeingMade } from '../progress/summary';
import { Session } from '../session/session';

/** A project in a list, kept up to date by its events. */
export interface ProjectEntry {
  row: ProjectRowFragment;
  journal: Journal;
}

const PAGE = 20;
const TRAY_EVERY_MS = 30_000;
const BUSY = ['QUEUED', 'RUNNING'] as const satisfies readonly ProjectState[];

/** Whether something is being done for a project without anybody asking for more. */
export const isBusy = (state: ProjectState): boolean => (BUSY as readonly ProjectState[]).includes(state);

/** Whether something is being made: also when a reel of a project that is done is rendered anew. */
const isActive = (row: Pick<ProjectRowFragment, 'state' | 'reels'>): boolean =>
  isBusy(row.state) || row.reels.some(({ state }) => isBeingMade(state));

/** The projects of the workspace: the list of the home page, and whatever is running for the tray. */
@Injectable({ providedIn: 'root' })
export class Projects {
  readonly #api = inject(ApiClient);
  readonly #feed = inject(ProgressFeed);
  readonly #entries = signal<ReadonlyMap<string, ProjectEntry>>(new Map());
  readonly #order = signal<readonly string[] | null>(null);
  readonly #cursor = signal<string | null>(null);
  readonly #following = new Map<string, () => void>();

  /** The newest first; null until the first page is there. */
  readonly list = computed(() => this.#order()?.flatMap((id) => this.#entries().get(id) ?? []) ?? null);
  readonly hasMore = computed(() => this.#cursor() !== null);
  readonly running = computed(() => [...this.#entries().values()].filter(({ row }) => isActive(row)));

  constructor() {
    const session = inject(Session);
    effect(() => {
      const signedIn = session.signedIn();
      untracked(() => (signedIn ? this.#refreshTray() : this.#forget()));
    });
    effect(() => {
      if (this.#feed.reconnections() > 0) untracked(() => this.#refreshTray());
    });
    // Projects can also be begun by the command, or in another window.
    setInterval(() => session.signedIn() && !document.hidden && this.#refreshTray(), TRAY_EVERY_MS);
  }

  /** Loads the first page anew. */
  async load(): Promise<void> {
    const { projects } = await this.#api.request(ProjectPageDocument, { first: PAGE, after: null, states: null });
    this.#take(projects.edges.map(({ node }) => node));
    this.#order.set(projects.edges.map(({ node }) => node.id));
    this.#cursor.set(projects.pageInfo.hasNextPage ? projects.pageInfo.endCursor : null);
  }

  async loadMore(): Promise<void> {
    const { projects } = await this.#api.request(ProjectPageDocument, { first: PAGE, after: this.#cursor(), states: null });
    this.#take(projects.edges.map(({ node }) => node));
    this.#order.update((order) => [...new Set([...(order ?? []), ...projects.edges.map(({ node }) => node.id)])]);
    this.#cursor.set(projects.pageInfo.hasNextPage ? projects.pageInfo.endCursor : null);
  }

  /** Asks for one project again: it was begun, or something was asked of it. */
  async refresh(id: string): Promise<void> {
    const { project } = await this.#api.request(ProjectRowDocument, { id });
    if (!project) return this.remove(id);
    this.#take([project]);
    this.#order.update((order) => order && (order.includes(id) ? order : [id, ...order]));
  }

  remove(id: string): void {
    this.#unfollow(id);
    this.#order.update((order) => order?.filter((other) => other !== id) ?? null);
    this.#entries.update((entries) => new Map([...entries].filter(([other]) => other !== id)));
  }

  async #refreshTray(): Promise<void> {
    try {
      const { projects } = await this.#api.request(ProjectPageDocument, { first: 50, after: null, states: [...BUSY] });
      this.#take(projects.edges.map(({ node }) => node));
    } catch {
      // The tray tells what it knows; the next round may know more.
    }
  }

  #take(rows: readonly ProjectRowFragment[]): void {
    this.#entries.update((entries) => {
      const next = new Map(entries);
      for (const row of rows) {
        const known = entries.get(row.id);
        if (!known || known.journal.seq <= row.lastSeq)
          next.set(row.id, { row, journal: fromNewest(row.progress, row.state, row.lastSeq) });
      }
      return next;
    });
    for (const row of rows) if (isActive(row)) this.#follow(row);
  }

  #follow({ id, lastSeq }: ProjectRowFragment): void {
    if (!this.#following.has(id))
      this.#following.set(
        id,
        this.#feed.follow(id, lastSeq, (event) => this.#apply(event)),
      );
  }

  #unfollow(id: string): void {
    this.#following.get(id)?.();
    this.#following.delete(id);
  }

  #apply(event: EventFragment): void {
    const entry = this.#entries().get(event.projectId);
    if (!entry) return;
    const reels = entry.row.reels.map((reel) =>
      reel.id === event.reelId && event.reelState ? { ...reel, state: event.reelState } : reel,
    );
    const row = { ...entry.row, reels, state: event.projectState, stage: event.stage, lastSeq: event.seq };
    this.#entries.update((entries) => new Map(entries).set(row.id, { row, journal: addEvent(entry.journal, event) }));
    if (isActive(row)) return;
    this.#unfollow(row.id);
    // Its pictures, reels and error are told by the record.
    this.refresh(row.id).catch(() => undefined);
  }

  #forget(): void {
    for (const id of [...this.#following.keys()]) this.#unfollow(id);
    this.#entries.set(new Map());
    this.#order.set(null);
    this.#cursor.set(null);
  }
}
