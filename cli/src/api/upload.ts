import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '@reels/contracts';
import { CommandError } from '../failure.js';
import {
  AbortUploadDocument,
  BeginUploadDocument,
  CompleteUploadDocument,
  SignUploadPartsDocument,
} from '../generated/operations.js';
import type { UploadProgress } from '../terminal/jobProgress.js';
import { expectResult } from './client.js';
import type { ApiClient } from './client.js';
import { inParallel } from './inParallel.js';
import { putPart } from './putPart.js';
import type { FilePart } from './putPart.js';
import { SpeedMeter } from './speedMeter.js';

const PARTS_AT_ONCE = 3;
/** Waits before a part is sent again: 23 s in all, longer than a restart of the object store takes. */
const RETRY_WAITS_MS = [500, 1000, 2000, 5000, 15_000];
const ABORT_MS = 5_000;

export interface UploadOptions {
  onProgress: (progress: UploadProgress) => void;
  signal: AbortSignal;
}

/**
 * Sends a file to the object store in parts, by addresses that the API signs; returns the upload's id.
 * A part that fails is sent again by a fresh address. When the upload is given up, what was stored of it is removed.
 * @throws UserError EMPTY; CommandError UPLOAD_FAILED, FILE_CHANGED, or what the API refuses it with (TOO_LARGE, ...)
 */
export async function uploadFile(api: ApiClient, path: string, { onProgress, signal }: UploadOptions): Promise<string> {
  const { size } = await stat(path);
  if (size === 0) throw new UserError('EMPTY');
  const { beginUpload } = await api.request(BeginUploadDocument, { input: { fileName: basename(path), bytes: size } });
  const upload = expectResult(beginUpload, 'Upload');
  const meter = new SpeedMeter(size, onProgress);
  try {
    const parts = await inParallel(planParts(path, size, upload.partBytes), PARTS_AT_ONCE, signal, (part, stop) =>
      sendPart(api, upload.id, part, meter, stop),
    );
    if ((await stat(path)).size !== size) throw fileChanged();
    const { completeUpload } = await api.request(CompleteUploadDocument, { uploadId: upload.id, parts });
    return expectResult(completeUpload, 'Upload').id;
  } catch (error) {
    // The signal may be what ended it; a store that can't be told forgets abandoned uploads in time.
    await api.request(AbortUploadDocument, { uploadId: upload.id }, AbortSignal.timeout(ABORT_MS)).catch(() => {});
    throw error;
  }
}

interface NumberedPart extends FilePart {
  /** From 1, as in the S3 protocol. */
  partNumber: number;
}

/** How a file is cut: all parts but the last have `partBytes`. */
export function planParts(path: string, size: number, partBytes: number): NumberedPart[] {
  return Array.from({ length: Math.ceil(size / partBytes) }, (_, index) => {
    const start = index * partBytes;
    return { partNumber: index + 1, path, start, bytes: Math.min(partBytes, size - start) };
  });
}

async function sendPart(api: ApiClient, uploadId: string, part: NumberedPart, meter: SpeedMeter, signal: AbortSignal) {
  const { partNumber } = part;
  for (let attempt = 0; ; attempt++) {
    const { signUploadParts } = await api.request(SignUploadPartsDocument, { uploadId, partNumbers: [partNumber] }, signal);
    const [signed] = expectResult(signUploadParts, 'SignedParts').parts;
    if (!signed) throw new CommandError('API_BROKEN', `The API signed no address for part ${partNumber}.`, 'Report it.');
    let sent = 0;
    const onBytes = (bytes: number): void => {
      sent += bytes;
      meter.add(bytes);
    };
    try {
      return { partNumber, etag: await putPart(signed.url, part, { onBytes, signal }) };
    } catch (error) {
      signal.throwIfAborted();
      meter.add(-sent);
      const wait = RETRY_WAITS_MS[attempt];
      if (wait === undefined) throw uploadFailed(error);
      await sleep(wait, undefined, { signal });
    }
  }
}

function uploadFailed(error: unknown): CommandError {
  const why = error instanceof Error ? error.message : String(error);
  return new CommandError('UPLOAD_FAILED', `The upload does not get through: ${why}`, 'Run "reels doctor", then try again.');
}

const fileChanged = (): CommandError =>
  new CommandError('FILE_CHANGED', 'The file changed while it was uploaded.', 'Wait until it is fully written, then try again.');
