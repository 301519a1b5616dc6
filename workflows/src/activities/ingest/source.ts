import path from 'node:path';
import { ApplicationFailure } from '@temporalio/activity';
import { guardedFetch } from '@reels/platform';
import { findArtifacts, findUpload, saveArtifacts } from '@reels/records';
import type { ArtifactRecord, ProjectRecord, UploadRecord } from '@reels/records';
import type { Deps } from '../deps.js';
import type { Report } from '../report.js';
import { stepKey, withScratch } from '../step.js';

const STEP = 'fetch';
const VERSION = '1';

/** The recording as it was given: stored, and here as a local file. */
export interface Source {
  artifact: ArtifactRecord;
  fileName: string;
  file: string;
}

/** Finds the upload, or fetches the address, and records it as the project's source. Done once: a retry finds it stored. */
export async function bringSource(deps: Deps, project: ProjectRecord, report: Report, signal: AbortSignal): Promise<Source> {
  return project.sourceUrl
    ? fetchAddress(deps, project, project.sourceUrl, report, signal)
    : takeUpload(deps, project, await loadUpload(deps, project), report, signal);
}

async function takeUpload(deps: Deps, project: ProjectRecord, upload: UploadRecord, report: Report, signal: AbortSignal): Promise<Source> {
  const key = stepKey({ step: STEP, version: VERSION, options: { upload: upload.objectKey }, reads: [] });
  const [known] = await findArtifacts(deps.db, project.workspaceId, project.id, key);
  if (known) return { artifact: known, fileName: upload.fileName, file: await deps.copies.path(known) };

  return withScratch(deps, project.id, STEP, async (scratch) => {
    const brought = path.join(scratch, 'source');
    const onProgress = (bytes: number) => report.advance((SHARE_OF_FETCH * bytes) / Math.max(1, upload.bytes), 'Reading the upload');
    const { bytes, sha256 } = await deps.store.download(upload.objectKey, brought, { signal, onProgress });
    const stored = { objectKey: upload.objectKey, bytes, sha256, contentType: upload.contentType };
    return { artifact: await record(deps, project, key, 'upload', stored), fileName: upload.fileName, file: await deps.copies.adopt(brought, sha256) };
  });
}

async function fetchAddress(deps: Deps, project: ProjectRecord, url: string, report: Report, signal: AbortSignal): Promise<Source> {
  const key = stepKey({ step: STEP, version: VERSION, options: { url }, reads: [] });
  const [known] = await findArtifacts(deps.db, project.workspaceId, project.id, key);
  if (known) return { artifact: known, fileName: path.posix.basename(known.objectKey), file: await deps.copies.path(known) };

  const { maxUploadBytes: maxBytes, allowedPrivateHosts: allowPrivate } = deps.limits;
  const fetched = await guardedFetch(url, { maxBytes, allowPrivate, signal });
  const fileName = safeName(fetched.fileName);
  const objectKey = `projects/${project.id}/${key}/${fileName}`;
  const onProgress = (bytes: number) => {
    if (fetched.bytes) report.advance((SHARE_OF_FETCH * bytes) / fetched.bytes, 'Fetching the recording');
  };
  const contentType = fetched.contentType ?? 'application/octet-stream';
  const { bytes, sha256 } = await deps.store.put(objectKey, fetched.stream, { contentType, signal, onProgress });
  const artifact = await record(deps, project, key, new URL(url).hostname, { objectKey, bytes, sha256, contentType });
  return { artifact, fileName, file: await deps.copies.path(artifact) };
}

/** Fetching is told as the first third of the stage, decoding as the rest; both are measured. */
export const SHARE_OF_FETCH = 1 / 3;

async function record(
  { db }: Deps,
  project: ProjectRecord,
  key: string,
  provider: string,
  stored: { objectKey: string; bytes: number; sha256: string; contentType: string | null },
): Promise<ArtifactRecord> {
  const madeBy = { step: STEP, provider, version: VERSION, costMicroUsd: 0 };
  const contentType = stored.contentType ?? 'application/octet-stream';
  const [artifact] = await saveArtifacts(db, project.workspaceId, project.id, [{ ...stored, contentType, stepKey: key, kind: 'source', madeBy }]);
  if (!artifact) throw new Error('The source was not recorded.');
  return artifact;
}

async function loadUpload({ db }: Deps, project: ProjectRecord): Promise<UploadRecord> {
  const upload = project.sourceUploadId ? await findUpload(db, project.workspaceId, project.sourceUploadId) : null;
  if (!upload) throw ApplicationFailure.nonRetryable('The upload of this project is gone.', 'INTERNAL');
  return upload;
}

/** A name that is safe as the end of an object key. */
function safeName(name: string): string {
  const safe = name.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '').slice(-100);
  return safe || 'recording';
}
