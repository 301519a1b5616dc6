import { Injectable, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { ApiClient } from '../api/client';
import { Refusal, SignedOutError, Unreachable, expectMember, told } from '../api/failures';
import type { Told } from '../api/failures';
import {
  AbortUploadDocument,
  BeginUploadDocument,
  CompleteUploadDocument,
  CreateProjectDocument,
  SignUploadPartsDocument,
  UploadStateDocument,
} from '../api/generated/operations';
import { Projects } from '../projects/projects';
import { Session } from '../session/session';
import { Toasts } from '../toasts/toasts';
import { planParts, sendParts } from './parts';
import type { Part } from './parts';
import { PartFailed, putPart } from './putPart';
import { refuseFile } from './refuseFile';
import { SpeedMeter } from './speedMeter';
import { UploadStore } from './uploadStore';
import type { KeptUpload } from './uploadStore';

const PARTS_AT_ONCE = 3;
const RETRY_WAITS_MS = [500, 1000, 2000, 5000, 15_000];
const TELL_EVERY_MS = 250;

/** `interrupted`: the page was reloaded, and the file has to be handed to it again. `waiting`: for the connection. */
export type UploadPhase = 'sending' | 'waiting' | 'paused' | 'finishing' | 'interrupted' | 'failed';

export interface UploadView {
  /** The upload's id. */
  key: string;
  fileName: string;
  bytes: number;
  sentBytes: number;
  bytesPerSecond: number | null;
  timeLeftMs: number | null;
  state: UploadPhase;
  /** The browser can hand the file out again after a click. */
  canReopen: boolean;
  failure: Told | null;
}

interface Work {
  kept: KeptUpload;
  file: File | null;
  parts: Part[];
  /** ETags by part number; null where the store did not show it. */
  sent: Map<number, string | null>;
  /** Bytes of parts that are still on their way. */
  underWay: number;
  meter: SpeedMeter;
  abort: AbortController;
}

class Paused extends Error {}

/** Files on their way to the object store, over all pages; once there, a project is made of each. */
@Injectable({ providedIn: 'root' })
export class Uploads {
  readonly #api = inject(ApiClient);
  readonly #store = inject(UploadStore);
  readonly #session = inject(Session);
  readonly #projects = inject(Projects);
  readonly #toasts = inject(Toasts);
  readonly #router = inject(Router);
  readonly #works = new Map<string, Work>();
  readonly #views = signal<readonly UploadView[]>([]);

  readonly list = this.#views.asReadonly();
  readonly active = computed(() => this.#views().filter(({ state }) => state !== 'interrupted' && state !== 'failed'));

  constructor() {
    window.addEventListener('beforeunload', (event) => {
      if (this.active().some(({ state }) => state === 'sending' || state === 'waiting')) event.preventDefault();
    });
  }

  /** Finds the uploads that a reload interrupted. */
  async restore(): Promise<void> {
    for (const kept of await this.#store.list()) {
      if (this.#works.has(kept.uploadId)) continue;
      try {
        const { upload } = await this.#api.request(UploadStateDocument, { id: kept.uploadId });
        if (!upload || upload.state === 'ABORTED') await this.#store.remove(kept.uploadId);
        else this.#add(kept, null, upload.partBytes, upload.sentParts, 'interrupted');
      } catch (error) {
        if (error instanceof Refusal) await this.#store.remove(kept.uploadId);
      }
    }
  }

  /** @throws Refusal when the file cannot be a recording, or the API does not take it */
  async start(file: File, handle: FileSystemFileHandle | null, project: KeptUpload['project']): Promise<void> {
    const head = new Uint8Array(await file.slice(0, 64).arrayBuffer());
    const refusal = refuseFile(
      { name: file.name, size: file.size, type: file.type, head },
      this.#session.about()?.maxUploadBytes ?? Infinity,
    );
    if (refusal) throw refusal;
    const { beginUpload } = await this.#api.request(BeginUploadDocument, {
      input: { fileName: file.name, bytes: file.size, contentType: file.type || null },
    });
    const upload = expectMember(beginUpload, 'Upload');
    const kept = { uploadId: upload.id, fileName: file.name, bytes: file.size, lastModified: file.lastModified, project, handle };
    await this.#store.put(kept);
    this.#add(kept, file, upload.partBytes, [], 'sending');
    void this.#run(kept.uploadId);
  }

  pause(key: string): void {
    this.#works.get(key)?.abort.abort(new Paused());
    this.#update(key, { state: 'paused', bytesPerSecond: null, timeLeftMs: null });
  }

  resume(key: string): void {
    if (this.#works.get(key)?.file) void this.#run(key);
  }

  /** Goes on after a reload with the file that the browser hands out again. @throws Refusal when it is another file now */
  async reopen(key: string): Promise<void> {
    const handle = this.#works.get(key)?.kept.handle;
    if (!handle) return;
    const withPermission = handle as FileSystemFileHandle & {
      requestPermission?: (mode: { mode: 'read' }) => Promise<PermissionState>;
    };
    if ((await withPermission.requestPermission?.({ mode: 'read' })) === 'denied') return;
    await this.continueWith(key, await handle.getFile());
  }

  /** Goes on after a reload with a file that was chosen again. @throws Refusal when it is another file */
  async continueWith(key: string, file: File): Promise<void> {
    const work = this.#works.get(key);
    if (!work) return;
    const { fileName, bytes, lastModified } = work.kept;
    if (file.size !== bytes || file.name !== fileName || file.lastModified !== lastModified)
      throw new Refusal(
        'OTHER_FILE',
        `This is not the same file: "${fileName}" is what was being uploaded.`,
        'Choose that file, or discard the upload and begin anew.',
      );
    work.file = file;
    await this.#run(key);
  }

  /** Gives an upload up; what was stored of it is removed. */
  async discard(key: string): Promise<void> {
    this.#works.get(key)?.abort.abort(new Paused());
    await this.#forget(key);
    await this.#api.request(AbortUploadDocument, { uploadId: key }).catch(() => undefined);
  }

  async #run(key: string): Promise<void> {
    const work = this.#works.get(key);
    if (!work?.file) return;
    const { file, parts, sent, meter } = work;
    work.abort = new AbortController();
    meter.reset();
    this.#update(key, { state: 'sending', failure: null });
    const ticker = setInterval(() => this.#tell(key), TELL_EVERY_MS);
    try {
      await sendParts(
        parts.filter(({ partNumber }) => !sent.has(partNumber)),
        {
          width: PARTS_AT_ONCE,
          signal: work.abort.signal,
          waitMs: (attempt) => RETRY_WAITS_MS[Math.min(attempt, RETRY_WAITS_MS.length - 1)] ?? 0,
          mayRetry: (error) => error instanceof PartFailed || error instanceof Unreachable,
          send: (part, signal) => this.#send(work, file, part, signal),
          onTrouble: () => this.#update(key, { state: 'waiting', bytesPerSecond: null, timeLeftMs: null }),
          onSent: (part, etag) => {
            work.underWay -= part.end - part.start;
            sent.set(part.partNumber, etag);
            this.#update(key, { state: 'sending' });
          },
        },
      );
      this.#update(key, { state: 'finishing', sentBytes: file.size, bytesPerSecond: null, timeLeftMs: null });
      await this.#finish(work);
    } catch (error) {
      if (error instanceof Paused) return;
      this.#update(key, {
        state: error instanceof SignedOutError ? 'paused' : 'failed',
        failure: told(error),
        bytesPerSecond: null,
        timeLeftMs: null,
      });
    } finally {
      clearInterval(ticker);
    }
  }

  async #send(work: Work, file: File, part: Part, signal: AbortSignal): Promise<string | null> {
    const { signUploadParts } = await this.#api.request(
      SignUploadPartsDocument,
      { uploadId: work.kept.uploadId, partNumbers: [part.partNumber] },
      { signal },
    );
    const [signed] = expectMember(signUploadParts, 'SignedParts').parts;
    if (!signed) throw new PartFailed('The API signed no address.');
    const onBytes = (bytes: number): void => {
      work.underWay += bytes;
      if (bytes > 0) work.meter.add(bytes);
    };
    return putPart(signed.url, file.slice(part.start, part.end), onBytes, signal);
  }

  /** Makes the parts one file and a project of it. */
  async #finish(work: Work): Promise<void> {
    const { uploadId, project } = work.kept;
    const parts = await this.#etags(work);
    const { completeUpload } = await this.#api.request(CompleteUploadDocument, { uploadId, parts });
    expectMember(completeUpload, 'Upload');
    const { createProject } = await this.#api.request(CreateProjectDocument, { input: { ...project, uploadId } });
    const waits = createProject.__typename === 'EngineUnavailable' ? createProject.projectId : null;
    const id = waits ?? expectMember(createProject, 'Project').id;
    await this.#forget(uploadId);
    await this.#projects.refresh(id);
    if (this.#router.url === '/') await this.#router.navigate(['/projects', id]);
    else
      this.#toasts.good(`"${work.kept.fileName}" has arrived.`, {
        label: 'Open',
        run: () => void this.#router.navigate(['/projects', id]),
      });
  }

  /** Where the store did not show us its ETags, the API knows them. */
  async #etags({ kept, sent }: Work): Promise<{ partNumber: number; etag: string }[]> {
    if ([...sent.values()].every((etag) => etag !== null))
      return [...sent].map(([partNumber, etag]) => ({ partNumber, etag: etag ?? '' }));
    const { upload } = await this.#api.request(UploadStateDocument, { id: kept.uploadId });
    return upload?.sentParts.map(({ partNumber, etag }) => ({ partNumber, etag })) ?? [];
  }

  #add(
    kept: KeptUpload,
    file: File | null,
    partBytes: number,
    sentParts: readonly { partNumber: number; etag: string }[],
    state: UploadPhase,
  ): void {
    const parts = planParts(kept.bytes, partBytes);
    const sent = new Map<number, string | null>(sentParts.map(({ partNumber, etag }) => [partNumber, etag]));
    const { uploadId: key, fileName, bytes, handle } = kept;
    this.#works.set(key, { kept, file, parts, sent, underWay: 0, meter: new SpeedMeter(), abort: new AbortController() });
    const view: UploadView = {
      key,
      fileName,
      bytes,
      sentBytes: 0,
      bytesPerSecond: null,
      timeLeftMs: null,
      state,
      canReopen: handle !== null,
      failure: null,
    };
    this.#views.update((views) => [view, ...views]);
    this.#tell(key);
  }

  #tell(key: string): void {
    const work = this.#works.get(key);
    if (!work) return;
    const arrived = work.parts
      .filter(({ partNumber }) => work.sent.has(partNumber))
      .reduce((sum, { start, end }) => sum + end - start, 0);
    const sentBytes = Math.min(work.kept.bytes, arrived + Math.max(0, work.underWay));
    this.#update(key, {
      sentBytes,
      bytesPerSecond: work.meter.bytesPerSecond(),
      timeLeftMs: work.meter.timeLeftMs(work.kept.bytes - sentBytes),
    });
  }

  #update(key: string, change: Partial<UploadView>): void {
    this.#views.update((views) => views.map((view) => (view.key === key ? { ...view, ...change } : view)));
  }

  async #forget(key: string): Promise<void> {
    this.#works.delete(key);
    this.#views.update((views) => views.filter((view) => view.key !== key));
    await this.#store.remove(key);
  }
}
