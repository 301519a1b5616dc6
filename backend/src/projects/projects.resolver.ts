import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver, createUnionType } from '@nestjs/graphql';
import type { ProjectState } from '@reels/contracts';
import { CursorError, listProjects } from '@reels/records';
import type { Database } from '@reels/records';
import type { RequestContext } from '../graphql/context.js';
import { ProjectStateEnum } from '../graphql/enums.js';
import { Conflict, EngineUnavailable, InvalidInput, NotFound, UnsupportedSource } from '../graphql/errors.js';
import { LIMITS } from '../graphql/limits.js';
import { badRequest, requireWithin } from '../graphql/page.js';
import { DATABASE } from '../infrastructure.js';
import { CreateProjectInput } from './project.inputs.js';
import { DeletedProject, Project, ProjectConnection } from './project.model.js';
import { ProjectReads } from './projectReads.js';
import { ProjectsService } from './projects.service.js';

const CreateProjectResult = createUnionType({
  name: 'CreateProjectResult',
  types: () => [Project, InvalidInput, NotFound, Conflict, UnsupportedSource, EngineUnavailable] as const,
});
const ApproveHighlightsResult = createUnionType({
  name: 'ApproveHighlightsResult',
  types: () => [Project, NotFound, Conflict, InvalidInput, EngineUnavailable] as const,
});
const CancelProjectResult = createUnionType({
  name: 'CancelProjectResult',
  types: () => [Project, NotFound, Conflict, EngineUnavailable] as const,
});
const RetryProjectResult = createUnionType({
  name: 'RetryProjectResult',
  types: () => [Project, NotFound, Conflict, EngineUnavailable] as const,
});
const DeleteProjectResult = createUnionType({
  name: 'DeleteProjectResult',
  types: () => [DeletedProject, NotFound, EngineUnavailable] as const,
});

const idArgument = { type: () => ID };

@Resolver(() => Project)
export class ProjectsResolver {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly reads: ProjectReads,
    private readonly service: ProjectsService,
  ) {}

  @Query(() => Project, { nullable: true })
  async project(@Context() context: RequestContext, @Args('id', idArgument) id: string): Promise<Project | null> {
    const project = await this.reads.project(context, id);
    return project && Project.from(project);
  }

  @Query(() => ProjectConnection, {
    description: `The newest first; all of them, or those in one of the states. At most ${LIMITS.page.projects} at once.`,
  })
  async projects(
    @Context() { workspaceId }: RequestContext,
    @Args('first', { type: () => Int, defaultValue: 20, nullable: true }) given: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('states', { type: () => [ProjectStateEnum], nullable: true }) states: ProjectState[] | null,
  ): Promise<ProjectConnection> {
    const first = given ?? 20;
    requireWithin('first', first, 1, LIMITS.page.projects);
    try {
      const page = await listProjects(this.db, workspaceId, { first, after, states });
      const edges = page.projects.map(({ project, cursor }) => ({ cursor, node: Project.from(project) }));
      return { edges, pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
    } catch (error) {
      if (error instanceof CursorError) throw badRequest('after is not a cursor of this list.');
      throw error;
    }
  }

  @Mutation(() => CreateProjectResult, {
    description: 'Records a project and starts it. With EngineUnavailable it is kept and starts by itself later.',
  })
  createProject(
    @Context() context: RequestContext,
    @Args('input') input: CreateProjectInput,
  ): Promise<typeof CreateProjectResult> {
    return this.service.create(context, input);
  }

  @Mutation(() => ApproveHighlightsResult, {
    description: 'Ends the review: these highlights become reels, the others are rejected.',
  })
  approveHighlights(
    @Context() context: RequestContext,
    @Args('projectId', idArgument) projectId: string,
    @Args('highlightIds', { type: () => [ID] }) highlightIds: string[],
  ): Promise<typeof ApproveHighlightsResult> {
    return this.service.approve(context, projectId, highlightIds);
  }

  @Mutation(() => CancelProjectResult, { description: 'Asks a project to stop; its journal tells when it has.' })
  cancelProject(@Context() context: RequestContext, @Args('id', idArgument) id: string): Promise<typeof CancelProjectResult> {
    return this.service.cancel(context, id);
  }

  @Mutation(() => RetryProjectResult, { description: 'Starts an ended project again; finished steps are not repeated.' })
  retryProject(@Context() context: RequestContext, @Args('id', idArgument) id: string): Promise<typeof RetryProjectResult> {
    return this.service.retry(context, id);
  }

  @Mutation(() => DeleteProjectResult, { description: 'Stops a project and removes it with everything that was stored for it.' })
  deleteProject(@Context() context: RequestContext, @Args('id', idArgument) id: string): Promise<typeof DeleteProjectResult> {
    return this.service.delete(context, id);
  }
}
