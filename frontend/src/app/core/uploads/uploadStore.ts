import { Injectable } from '@angular/core';
import type { CreateProjectInput } from '../api/generated/operations';

/** What is kept of an upload, so that it can go on after a reload. */
export interface KeptUpload {
  uploadId: string;
  fileName: string;
  bytes: number;
  /** Of the file; with its name and size it tells whether the same file was chosen again. */
  lastModified: number;
  /** What the project is to be made with. */
  project: Omit<CreateProjectInput, 'uploadId' | 'url'>;
  /** Where the browser can hand the file out again by itself. */
  handle: FileSystemFileHandle | null;
}

const DATABASE = 'podcast-to-reels';
const STORE = 'uploads';

/** Uploads under way, in IndexedDB: the only storage that keeps file handles. Where there is none, nothing is kept. */
@Injectable({ providedIn: 'root' })
export class UploadStore {
  async list(): Promise<KeptUpload[]> {
    return (await this.#run('readonly', (store) => store.getAll() as IDBRequest<KeptUpload[]>)) ?? [];
  }

  async put(upload: KeptUpload): Promise<void> {
    await this.#run('readwrite', (store) => store.put(upload));
  }

  async remove(uploadId: string): Promise<void> {
    await this.#run('readwrite', (store) => store.delete(uploadId));
  }

  async #run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
    try {
      const db = await settled(open());
      try {
        return await settled(work(db.transaction(STORE, mode).objectStore(STORE)));
      } finally {
        db.close();
      }
    } catch {
      return null;
    }
  }
}

function open(): IDBOpenDBRequest {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'uploadId' });
  return request;
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
