import type { Db } from './database.js';

/** Makes `key` the workspace's key of this name; a former one under the name is valid no longer. Only its digest is stored. */
export declare function setApiKey(db: Db, workspaceId: string, name: string, key: string): Promise<void>;

/** The workspace that this key opens; null when it opens none. */
export declare function findWorkspaceByApiKey(db: Db, key: string): Promise<string | null>;
