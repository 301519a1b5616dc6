import { Inject, Injectable } from '@nestjs/common';
import { UserError, projectWorkflowId, reelWorkflowId } from '@reels/contracts';
import type { ProjectOptions } from '@reels/contracts';
import { parseTranscript } from '@reels/editing/transcript';
import { ObjectStore } from '@reels/platform';
import { createProject, findUpload, newId, recordProgress, restartProject } from '@reels/records';
import type { Database, GivenTranscript, NewProject, ProjectRecord, ReelRecord } from '@reels/records';
import { Engine, EngineDown, UpdateRefused } from '../engine/engine.js';
import { WorkflowStarter } from '../engine/workflowStarter.js';
import type { RequestContext } from '../graphql/context.js';
import { Conflict, EngineUnavailable, InvalidInput, NotFound, UnsupportedSource } from '../graphql/errors.js';
import { API_SETTINGS, DATABASE } from '../infrastructure.js';
import type { ApiSettings } from '../infrastructure.js';
import { cleanFileName, readAddress } from '../uploads/source.js';
import type { CreateProjectInput, TranscriptInput } from './project.inputs.js';
import { DeletedProject, Project } from './project.model.js';
import { ProjectReads } from './projectReads.js';
import { ProjectRemover } from './projectRemover.js';
import { readOptions } from './readOptions.js';

const MAX_TITLE = 200;
const HOUR_MS = 3_600_000;
/** How long a retry waits for the last run's workflow to close: its record is written a moment before. */
const CLOSING_MS = 10_000;

interface Source {
  source: NewProject['source'];
  fileName: string;
}

/** What is done to projects. Expected failures are returned; what is thrown is a bug, or a part that is down. */
@Injectable()
export class ProjectsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(API_SETTINGS) private readonly settings: ApiSettings,
    private readonly store: ObjectStore,
    private readonly engine: Engine,
    private readonly starter: WorkflowStarter,
    private readonly reads: ProjectReads,
    private readonly remover: ProjectRemover,
  ) {}

  /** Records the project first, so that it is kept when the engine is down, and then starts it. */
  async create(
    context: RequestContext,
    input: CreateProjectInput,
  ): Promise<Project | InvalidInput | NotFound | Conflict | UnsupportedSource | EngineUnavailable> {
    const options = readOptions(input.options ?? {}, this.settings.MAX_EPISODE_HOURS * HOUR_MS);
    if (options instanceof InvalidInput) return options;
    const source = await this.readSource(context, input);
    if (!('source' in source)) return source;
    const title = input.title?.trim() || titleOf(source.fileName);
    if (title.length > MAX_TITLE) return new InvalidInput('title', `A title has at most ${MAX_TITLE} characters.`);

    const id = newId();
    const givenTranscript = input.transcript ? await this.storeTranscript(id, input.transcript) : undefined;
    if (givenTranscript instanceof UnsupportedSource) return givenTranscript;
    const project = await this.record(context, { id, title, source: source.source, options, givenTranscript });
    if (!project) return uploadGone();
    return this.begin(context, project);
  }

  /** Ends the review: these highlights become reels, the others are rejected. */
  async approve(
    context: RequestContext,
    id: string,
    highlightIds: string[],
  ): Promise<Project | NotFound | Conflict | InvalidInput | EngineUnavailable> {
    const project = await this.reads.project(context, id);
    if (!project) return new NotFound('project', id);
    if (project.state !== 'waiting')
      return new Conflict('The highlights are not waiting for approval.', `The project is ${project.state}.`);
    const own = new Set((await this.reads.highlights(context, id))?.map((highlight) => highlight.id));
    const stranger = highlightIds.find((highlightId) => !own.has(highlightId));
    if (stranger !== undefined) return new InvalidInput('highlightIds', `There is no highlight ${stranger} in this project.`);
    if (highlightIds.length === 0)
      return new InvalidInput('highlightIds', 'Approve at least one highlight, or cancel the project.');

    try {
      await this.engine.approve(id, { highlightIds: [...new Set(highlightIds)] });
    } catch (error) {
      if (error instanceof EngineDown) return this.engineDown(context, id, error);
      if (!(error instanceof UpdateRefused)) throw error;
      return error.reason === 'InvalidInput'
        ? new InvalidInput('highlightIds', error.message)
        : new Conflict(error.message, 'Look at the project again.');
    }
    context.logger.info({ projectId: id, approved: highlightIds.length }, 'highlights approved');
    return this.again(context, id);
  }

  async cancel(context: RequestContext, id: string): Promise<Project | NotFound | Conflict | EngineUnavailable> {
    const project = await this.reads.project(context, id);
    if (!project) return new NotFound('project', id);
    if (hasEnded(project)) return new Conflict(`The project is ${project.state} already.`, 'There is nothing to cancel.');
    try {
      const running = await this.engine.cancel(projectWorkflowId(id));
      // A running workflow records its end itself.
      if (!running) await this.recordCancelled(context, project);
      await this.cancelReelsOfTheirOwn(context, id);
    } catch (error) {
      if (error instanceof EngineDown) return this.engineDown(context, id, error);
      throw error;
    }
    context.logger.info({ projectId: id }, 'project cancelled');
    return this.again(context, id);
  }

  /** Starts an ended project again; finished steps are not repeated. */
  async retry(context: RequestContext, id: string): Promise<Project | NotFound | Conflict | EngineUnavailable> {
    const project = await this.reads.project(context, id);
    if (!project) return new NotFound('project', id);
    if (!hasEnded(project)) return new Conflict(`The project is ${project.state}.`, 'Wait for it to end, or cancel it first.');
    if (project.state === 'done' && (await this.allReelsReady(context, id)))
      return new Conflict('The project is done.', 'There is nothing to retry.');
    try {
      const over = await this.engine.untilOver(projectWorkflowId(id), CLOSING_MS);
      if (!over) return new Conflict('The last run is still being stopped.', 'Retry in a moment.');
    } catch (error) {
      if (error instanceof EngineDown) return this.engineDown(context, id, error);
      throw error;
    }
    const queued = await restartProject(this.db, context.workspaceId, id);
    return queued ? this.begin(context, queued) : new NotFound('project', id);
  }

  async delete(context: RequestContext, id: string): Promise<DeletedProject | NotFound | EngineUnavailable> {
    const project = await this.reads.project(context, id);
    if (!project) return new NotFound('project', id);
    try {
      await this.remover.remove(context.workspaceId, id);
    } catch (error) {
      if (error instanceof EngineDown) return this.engineDown(context, id, error);
      throw error;
    }
    context.logger.info({ projectId: id }, 'project deleted');
    return DeletedProject.of(id);
  }

  private async readSource(
    context: RequestContext,
    { uploadId, url }: CreateProjectInput,
  ): Promise<Source | InvalidInput | NotFound | Conflict | UnsupportedSource> {
    if ((uploadId == null) === (url == null)) return new InvalidInput('uploadId', 'Give either uploadId or url.');
    if (url != null) {
      const address = readAddress(url, this.settings.ALLOWED_PRIVATE_HOSTS);
      return 'url' in address ? { source: { url: address.url }, fileName: address.fileName } : address;
    }
    const id = uploadId ?? '';
    const upload = await findUpload(this.db, context.workspaceId, id);
    if (!upload) return new NotFound('upload', id);
    if (upload.state !== 'complete')
      return new Conflict(`The upload is ${upload.state}.`, 'Complete the upload first, or begin a new one.');
    return { source: { uploadId: id }, fileName: upload.fileName };
  }

  /** Keeps the transcript as it was brought, once it is known that it can be read. */
  private async storeTranscript(
    projectId: string,
    { fileName: given, content }: TranscriptInput,
  ): Promise<GivenTranscript | UnsupportedSource> {
    const fileName = cleanFileName(given) ?? 'transcript';
    try {
      parseTranscript(fileName, content);
    } catch (error) {
      if (error instanceof UserError) return UnsupportedSource.from(error);
      throw error;
    }
    const objectKey = `projects/${projectId}/given-transcript`;
    await this.store.put(objectKey, Buffer.from(content), { contentType: 'text/plain; charset=utf-8' });
    return { fileName, objectKey };
  }

  private async record(
    { workspaceId }: RequestContext,
    project: {
      id: string;
      title: string;
      source: NewProject['source'];
      options: ProjectOptions;
      givenTranscript: GivenTranscript | undefined;
    },
  ): Promise<ProjectRecord | null> {
    const { givenTranscript, ...rest } = project;
    const recorded = await createProject(this.db, workspaceId, givenTranscript ? { ...rest, givenTranscript } : rest);
    if (!recorded && givenTranscript) await this.store.remove(givenTranscript.objectKey);
    return recorded;
  }

  private async begin(context: RequestContext, project: ProjectRecord): Promise<Project | EngineUnavailable> {
    const logger = context.logger.child({ projectId: project.id });
    try {
      await this.starter.start(project);
      logger.info('project started');
      return Project.from(project);
    } catch (error) {
      if (!(error instanceof EngineDown)) throw error;
      logger.warn({ err: error }, 'project queued until the engine is back');
      return EngineUnavailable.queued(project.id);
    }
  }

  /** Reels that are made by themselves are no children of the project's workflow. */
  private async cancelReelsOfTheirOwn(context: RequestContext, id: string): Promise<void> {
    for (const reel of (await this.reads.reels(context, id)) ?? []) {
      if (reel.byItself && isUnderWay(reel)) await this.engine.cancel(reelWorkflowId(reel.id));
    }
  }

  private async recordCancelled({ workspaceId }: RequestContext, { id, stage }: ProjectRecord): Promise<void> {
    await recordProgress(this.db, workspaceId, id, {
      stage,
      kind: 'cancelled',
      projectState: 'cancelled',
      message: 'Cancelled before it began',
    });
  }

  private async allReelsReady(context: RequestContext, id: string): Promise<boolean> {
    return ((await this.reads.reels(context, id)) ?? []).every((reel) => reel.state === 'ready');
  }

  private async again(context: RequestContext, id: string): Promise<Project | NotFound> {
    const project = await this.reads.project(context, id);
    return project ? Project.from(project) : new NotFound('project', id);
  }

  private engineDown(context: RequestContext, projectId: string, error: EngineDown): EngineUnavailable {
    context.logger.warn({ projectId, err: error }, 'the engine is down');
    return EngineUnavailable.tryAgain();
  }
}

const isUnderWay = ({ state }: ReelRecord): boolean => state === 'queued' || state === 'rendering' || state === 'checking';

const hasEnded = ({ state }: ProjectRecord): boolean => state === 'done' || state === 'failed' || state === 'cancelled';

/** "The baker.mp3" is titled "The baker"; a name without a letter to be seen is none. */
function titleOf(fileName: string): string {
  const name = fileName.replace(/\.[A-Za-z0-9]{2,4}$/, '').trim();
  return /[^\s\p{C}]/u.test(name) ? name.slice(0, MAX_TITLE) : 'episode';
}

const uploadGone = () => new Conflict('The upload was removed meanwhile.', 'Upload the recording again.');
