import { Inject, Injectable } from '@nestjs/common';
import { findWorkspaceByApiKey } from '@reels/records';
import type { Database } from '@reels/records';
import { DATABASE } from '../infrastructure.js';

/** Knows callers by their API key. Records hold and compare digests only, so that timing tells nothing of a key. */
@Injectable()
export class Authenticator {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /**
   * @param authorization the header or connection parameter: "Bearer KEY"
   * @returns the workspace of the key; null when there is no such key
   */
  async workspaceOf(authorization: unknown): Promise<string | null> {
    if (typeof authorization !== 'string') return null;
    const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return key ? findWorkspaceByApiKey(this.db, key) : null;
  }
}
