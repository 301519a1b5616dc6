import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { projectWorkflowId, reelWorkflowId } from '@reels/contracts';
import { ObjectStore } from '@reels/platform';
import type { Logger } from '@reels/platform';
import { DEFAULT_WORKSPACE_ID, deleteProject, listMarkedDeleted, listReels, markDeleted } from '@reels/records';
import type { Database } from '@reels/records';
import { Engine } from '../engine/engine.js';
import { DATABASE, LOGGER } from '../infrastructure.js';
import { Repeated } from '../repeated.js';

/** How long a workflow may take to stop by itself before it is ended. */
const STOPPING_MS = 10_000;
const EVERY_MS = 60_000;

/** Deletes projects with all that belongs to them, and finishes deletions that a process died in. */
@Injectable()
export class ProjectRemover implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds: Repeated;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly store: ObjectStore,
    private readonly engine: Engine,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Repeated('finish deletions', EVERY_MS, () => this.finishDeletions(), logger);
  }

  onApplicationBootstrap(): void {
    this.rounds.begin();
  }

  onModuleDestroy(): Promise<void> {
    return this.rounds.end();
  }

  /**
   * Deletes a project. From the first change on nobody finds it any more, and what fails then is finished by a later round.
   * Throws EngineDown, before anything is changed, when the engine does not answer.
   */
  async remove(workspaceId: string, id: string): Promise<void> {
    await this.engine.cancel(projectWorkflowId(id));
    await markDeleted(this.db, workspaceId, id);
    await this.finish(workspaceId, id);
  }

  /** One round: all deletions that were begun. */
  async finishDeletions(): Promise<void> {
    for (const id of await listMarkedDeleted(this.db, DEFAULT_WORKSPACE_ID)) await this.finish(DEFAULT_WORKSPACE_ID, id);
  }

  private async end(workflowId: string): Promise<void> {
    await this.engine.cancel(workflowId);
    const stopped = await this.engine.untilOver(workflowId, STOPPING_MS);
    if (!stopped) await this.engine.terminate(workflowId, 'The project is deleted.');
  }

  /** Safe to repeat at any point: the records, which tell where the objects are, go last. */
  private async finish(workspaceId: string, id: string): Promise<void> {
    try {
      const remains = await markDeleted(this.db, workspaceId, id);
      if (!remains) return;
      // Workers write to the store while they run: nothing is removed before they have stopped.
      const reels = await listReels(this.db, workspaceId, id);
      await Promise.all(
        [projectWorkflowId(id), ...reels.map((reel) => reelWorkflowId(reel.id))].map((workflow) => this.end(workflow)),
      );
      await this.store.removePrefix(remains.objectPrefix);
      if (remains.upload) await this.store.remove(remains.upload.objectKey);
      await deleteProject(this.db, workspaceId, id);
    } catch (error) {
      this.logger.warn({ projectId: id, err: error }, 'a deletion will be finished later');
    }
  }
}
