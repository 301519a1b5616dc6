import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { ObjectStore } from '@reels/platform';
import type { Logger } from '@reels/platform';
import { deleteUpload, listStaleUploads, retireUpload } from '@reels/records';
import type { Database, UploadRecord } from '@reels/records';
import { DATABASE, LOGGER } from '../infrastructure.js';
import { Repeated } from '../repeated.js';

const EVERY_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** Removes uploads that were left: never completed, aborted, or complete but used by no project for a day. */
@Injectable()
export class UploadSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds: Repeated;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly store: ObjectStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Repeated('sweep uploads', EVERY_MS, () => this.sweep(), logger);
  }

  onApplicationBootstrap(): void {
    this.rounds.begin();
  }

  onModuleDestroy(): Promise<void> {
    return this.rounds.end();
  }

  /** Answers how many were removed. */
  async sweep(olderThan = new Date(Date.now() - DAY_MS)): Promise<number> {
    const stale = await listStaleUploads(this.db, olderThan);
    let removed = 0;
    for (const upload of stale) if (await this.remove(upload)) removed++;
    if (removed > 0) this.logger.info({ removed }, 'stale uploads removed');
    return removed;
  }

  /** False when a project has come to use it meanwhile. */
  private async remove({ workspaceId, id }: UploadRecord): Promise<boolean> {
    const upload = await retireUpload(this.db, workspaceId, id);
    if (!upload) return false;
    await this.store.abortMultipart(upload.objectKey, upload.storageUploadId);
    await this.store.remove(upload.objectKey);
    return deleteUpload(this.db, workspaceId, id);
  }
}
