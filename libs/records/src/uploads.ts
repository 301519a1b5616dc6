import { IsNull, LessThan } from 'typeorm';
import type { Db } from './database.js';
import { ProjectEntity } from './entities/project.js';
import { UPLOAD_STATES, UploadEntity } from './entities/upload.js';
import { isId } from './ids.js';

export { UPLOAD_STATES };
/** `aborted`: its bytes are gone or going. */
export type UploadState = (typeof UPLOAD_STATES)[number];

export interface UploadRecord {
  id: string;
  workspaceId: string;
  fileName: string;
  bytes: number;
  contentType: string | null;
  partBytes: number;
  objectKey: string;
  /** The store's own id of the multipart upload. */
  storageUploadId: string;
  state: UploadState;
  createdAt: Date;
  completedAt: Date | null;
}

/** `id` is made by the caller (newId), since the object key contains it. */
export type NewUpload = Pick<
  UploadRecord,
  'id' | 'fileName' | 'bytes' | 'contentType' | 'partBytes' | 'objectKey' | 'storageUploadId'
>;

const STALE_PAGE = 100;

export async function createUpload(db: Db, workspaceId: string, upload: NewUpload): Promise<UploadRecord> {
  const row: UploadRecord = { ...upload, workspaceId, state: 'open', createdAt: new Date(), completedAt: null };
  await db.getRepository(UploadEntity).insert({ ...row });
  return row;
}

export async function findUpload(db: Db, workspaceId: string, id: string): Promise<UploadRecord | null> {
  if (!isId(id)) return null;
  const row = await db.getRepository(UploadEntity).findOneBy({ workspaceId, id });
  return row && { ...row };
}

/** open -> complete; an upload that is complete already is answered as it is. Null when there is none or it is aborted. */
export async function completeUpload(db: Db, workspaceId: string, id: string): Promise<UploadRecord | null> {
  return leaveOpen(db, workspaceId, id, { state: 'complete', completedAt: new Date() });
}

/** open -> aborted; an upload that is aborted already is answered as it is. Null when there is none or it is complete. */
export async function abortUpload(db: Db, workspaceId: string, id: string): Promise<UploadRecord | null> {
  return leaveOpen(db, workspaceId, id, { state: 'aborted' });
}

async function leaveOpen(
  db: Db,
  workspaceId: string,
  id: string,
  change: { state: 'complete' | 'aborted'; completedAt?: Date },
): Promise<UploadRecord | null> {
  if (!isId(id)) return null;
  await db.getRepository(UploadEntity).update({ workspaceId, id, state: 'open' }, change);
  const upload = await findUpload(db, workspaceId, id);
  return upload?.state === change.state ? upload : null;
}

/** Uploads of all workspaces from before `olderThan` that no project uses, in whatever state: the oldest first, at most 100. */
export async function listStaleUploads(db: Db, olderThan: Date): Promise<UploadRecord[]> {
  const rows = await db
    .getRepository(UploadEntity)
    .createQueryBuilder('upload')
    .where({ createdAt: LessThan(olderThan) })
    .andWhere('NOT EXISTS (SELECT 1 FROM project WHERE project.source_upload_id = upload.id)')
    .orderBy('upload.createdAt')
    .limit(STALE_PAGE)
    .getMany();
  return rows.map((row) => ({ ...row }));
}

/**
 * Makes an upload `aborted`, whatever it was, unless a project uses it: no project can use it from then on, so that its bytes may
 * be removed. Null when there is none or it is in use.
 */
export async function retireUpload(db: Db, workspaceId: string, id: string): Promise<UploadRecord | null> {
  if (!isId(id)) return null;
  return db.transaction(async (tx) => {
    const uploads = tx.getRepository(UploadEntity);
    const upload = await uploads.findOne({ where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
    const isUsed = await tx.getRepository(ProjectEntity).existsBy({ sourceUploadId: id, deletedAt: IsNull() });
    if (!upload || isUsed) return null;
    await uploads.update({ id }, { state: 'aborted' });
    return { ...upload, state: 'aborted' };
  });
}

/** Forgets a retired upload; call it when its bytes are gone. False when there is none, or a project still names it. */
export async function deleteUpload(db: Db, workspaceId: string, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const { affected } = await db
    .getRepository(UploadEntity)
    .createQueryBuilder()
    .delete()
    .where({ workspaceId, id, state: 'aborted' })
    .andWhere('NOT EXISTS (SELECT 1 FROM project WHERE project.source_upload_id = upload.id)')
    .execute();
  return affected === 1;
}
