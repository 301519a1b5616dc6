import { Inject, Injectable } from '@nestjs/common';
import { UserError } from '@reels/contracts';
import { MAX_SIGNED_SECONDS, ObjectStore, PART_BYTES, PartsError } from '@reels/platform';
import { abortUpload, completeUpload, createUpload, findUpload, newId } from '@reels/records';
import type { Database, UploadRecord } from '@reels/records';
import type { RequestContext } from '../graphql/context.js';
import { Conflict, InvalidInput, NotFound, TooLarge, UnsupportedSource } from '../graphql/errors.js';
import { LIMITS } from '../graphql/limits.js';
import { API_SETTINGS, DATABASE } from '../infrastructure.js';
import type { ApiSettings } from '../infrastructure.js';
import { cleanFileName, refuseByName } from './source.js';
import { SignedParts, Upload, partCount } from './upload.model.js';
import type { BeginUploadInput, SentPart, UploadedPartInput } from './upload.model.js';

const GIGABYTE = 1e9;
export const maxUploadBytes = (settings: Pick<ApiSettings, 'MAX_UPLOAD_GB'>): number => settings.MAX_UPLOAD_GB * GIGABYTE;

/** Files on their way into the object store. Bytes never pass through the API: clients PUT parts to signed addresses. */
@Injectable()
export class UploadsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly store: ObjectStore,
    @Inject(API_SETTINGS) private readonly settings: ApiSettings,
  ) {}

  async begin(context: RequestContext, input: BeginUploadInput): Promise<Upload | InvalidInput | TooLarge | UnsupportedSource> {
    const { bytes } = input;
    const contentType = input.contentType || null;
    const fileName = cleanFileName(input.fileName);
    if (!fileName) return new InvalidInput('fileName', 'A file name has 1 to 255 characters.');
    if (!Number.isSafeInteger(bytes) || bytes < 0) return new InvalidInput('bytes', 'The size is a whole number of bytes.');
    if (bytes === 0) return UnsupportedSource.from(new UserError('EMPTY'));
    if (bytes > maxUploadBytes(this.settings)) {
      const { message, nextStep } = new UserError(
        'TOO_LARGE',
        `It has ${(bytes / GIGABYTE).toFixed(1)} GB; the limit is ${this.settings.MAX_UPLOAD_GB} GB.`,
      );
      return new TooLarge(message, nextStep);
    }
    const refusal = refuseByName(fileName, contentType);
    if (refusal) return refusal;

    const id = newId();
    const objectKey = `uploads/${id}/source`;
    const storageUploadId = await this.store.beginMultipart(objectKey, contentType ? { contentType } : {});
    const upload = await createUpload(this.db, context.workspaceId, {
      id,
      fileName,
      bytes,
      contentType,
      partBytes: PART_BYTES,
      objectKey,
      storageUploadId,
    });
    context.logger.info({ uploadId: id, bytes }, 'upload begun');
    return Upload.from(upload);
  }

  async find(context: RequestContext, id: string): Promise<Upload | null> {
    const upload = await findUpload(this.db, context.workspaceId, id);
    return upload && Upload.from(upload);
  }

  /** What the store has of an open upload. */
  async sentParts(context: RequestContext, id: string): Promise<SentPart[]> {
    const upload = await findUpload(this.db, context.workspaceId, id);
    return upload?.state === 'open' ? this.store.listParts(upload.objectKey, upload.storageUploadId) : [];
  }

  async signParts(
    context: RequestContext,
    id: string,
    partNumbers: number[],
  ): Promise<SignedParts | NotFound | InvalidInput | Conflict> {
    const upload = await findUpload(this.db, context.workspaceId, id);
    if (!upload) return new NotFound('upload', id);
    if (upload.state !== 'open') return new Conflict(`The upload is ${upload.state}.`, 'Begin a new upload to send other bytes.');
    if (partNumbers.length > LIMITS.signedParts)
      return new InvalidInput('partNumbers', `At most ${LIMITS.signedParts} parts are signed at once.`);
    const last = partCount(upload);
    if (partNumbers.some((number) => number < 1 || number > last))
      return new InvalidInput('partNumbers', `The parts of this upload are 1 to ${last}.`);

    const sign = async (partNumber: number) => {
      const url = await this.store.signPart(upload.objectKey, upload.storageUploadId, partNumber, MAX_SIGNED_SECONDS);
      return { partNumber, url };
    };
    return Object.assign(new SignedParts(), { parts: await Promise.all(partNumbers.map(sign)) });
  }

  /** Makes the parts one object. Safe to repeat, also after the process died on the way. */
  async complete(
    context: RequestContext,
    id: string,
    parts: UploadedPartInput[],
  ): Promise<Upload | NotFound | Conflict | InvalidInput> {
    const upload = await findUpload(this.db, context.workspaceId, id);
    if (!upload) return new NotFound('upload', id);
    if (upload.state === 'complete') return Upload.from(upload);
    if (upload.state === 'aborted') return aborted();
    const count = partCount(upload);
    const sorted = [...parts].sort((a, b) => a.partNumber - b.partNumber);
    if (sorted.length !== count || sorted.some(({ partNumber }, index) => partNumber !== index + 1)) {
      return new InvalidInput('parts', `Name each of the parts 1 to ${count} once.`);
    }

    if (!(await this.store.exists(upload.objectKey))) {
      const missing = await this.firstMissingPart(upload);
      if (missing)
        return new Conflict(`Part ${missing} has not arrived whole.`, `Send part ${missing} again, then complete the upload.`);
    }
    try {
      await this.store.completeMultipart(upload.objectKey, upload.storageUploadId, sorted);
    } catch (error) {
      if (error instanceof PartsError)
        return new InvalidInput('parts', 'The parts are not those that were sent: an ETag is wrong.');
      throw error;
    }
    const complete = await completeUpload(this.db, context.workspaceId, id);
    context.logger.info({ uploadId: id }, 'upload complete');
    return complete ? Upload.from(complete) : aborted();
  }

  async abort(context: RequestContext, id: string): Promise<Upload | NotFound | Conflict> {
    const upload = await findUpload(this.db, context.workspaceId, id);
    if (!upload) return new NotFound('upload', id);
    const done = await abortUpload(this.db, context.workspaceId, id);
    if (!done)
      return new Conflict(
        'The upload is complete.',
        'Delete the project that uses it; one that no project uses is removed after a day.',
      );
    await this.store.abortMultipart(upload.objectKey, upload.storageUploadId);
    return Upload.from(done);
  }

  /** The number of the first part that is not in the store with its full size. */
  private async firstMissingPart(upload: UploadRecord): Promise<number | undefined> {
    const stored = new Map(
      (await this.store.listParts(upload.objectKey, upload.storageUploadId)).map((part) => [part.partNumber, part.bytes]),
    );
    const count = partCount(upload);
    const expected = (number: number) => (number < count ? upload.partBytes : upload.bytes - upload.partBytes * (count - 1));
    return Array.from({ length: count }, (_, index) => index + 1).find((number) => stored.get(number) !== expected(number));
  }
}

const aborted = () => new Conflict('The upload was aborted.', 'Begin a new upload.');
