import type { ProgressEvent } from '@reels/contracts';
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
import { grouped } from './grouped.js';
import type { HighlightRecord } from './highlights.js';
import { toEvent } from './journal.js';
import type { ReelRecord } from './reels.js';
import type { TranscriptRecord } from './transcripts.js';

/**
 * What belongs to projects, read for many of them at once, so that a list of projects costs one query for each kind of thing and
 * not one for each project. A project that has none has no entry in the map. Ids must be ids.
 */
export type OfProjects<T> = (db: Db, workspaceId: string, projectIds: readonly string[]) => Promise<Map<string, T>>;

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

const byProject = <T extends { projectId: string }>(rows: readonly T[]): Map<string, T[]> =>
  grouped(
    rows,
    ({ projectId }) => projectId,
    (row) => row,
  );
