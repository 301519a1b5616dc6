import type { EpisodeFacts } from '@reels/contracts';
import type { Db } from './database.js';

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
  createdAt: Date;
}

export type NewEpisode = EpisodeFacts & Pick<EpisodeRecord, 'fileName' | 'objectKey' | 'bytes' | 'sha256'>;

/** A project has one episode; saving again overwrites what is known of it. */
export declare function saveEpisode(db: Db, workspaceId: string, projectId: string, episode: NewEpisode): Promise<EpisodeRecord>;
export declare function findEpisode(db: Db, workspaceId: string, projectId: string): Promise<EpisodeRecord | null>;
