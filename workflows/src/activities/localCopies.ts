import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { ObjectStore } from '@reels/platform';

/**
 * Objects that were brought to this machine, so that the reels and chunks of one episode fetch it once.
 * Named by digest, hence never stale; the longest unused go first when the folder outgrows `maxBytes`.
 */
export class LocalCopies {
  private readonly underWay = new Map<string, Promise<string>>();

  constructor(
    private readonly store: ObjectStore,
    private readonly folder: string,
    private readonly maxBytes = 20 * 2 ** 30,
  ) {}

  /** Path of a readable copy of the object. Several callers at once share one download. */
  async path(object: { objectKey: string; sha256: string }): Promise<string> {
    const running = this.underWay.get(object.sha256);
    if (running) return running;
    const copy = this.fetch(object).finally(() => this.underWay.delete(object.sha256));
    this.underWay.set(object.sha256, copy);
    return copy;
  }

  /** Takes a file that is already here as the copy of the object with this digest; the file moves. */
  async adopt(file: string, sha256: string): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const copy = path.join(this.folder, sha256);
    await rename(file, copy);
    return copy;
  }

  private async fetch({ objectKey, sha256 }: { objectKey: string; sha256: string }): Promise<string> {
    const file = path.join(this.folder, sha256);
    const now = new Date();
    if (await utimes(file, now, now).then(() => true, () => false)) return file;
    await mkdir(this.folder, { recursive: true });
    await this.makeRoom();
    await this.store.download(objectKey, file);
    return file;
  }

  private async makeRoom(): Promise<void> {
    const names = await readdir(this.folder);
    const copies = await Promise.all(
      names.map(async (name) => {
        const file = path.join(this.folder, name);
        const { size, mtimeMs } = await stat(file).catch(() => ({ size: 0, mtimeMs: 0 }));
        return { file, size, mtimeMs };
      }),
    );
    let total = copies.reduce((sum, copy) => sum + copy.size, 0);
    for (const copy of copies.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (total <= this.maxBytes) return;
      await rm(copy.file, { force: true });
      total -= copy.size;
    }
  }
}
