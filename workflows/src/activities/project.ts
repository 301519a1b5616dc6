import { ApplicationFailure } from '@temporalio/activity';
import type { ArtifactKind } from '@reels/contracts';
import { findEpisode, findProject, listArtifacts } from '@reels/records';
import type { ArtifactRecord, EpisodeRecord, ProjectRecord } from '@reels/records';
import type { Deps, ProjectScope } from './deps.js';

/** The project an activity works for. One that was deleted meanwhile ends the workflow. */
export async function loadProject({ db }: Deps, { workspaceId, projectId }: ProjectScope): Promise<ProjectRecord> {
  return (await findProject(db, workspaceId, projectId)) ?? gone(`project ${projectId}`);
}

export async function loadEpisode({ db }: Deps, { workspaceId, projectId }: ProjectScope): Promise<EpisodeRecord> {
  return (await findEpisode(db, workspaceId, projectId)) ?? gone(`episode of project ${projectId}`);
}

/** The newest artifact of this kind that belongs to the whole project; null when there is none. */
export async function newestArtifact({ db }: Deps, { workspaceId, projectId }: ProjectScope, kind: ArtifactKind): Promise<ArtifactRecord | null> {
  return (await listArtifacts(db, workspaceId, projectId, { reelId: null, kind })).at(-1) ?? null;
}

/** An artifact that an earlier stage must have made. */
export async function requiredArtifact(deps: Deps, scope: ProjectScope, kind: ArtifactKind): Promise<ArtifactRecord> {
  return (await newestArtifact(deps, scope, kind)) ?? gone(`${kind} of project ${scope.projectId}`);
}

/** Reads an artifact that holds JSON. The caller names its shape: only our own steps write them. */
export async function readJson<T>({ store }: Deps, artifact: ArtifactRecord): Promise<T> {
  return JSON.parse((await store.read(artifact.objectKey)).toString('utf8')) as T;
}

/** Ends the workflow: what it works on was deleted meanwhile. */
export function gone(what: string): never {
  throw ApplicationFailure.nonRetryable(`There is no ${what} any more.`, 'INTERNAL');
}
