import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../../core/api/client';
import { expectMember, told } from '../../core/api/failures';
import type { Told } from '../../core/api/failures';
import {
  ApproveHighlightsDocument,
  CancelProjectDocument,
  DeleteProjectDocument,
  ProjectDetailDocument,
  RetryProjectDocument,
} from '../../core/api/generated/operations';
import type { EventFragment, ProjectDetailFragment } from '../../core/api/generated/operations';
import { ProgressFeed } from '../../core/api/progressFeed';
import { EMPTY_JOURNAL, addEvent } from '../../core/progress/journal';
import type { Journal } from '../../core/progress/journal';
import { Projects, isBusy } from '../../core/projects/projects';

/** One project as its page shows it: the record, and its journal from the first event on. Provided by the page. */
@Injectable()
export class ProjectStore {
  readonly #api = inject(ApiClient);
  readonly #feed = inject(ProgressFeed);
  readonly #projects = inject(Projects);
  readonly #project = signal<ProjectDetailFragment | null>(null);
  readonly #journal = signal<Journal>(EMPTY_JOURNAL);
  readonly #failure = signal<Told | null>(null);
  readonly #missing = signal(false);
  readonly #busy = signal(false);
  #id = '';
  #stop: (() => void) | null = null;
  #reload: ReturnType<typeof setTimeout> | undefined;

  /** Null until it is loaded. */
  readonly project = this.#project.asReadonly();
  readonly journal = this.#journal.asReadonly();
  /** Why it could not be loaded. */
  readonly failure = this.#failure.asReadonly();
  /** There is no such project in this workspace. */
  readonly missing = this.#missing.asReadonly();
  /** Something was asked of it and is not answered yet. */
  readonly busy = this.#busy.asReadonly();
  /** As the journal tells it, which is ahead of the record that was read. */
  readonly state = computed(() => this.#journal().state ?? this.#project()?.state ?? 'QUEUED');
  readonly isRunning = computed(() => isBusy(this.state()));

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.#stop?.();
      clearTimeout(this.#reload);
    });
  }

  async open(id: string): Promise<void> {
    this.#id = id;
    await this.refresh();
    if (this.#project() && !this.#stop) this.#stop = this.#feed.follow(id, 0, (event) => this.#apply(event));
  }

  /** Reads the record again. */
  async refresh(): Promise<void> {
    try {
      const { project } = await this.#api.request(ProjectDetailDocument, { id: this.#id });
      this.#project.set(project);
      this.#missing.set(project === null);
      this.#failure.set(null);
    } catch (error) {
      this.#failure.set(told(error));
    }
  }

  /** Stops what is being done. @throws Refusal */
  cancel(): Promise<void> {
    return this.#ask(async () => {
      const { cancelProject } = await this.#api.request(CancelProjectDocument, { id: this.#id });
      expectMember(cancelProject, 'Project');
    });
  }

  /** Goes on from the stage that failed. @throws Refusal */
  retry(): Promise<void> {
    return this.#ask(async () => {
      const { retryProject } = await this.#api.request(RetryProjectDocument, { id: this.#id });
      expectMember(retryProject, 'Project');
    });
  }

  /** Ends the review: these moments become reels. @throws Refusal */
  approve(highlightIds: string[]): Promise<void> {
    return this.#ask(async () => {
      const { approveHighlights } = await this.#api.request(ApproveHighlightsDocument, { projectId: this.#id, highlightIds });
      expectMember(approveHighlights, 'Project');
    });
  }

  /** Removes it with everything that was stored for it. @throws Refusal */
  async remove(): Promise<void> {
    const { deleteProject } = await this.#api.request(DeleteProjectDocument, { id: this.#id });
    expectMember(deleteProject, 'DeletedProject');
    this.#projects.remove(this.#id);
  }

  async #ask(work: () => Promise<void>): Promise<void> {
    if (this.#busy()) return;
    this.#busy.set(true);
    try {
      await work();
      await this.#projects.refresh(this.#id);
    } finally {
      this.#busy.set(false);
    }
  }

  #apply(event: EventFragment): void {
    this.#journal.update((journal) => addEvent(journal, event));
    const known = this.#project();
    // What a finished stage or reel has made is in the record; what was there when it was read is not asked for again.
    const made = event.kind === 'COMPLETED' || event.kind === 'FAILED' || event.kind === 'WAITING' || event.kind === 'CANCELLED';
    const isNews = known !== null && event.seq > known.lastSeq;
    if (isNews && (made || (event.reelId !== null && !known.reels.some(({ id }) => id === event.reelId)))) this.#refreshSoon();
  }

  /** Several events at once are one reason to read again. */
  #refreshSoon(): void {
    clearTimeout(this.#reload);
    this.#reload = setTimeout(() => void this.refresh(), 150);
  }
}
