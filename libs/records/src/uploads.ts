import type { Db } from './database.js';

export const UPLOAD_STATES = ['open', 'complete', 'aborted'] as const;
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
export type NewUpload = Pick<UploadRecord, 'id' | 'fileName' | 'bytes' | 'contentType' | 'partBytes' | 'objectKey' | 'storageUploadId'>;

export declare function createUpload(db: Db, workspaceId: string, upload: NewUpload): Promise<UploadRecord>;
export declare function findUpload(db: Db, workspaceId: string, id: string): Promise<UploadRecord | null>;

/** open -> complete; an upload that is complete already is answered as it is. Null when there is none or it is aborted. */
export declare function completeUpload(db: Db, workspaceId: string, id: string): Promise<UploadRecord | null>;

/** open -> aborted; an upload that is aborted already is answered as it is. Null when there is none or it is complete. */
export declare function abortUpload(db: Db, workspaceId: string, id: string): Promise<UploadRecord | null>;

/** Uploads that nobody finished, and complete ones that no project uses, from before `olderThan`; oldest first, at most 100. */
export declare function listStaleUploads(db: Db, workspaceId: string, olderThan: Date): Promise<UploadRecord[]>;

/** Forgets an upload that no project uses; call it when its bytes are gone. False when a project uses it or there is none. */
export declare function deleteUpload(db: Db, workspaceId: string, id: string): Promise<boolean>;
