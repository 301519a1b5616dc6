import type { EpisodeFacts, Palette } from '@reels/contracts';
import type { Db } from './database.js';
import { EpisodeEntity } from './entities/episode.js';
import { isId, newId } from './ids.js';

export interface EpisodeRecord extends EpisodeFacts {
  id: string;
  workspaceId: string;
  projectId: string;
  fileName: string;
  /** Where the recording lies in the object store. */
  objectKey: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  /** The colours of its reels; null for one that was brought in before they were kept. */
  palette: Palette | null;
  createdAt: Date;
}

export type NewEpisode = EpisodeFacts &
  Pick<EpisodeRecord, 'fileName' | 'objectKey' | 'bytes' | 'sha256'> & { palette?: Palette | null };

/** A project has one episode; saving again overwrites what is known of it. */
export async function saveEpisode(db: Db, workspaceId: string, projectId: string, episode: NewEpisode): Promise<EpisodeRecord> {
  return db.transaction(async (tx) => {
    const episodes = tx.getRepository(EpisodeEntity);
    const known = await episodes.findOneBy({ workspaceId, projectId });
    const row = await episodes.save({ id: newId(), ...known, ...episode, workspaceId, projectId });
    return { ...row };
  });
}

export async function findEpisode(db: Db, workspaceId: string, projectId: string): Promise<EpisodeRecord | null> {
  if (!isId(projectId)) return null;
  const row = await db.getRepository(EpisodeEntity).findOneBy({ workspaceId, projectId });
  return row && { ...row };
}
