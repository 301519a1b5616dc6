import type { MadeBy, ProgressEvent } from '@reels/contracts';
import { In } from 'typeorm';
import type { ArtifactRecord } from './artifacts.js';
import type { Db } from './database.js';
import { ArtifactEntity } from './entities/artifact.js';
import { EpisodeEntity } from './entities/episode.js';
import { HighlightEntity } from './entities/highlight.js';
import { ProgressEventEntity } from './entities/progressEvent.js';
import { ReelEntity } from './entities/reel.js';
import { TranscriptEntity } from './entities/transcript.js';
import type { EpisodeRecord } from './episodes.js';
import type { HighlightRecord } from './highlights.js';
import { toEvent } from './journal.js';
import type { ReelRecord } from './reels.js';
import type { TranscriptRecord } from './transcripts.js';

/**
 * What belongs to projects, read for many of them at once, so that a list of projects costs one query for each kind of thing and
 * not one for each project. Entries are those of the single forms; a project that has none has no entry in the map. Ids must be ids.
 */
type OfProjects<T> = (db: Db, workspaceId: string, projectIds: readonly string[]) => Promise<Map<string, T>>;

export const findEpisodes: OfProjects<EpisodeRecord> = async (db, workspaceId, projectIds) => {
  const rows = await db.getRepository(EpisodeEntity).findBy({ workspaceId, projectId: In(projectIds) });
  return new Map(rows.map((row) => [row.projectId, { ...row }]));
};

/** The newest revision of each. */
export const findTranscripts: OfProjects<TranscriptRecord> = async (db, workspaceId, projectIds) => {
  const rows = await db
    .getRepository(TranscriptEntity)
    .createQueryBuilder('transcript')
    .distinctOn(['transcript.project_id'])
    .where({ workspaceId, projectId: In(projectIds) })
    .orderBy({ 'transcript.project_id': 'ASC', 'transcript.revision': 'DESC' })
    .getMany();
  return new Map(rows.map((row) => [row.projectId, { ...row }]));
};

/** The best score first. */
export const listHighlightsOfProjects: OfProjects<HighlightRecord[]> = async (db, workspaceId, projectIds) => {
  const rows = await db
    .getRepository(HighlightEntity)
    .find({ where: { workspaceId, projectId: In(projectIds) }, order: { score: 'DESC', startMs: 'ASC', endMs: 'ASC' } });
  return byProject(rows.map((row) => ({ ...row })));
};

/** In the order of their highlights' scores, the best first. */
export const listReelsOfProjects: OfProjects<ReelRecord[]> = async (db, workspaceId, projectIds) => {
  const rows = await db
    .getRepository(ReelEntity)
    .createQueryBuilder('reel')
    .innerJoin(HighlightEntity, 'highlight', 'highlight.id = reel.highlightId')
    .where({ workspaceId, projectId: In(projectIds) })
    .orderBy({ 'highlight.score': 'DESC', 'highlight.startMs': 'ASC' })
    .getMany();
  return byProject(rows.map((row) => ({ ...row })));
};

/** Of the whole project and of its reels, the oldest first. */
export const listArtifactsOfProjects: OfProjects<ArtifactRecord[]> = async (db, workspaceId, projectIds) => {
  const rows = await db
    .getRepository(ArtifactEntity)
    .find({ where: { workspaceId, projectId: In(projectIds) }, order: { createdAt: 'ASC', id: 'ASC' } });
  return byProject(rows.map((row) => ({ ...row })));
};

/** The newest event of each stage and reel, in the order of `seq`. */
export const newestProgressOfProjects: OfProjects<ProgressEvent[]> = async (db, workspaceId, projectIds) => {
  const rows = await db
    .getRepository(ProgressEventEntity)
    .createQueryBuilder('event')
    .distinctOn(['event.project_id', 'event.stage', 'event.reel_id'])
    .where({ workspaceId, projectId: In(projectIds) })
    .orderBy({ 'event.project_id': 'ASC', 'event.stage': 'ASC', 'event.reel_id': 'ASC', 'event.seq': 'DESC' })
    .getMany();
  return byProject(rows.sort((a, b) => a.seq - b.seq).map(toEvent));
};

/** As listMadeBy. */
export const listMadeByOfProjects: OfProjects<MadeBy[]> = (db, workspaceId, projectIds) =>
  madeByOf(db, workspaceId, 'project_id', projectIds);

/** As listMadeBy with a reel's id; the map is by reel. */
export const listMadeByOfReels = (db: Db, workspaceId: string, reelIds: readonly string[]): Promise<Map<string, MadeBy[]>> =>
  madeByOf(db, workspaceId, 'reel_id', reelIds);

/** In micro-dollars, as projectCost. */
export const projectCosts: OfProjects<number> = async (db, workspaceId, projectIds) => {
  const made = await listMadeByOfProjects(db, workspaceId, projectIds);
  return new Map([...made].map(([id, entries]) => [id, entries.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0)]));
};

type MadeByRow = Omit<MadeBy, 'costMicroUsd' | 'fallback'> & { owner: string; cost: string; fallback: string | null };

async function madeByOf(
  db: Db,
  workspaceId: string,
  owner: 'project_id' | 'reel_id',
  ids: readonly string[],
): Promise<Map<string, MadeBy[]>> {
  const rows: MadeByRow[] = await db.query(
    `WITH step AS (
       SELECT ${owner} AS owner, step_key, made_by, min(created_at) AS at FROM artifact
       WHERE workspace_id = $1 AND ${owner} = ANY($2::uuid[]) GROUP BY ${owner}, step_key, made_by
     )
     SELECT owner, made_by->>'step' AS step, made_by->>'provider' AS provider, made_by->>'version' AS version,
            made_by->>'fallback' AS fallback, sum((made_by->>'costMicroUsd')::bigint) AS cost
     FROM step GROUP BY 1, 2, 3, 4, 5 ORDER BY min(at), 1, 2, 3, 4, 5`,
    [workspaceId, ids],
  );
  const entries = rows.map(({ owner: id, step, provider, version, cost, fallback }) => ({
    id,
    madeBy: { step, provider, version, costMicroUsd: Number(cost), ...(fallback !== null && { fallback }) },
  }));
  return grouped(
    entries,
    ({ id }) => id,
    ({ madeBy }) => madeBy,
  );
}

const byProject = <T extends { projectId: string }>(rows: readonly T[]): Map<string, T[]> =>
  grouped(
    rows,
    ({ projectId }) => projectId,
    (row) => row,
  );

function grouped<T, V>(rows: readonly T[], keyOf: (row: T) => string, valueOf: (row: T) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(valueOf(row));
    else groups.set(keyOf(row), [valueOf(row)]);
  }
  return groups;
}
