import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Logger } from '@reels/platform';
import { projectWorkflowId, reelWorkflowId } from '@reels/contracts';
import { DEFAULT_WORKSPACE_ID, findProject, findReel, listQueuedProjects, listQueuedReels } from '@reels/records';
import type { Database, ProjectRecord, ReelRecord } from '@reels/records';
import { DATABASE, LOGGER } from '../infrastructure.js';
import { Repeated } from '../repeated.js';
import { Engine, EngineDown } from './engine.js';

const EVERY_MS = 15_000;
/** A project that was queued more recently is still being started by the request that queued it. */
const SETTLED_MS = 5_000;
const PAGE = 100;

/**
 * Starts the workflows of queued projects, and of queued reels that are made by themselves: at once where a request asks for it, and by looking again and again for those that
 * were recorded while the engine was down. Starting twice is harmless, so several APIs may do this at once.
 */
@Injectable()
export class WorkflowStarter implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds: Repeated;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly engine: Engine,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Repeated('start what is queued', EVERY_MS, () => this.startAll(), logger);
  }

  onApplicationBootstrap(): void {
    this.rounds.begin();
  }

  onModuleDestroy(): Promise<void> {
    return this.rounds.end();
  }

  /** Throws EngineDown; the project then stays queued until a later round. */
  async start({ id, workspaceId, title }: ProjectRecord): Promise<void> {
    await this.engine.start({ workspaceId, projectId: id }, title);
    // It may have been cancelled or deleted in the moment before its workflow could be seen.
    const now = await findProject(this.db, workspaceId, id);
    if (!now || now.state === 'cancelled') await this.engine.cancel(projectWorkflowId(id));
  }

  /** Starts the present revision of a reel in the place of an older one. Throws EngineDown; the reel then stays queued until a later round. */
  async startReel(
    { id: reelId, workspaceId, projectId, revision, title }: ReelRecord,
    { supersede }: { supersede: boolean },
  ): Promise<void> {
    await this.engine.startReel({ workspaceId, projectId, reelId, revision }, title, { supersede });
    const now = await findReel(this.db, workspaceId, reelId);
    if (!now || (now.revision === revision && now.state === 'cancelled')) await this.engine.cancel(reelWorkflowId(reelId));
  }

  private async startAll(): Promise<void> {
    await this.startQueued();
    await this.startQueuedReels();
  }

  /** One round: every reel of its own that waits in the queue for some time; those whose workflow runs are left to it. Answers how many. */
  async startQueuedReels(settledMs = SETTLED_MS): Promise<number> {
    const updatedBefore = new Date(Date.now() - settledMs);
    const reels = await listQueuedReels(this.db, DEFAULT_WORKSPACE_ID, { updatedBefore, limit: PAGE });
    for (const [started, reel] of reels.entries()) {
      try {
        await this.startReel(reel, { supersede: false });
      } catch (error) {
        if (!(error instanceof EngineDown)) throw error;
        this.logger.warn({ reelId: reel.id, err: error }, 'queued reels wait for the engine');
        return started;
      }
    }
    return reels.length;
  }

  /** One round: every project that waits in the queue for some time. Answers how many. */
  async startQueued(settledMs = SETTLED_MS): Promise<number> {
    const updatedBefore = new Date(Date.now() - settledMs);
    let started = 0;
    let afterId: string | undefined;
    do {
      const page = await listQueuedProjects(this.db, DEFAULT_WORKSPACE_ID, {
        updatedBefore,
        limit: PAGE,
        ...(afterId && { afterId }),
      });
      for (const project of page) {
        try {
          await this.start(project);
          started++;
        } catch (error) {
          if (!(error instanceof EngineDown)) throw error;
          this.logger.warn({ projectId: project.id, err: error }, 'queued projects wait for the engine');
          return started;
        }
      }
      afterId = page.length === PAGE ? page.at(-1)?.id : undefined;
    } while (afterId);
    return started;
  }
}
