import { Inject, Injectable } from '@nestjs/common';
import {
  findEpisodes,
  findFirstLines,
  findProject,
  findReelsOfHighlights,
  findTranscripts,
  listArtifactsOfProjects,
  listHighlightsOfProjects,
  listMadeByOfProjects,
  listMadeByOfReels,
  listReelsOfProjects,
  listRevisionsOfReels,
  newestProgressOfProjects,
  projectCosts,
} from '@reels/records';
import type { Database, ProjectRecord } from '@reels/records';
import { batched } from '../graphql/batched.js';
import type { RequestContext } from '../graphql/context.js';
import { DATABASE } from '../infrastructure.js';

type ReadMany<V> = (db: Database, workspaceId: string, ids: readonly string[]) => Promise<Map<string, V>>;

/** What is read of projects, by id; for many projects of one request at once. */
@Injectable()
export class ProjectReads {
  readonly episode = this.many(findEpisodes);
  readonly transcript = this.many(findTranscripts);
  readonly highlights = this.many(listHighlightsOfProjects);
  readonly reels = this.many(listReelsOfProjects);
  readonly artifacts = this.many(listArtifactsOfProjects);
  readonly progress = this.many(newestProgressOfProjects);
  readonly madeBy = this.many(listMadeByOfProjects);
  readonly cost = this.many(projectCosts);
  readonly madeByOfReel = this.many(listMadeByOfReels);
  readonly revisionsOfReel = this.many(listRevisionsOfReels);
  readonly reelOfHighlight = this.many(findReelsOfHighlights);
  readonly firstLine = this.many(findFirstLines);

  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Null when the workspace has no such project, or the text is no id at all. */
  project({ workspaceId }: RequestContext, id: string): Promise<ProjectRecord | null> {
    return findProject(this.db, workspaceId, id);
  }

  private many<V>(read: ReadMany<V>): (context: RequestContext, id: string) => Promise<V | undefined> {
    return batched(({ workspaceId }, ids: string[]) => read(this.db, workspaceId, ids));
  }
}
