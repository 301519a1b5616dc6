import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** `sha256:<hex>`, or npm's `sha512-<base64>`. */
export type Digest = `sha256:${string}` | `sha512-${string}`;

/** Whether a file has a digest. */
export async function hasDigest(file: string, digest: Digest): Promise<boolean> {
  const hex = digest.startsWith('sha256:');
  const hash = createHash(hex ? 'sha256' : 'sha512');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest(hex ? 'hex' : 'base64') === digest.slice(7);
}
