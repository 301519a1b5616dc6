import { Inject, Injectable } from '@nestjs/common';
import { reelWorkflowId } from '@reels/contracts';
import type { ReelState, Stage } from '@reels/contracts';
import { beginReelOfHighlight, beginReelRevision, findHighlight, findReel, recordProgress, saveReelDraft } from '@reels/records';
import type { Database, ReelRecord } from '@reels/records';
import { Engine, EngineDown } from '../engine/engine.js';
import { WorkflowStarter } from '../engine/workflowStarter.js';
import type { RequestContext } from '../graphql/context.js';
import { Conflict, EngineUnavailable, InvalidInput, NotFound, StaleRevision } from '../graphql/errors.js';
import { DATABASE } from '../infrastructure.js';
import { ProjectReads } from '../projects/projectReads.js';
import { changeDesign, checkDesign } from './changeDesign.js';
import type { ReelDesignInput } from './design.model.js';
import { Reel } from './reel.model.js';
import { ReelContent } from './reelContent.js';

const MAX_TITLE = 200;
const BEFORE_RENDER: readonly Stage[] = ['ingest', 'transcribe', 'select', 'review'];

/** What a person does to reels. */
@Injectable()
export class ReelsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly engine: Engine,
    private readonly starter: WorkflowStarter,
    private readonly reads: ProjectReads,
    private readonly content: ReelContent,
  ) {}

  /** Approves one more highlight of a project whose reels were made already, or are being made, and makes its reel. */
  async make(context: RequestContext, highlightId: string): Promise<Reel | NotFound | Conflict | EngineUnavailable> {
    const highlight = await findHighlight(this.db, context.workspaceId, highlightId);
    const project = highlight && (await this.reads.project(context, highlight.projectId));
    if (!project) return new NotFound('highlight', highlightId);
    if (project.state === 'waiting')
      return new Conflict('The moments wait for approval.', 'Approve them: their reels are then made.');
    if ((project.state === 'running' || project.state === 'queued') && BEFORE_RENDER.includes(project.stage))
      return new Conflict('The project is not there yet.', 'Wait until its reels are being made.');
    const begun = await beginReelOfHighlight(this.db, context.workspaceId, highlightId);
    if (!begun) return new NotFound('highlight', highlightId);
    if (begun.begun) return this.start(context, begun.reel);
    return begun.reel.state === 'ready'
      ? new Conflict('Its reel is made already.', 'Edit that reel and render it.')
      : Reel.from(begun.reel);
  }

  async saveDraft(
    { workspaceId }: RequestContext,
    reelId: string,
    draftVersion: number,
    title: string | null,
    design: ReelDesignInput | null,
  ): Promise<Reel | StaleRevision | InvalidInput | NotFound> {
    if (!(await findReel(this.db, workspaceId, reelId))) return new NotFound('reel', reelId);
    const given = title?.trim();
    if (given === '') return new InvalidInput('title', 'A reel needs a title.');
    if (given && given.length > MAX_TITLE) return new InvalidInput('title', `A title has at most ${MAX_TITLE} characters.`);
    const refused = design && checkDesign(design);
    if (refused) return refused;
    const saved = await saveReelDraft(this.db, workspaceId, reelId, draftVersion, (draft) => ({
      title: given ?? draft.title,
      design: design ? changeDesign(draft.design, design) : draft.design,
    }));
    if (!saved) return new NotFound('reel', reelId);
    return 'stale' in saved ? new StaleRevision('draft', saved.stale) : Reel.from(saved.reel);
  }

  /** Makes the draft the next revision; one that is under way is superseded. */
  async render(context: RequestContext, reelId: string): Promise<Reel | NotFound | Conflict | EngineUnavailable> {
    const reel = await findReel(this.db, context.workspaceId, reelId);
    const project = reel && (await this.reads.project(context, reel.projectId));
    if (!project) return new NotFound('reel', reelId);
    const failed = reel.state === 'failed' || reel.state === 'cancelled';
    if (!failed && !(await this.content.isOutdated(context, reel)))
      return new Conflict('Nothing was changed since its newest revision.', 'Change something first.');
    const begun = await beginReelRevision(this.db, context.workspaceId, reelId);
    return begun ? this.start(context, begun) : new NotFound('reel', reelId);
  }

  async cancel(context: RequestContext, id: string): Promise<Reel | NotFound | Conflict | EngineUnavailable> {
    const reel = await findReel(this.db, context.workspaceId, id);
    const project = reel && (await this.reads.project(context, reel.projectId));
    if (!project) return new NotFound('reel', id);
    if (!isUnderWay(reel.state)) return new Conflict(`The reel is ${reel.state} already.`, 'There is nothing to cancel.');
    try {
      await this.engine.cancel(reelWorkflowId(id));
      // A running workflow records its end itself; one that is over, or was never started, cannot.
      if (await this.engine.untilOver(reelWorkflowId(id), 0)) await this.recordCancelled(context, id);
    } catch (error) {
      if (error instanceof EngineDown) return this.engineDown(context, reel, error, EngineUnavailable.tryAgain());
      throw error;
    }
    context.logger.info({ reelId: id }, 'reel cancelled');
    return this.again(context, id);
  }

  private async start(context: RequestContext, reel: ReelRecord): Promise<Reel | EngineUnavailable> {
    try {
      await this.starter.startReel(reel, { supersede: true });
    } catch (error) {
      if (error instanceof EngineDown) return this.engineDown(context, reel, error, EngineUnavailable.queuedReel(reel.projectId));
      throw error;
    }
    context.logger.info({ reelId: reel.id, revision: reel.revision }, 'reel started');
    return Reel.from(reel);
  }

  private async recordCancelled({ workspaceId }: RequestContext, id: string): Promise<void> {
    const reel = await findReel(this.db, workspaceId, id);
    if (!reel || !isUnderWay(reel.state)) return;
    const { projectId, byItself, revision } = reel;
    const own = byItself ? { revision } : {};
    const event = { stage: 'render', kind: 'cancelled', message: 'Cancelled before it began', reelState: 'cancelled' } as const;
    await recordProgress(this.db, workspaceId, projectId, { ...event, ...own, reelId: id });
  }

  private async again({ workspaceId }: RequestContext, id: string): Promise<Reel | NotFound> {
    const reel = await findReel(this.db, workspaceId, id);
    return reel ? Reel.from(reel) : new NotFound('reel', id);
  }

  private engineDown(
    context: RequestContext,
    { id }: ReelRecord,
    error: EngineDown,
    answer: EngineUnavailable,
  ): EngineUnavailable {
    context.logger.warn({ reelId: id, err: error }, 'the engine is down');
    return answer;
  }
}

const isUnderWay = (state: ReelState): boolean => state === 'queued' || state === 'rendering' || state === 'checking';
