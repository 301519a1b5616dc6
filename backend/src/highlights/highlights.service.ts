import { Inject, Injectable } from '@nestjs/common';
import type { HighlightProposal, HighlightState, Peaks, ProjectState, Range, Stage } from '@reels/contracts';
import { appraiseHighlight, voiceFromPeaks } from '@reels/editing/highlights';
import { ObjectStore } from '@reels/platform';
import { addHighlight, changeHighlight, decideHighlight, findHighlight, findReel, newId, readSentences } from '@reels/records';
import type { Database, HighlightRecord, ProjectRecord } from '@reels/records';
import { Engine, EngineDown, UpdateRefused } from '../engine/engine.js';
import type { RequestContext } from '../graphql/context.js';
import { Conflict, EngineUnavailable, InvalidInput, NotFound } from '../graphql/errors.js';
import { DATABASE } from '../infrastructure.js';
import { ProjectReads } from '../projects/projectReads.js';
import type { CreateHighlightInput } from './highlight.inputs.js';
import { Highlight } from './highlight.model.js';

const LENGTH_MS = { min: 1_000, max: 180_000 };
const MAX_TITLE = 200;
/** Before these are over, the product is still choosing. */
const CHOOSING: readonly Stage[] = ['ingest', 'transcribe', 'select'];
const UNDER_WAY: readonly ProjectState[] = ['queued', 'running'];

/** What a person does to highlights. */
@Injectable()
export class HighlightsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly store: ObjectStore,
    private readonly engine: Engine,
    private readonly reads: ProjectReads,
  ) {}

  async create(
    context: RequestContext,
    { projectId, startMs, endMs, title }: CreateHighlightInput,
  ): Promise<Highlight | InvalidInput | NotFound | Conflict | EngineUnavailable> {
    const project = await this.reads.project(context, projectId);
    if (!project) return new NotFound('project', projectId);
    const highlight = await this.appraise(context, project, { startMs, endMs }, 'You chose it.', title);
    if (!('score' in highlight)) return highlight;
    const id = newId();
    try {
      if (project.state === 'waiting') await this.engine.addHighlight(projectId, { highlightId: id });
    } catch (error) {
      if (error instanceof EngineDown) return EngineUnavailable.tryAgain();
      if (error instanceof UpdateRefused) return new Conflict(error.message, 'Look at the project again.');
      throw error;
    }
    const added = await addHighlight(this.db, context.workspaceId, projectId, { ...highlight, id });
    if (!added) return sameStretch();
    context.logger.info({ projectId, highlightId: id }, 'highlight chosen');
    return Highlight.from(added);
  }

  /** Gives a highlight other edges, or another title. A reel that was made of it stays as it is until it is rendered anew. */
  async move(
    context: RequestContext,
    id: string,
    range: Range,
    title: string | null,
  ): Promise<Highlight | InvalidInput | NotFound | Conflict> {
    const found = await findHighlight(this.db, context.workspaceId, id);
    const project = found && (await this.reads.project(context, found.projectId));
    if (!project) return new NotFound('highlight', id);
    const stays = range.startMs === found.startMs && range.endMs === found.endMs;
    const reason = found.chosenByUser ? 'You chose it.' : 'You moved its edges.';
    const moved = stays ? retitled(found, title) : await this.appraise(context, project, range, reason, title ?? found.title);
    if (!('score' in moved)) return moved;
    const changed = await changeHighlight(this.db, context.workspaceId, id, moved);
    return changed ? Highlight.from(changed) : sameStretch();
  }

  async decide(context: RequestContext, id: string, state: HighlightState): Promise<Highlight | NotFound | Conflict> {
    const { workspaceId } = context;
    const found = await findHighlight(this.db, workspaceId, id);
    const project = found && (await this.reads.project(context, found.projectId));
    if (!project) return new NotFound('highlight', id);
    const reelId = await this.reads.reelOfHighlight(context, id);
    const reel = reelId ? await findReel(this.db, workspaceId, reelId) : null;
    if (reel && state !== 'approved' && ['queued', 'rendering', 'checking'].includes(reel.state))
      return new Conflict('Its reel is being made.', 'Cancel the reel first.');
    const decided = await decideHighlight(this.db, workspaceId, id, state);
    return decided ? Highlight.from(decided) : new NotFound('highlight', id);
  }

  /** The range as a highlight; why not, where it cannot be one. */
  private async appraise(
    context: RequestContext,
    project: ProjectRecord,
    range: Range,
    reason: string,
    title: string | null | undefined,
  ): Promise<HighlightProposal | InvalidInput | Conflict> {
    const { startMs, endMs } = range;
    const lengthMs = endMs - startMs;
    if (startMs < 0) return new InvalidInput('startMs', 'A moment cannot begin before the episode.');
    if (lengthMs < LENGTH_MS.min) return new InvalidInput('endMs', 'A moment lasts at least a second.');
    if (lengthMs > LENGTH_MS.max) return new InvalidInput('endMs', `A moment lasts at most ${LENGTH_MS.max / 1000} s.`);
    if ((title?.trim().length ?? 0) > MAX_TITLE) return new InvalidInput('title', `A title has at most ${MAX_TITLE} characters.`);
    if (UNDER_WAY.includes(project.state) && CHOOSING.includes(project.stage))
      return new Conflict('The moments are still being chosen.', 'Wait until they are there.');
    const transcript = await this.reads.transcript(context, project.id);
    const episode = await this.reads.episode(context, project.id);
    if (!transcript || !episode) return new Conflict('There is no transcript yet.', 'Wait until the recording is transcribed.');
    if (startMs >= episode.durationMs) return new InvalidInput('startMs', 'The episode is over by then.');

    const { language } = transcript;
    const sentences = (await readSentences(this.db, context.workspaceId, project.id, transcript.revision)) ?? [];
    const others = (await this.reads.highlights(context, project.id)) ?? [];
    const peaks = await this.peaks(context, project.id);
    const { minMs, maxMs, part } = project.options;
    const appraised = appraiseHighlight(
      { language, sentences },
      { startMs, endMs: Math.min(endMs, episode.durationMs) },
      {
        ...{ minMs, maxMs, part, reason },
        durationMs: episode.durationMs,
        titles: others.map((other) => other.title),
        ...(peaks && { voice: voiceFromPeaks({ language, sentences }, peaks) }),
      },
    );
    if (!appraised) return new InvalidInput('startMs', 'Nobody speaks there.');
    return title?.trim() ? { ...appraised, title: title.trim() } : appraised;
  }

  private async peaks(context: RequestContext, projectId: string): Promise<Peaks | null> {
    const artifact = (await this.reads.artifacts(context, projectId))?.findLast(({ kind }) => kind === 'peaks');
    return artifact ? (JSON.parse(String(await this.store.read(artifact.objectKey))) as Peaks) : null;
  }
}

function retitled(
  { startMs, endMs, score, reasons, boundaries, title: old }: HighlightRecord,
  title: string | null,
): HighlightProposal | InvalidInput {
  const given = title?.trim() || old;
  if (given.length > MAX_TITLE) return new InvalidInput('title', `A title has at most ${MAX_TITLE} characters.`);
  return { startMs, endMs, score, reasons, boundaries, title: given };
}

const sameStretch = () => new Conflict('There is a moment of this very stretch already.', 'Use that one, or choose other edges.');
