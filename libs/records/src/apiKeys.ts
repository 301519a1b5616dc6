import type { Db } from './database.js';
import { digest } from './digest.js';
import { ApiKeyEntity } from './entities/apiKey.js';
import { newId } from './ids.js';

/** Makes `key` the workspace's key of this name; a former one under the name is valid no longer. Only its digest is stored. */
export async function setApiKey(db: Db, workspaceId: string, name: string, key: string): Promise<void> {
  await db
    .getRepository(ApiKeyEntity)
    .createQueryBuilder()
    .insert()
    .values({ id: newId(), workspaceId, name, sha256: digest(key) })
    .orUpdate(['sha256'], ['workspace_id', 'name'])
    .execute();
}

/** The workspace that this key opens; null when it opens none. */
export async function findWorkspaceByApiKey(db: Db, key: string): Promise<string | null> {
  const found = await db.getRepository(ApiKeyEntity).findOneBy({ sha256: digest(key) });
  return found?.workspaceId ?? null;
}
