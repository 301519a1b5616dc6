import { chmod, mkdir, open, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, inflateRaw } from 'node:zlib';

/**
 * Reads the two kinds of archive that parts come in. They are small enough (under 200 MB unpacked) to be held in memory, and
 * their digests were checked before.
 */

/** From a path inside the archive to one inside the folder; null leaves the file out. */
export type Placing = (path: string) => string | null;

const everything: Placing = (path) => path;

/** Unpacks a `.tar.gz` or `.tgz`: files, folders and symbolic links. */
export async function unpackTar(archive: string, folder: string, place: Placing = everything): Promise<void> {
  await untar(await promisify(gunzip)(await readFile(archive)), folder, place);
}

/** Unpacks the bytes of a `.tar`. */
export async function untar(tar: Buffer, folder: string, place: Placing = everything): Promise<void> {
  const text = (at: number, length: number): string => tar.toString('utf8', at, at + length).split('\0', 1)[0] ?? '';
  let longName: string | null = null;
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = parseInt(text(at + 124, 12), 8);
    const kind = text(at + 156, 1);
    const prefix = text(at + 257, 5) === 'ustar' ? text(at + 345, 155) : '';
    const name: string = longName ?? (prefix ? `${prefix}/${text(at, 100)}` : text(at, 100));
    longName = null;
    const body = tar.subarray(at + 512, at + 512 + size);
    if (kind === 'x') longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(body.toString('utf8'))?.[1] ?? null;
    else if (kind === 'L') longName = body.toString('utf8').replace(/\0.*$/s, '');
    else {
      const path = place(name);
      if (path !== null && (kind === '0' || kind === '')) await putFile(folder, path, body);
      if (path !== null && kind === '2') await putLink(folder, path, text(at + 157, 100));
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/** Unpacks a `.zip` or `.whl`. */
export async function unpackZip(archive: string, folder: string, place: Placing = everything): Promise<void> {
  const file = await open(archive);
  try {
    const read = async (at: number, length: number): Promise<Buffer> => (await file.read(Buffer.alloc(length), 0, length, at)).buffer;
    const { size } = await file.stat();
    const tailLength = Math.min(size, 22 + 0xffff);
    const tail = await read(size - tailLength, tailLength);
    const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    if (end < 0) throw new Error(`${archive} is not a zip file`);
    const directory = await read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));

    for (let at = 0; at < directory.length; ) {
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset)) as [number, number, number];
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
      const path = name.endsWith('/') ? null : place(name);
      if (path !== null) {
        const header = directory.readUInt32LE(at + 42);
        const local = await read(header, 30);
        const data = await read(header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), directory.readUInt32LE(at + 20));
        const deflated = directory.readUInt16LE(at + 10) === 8;
        await putFile(folder, path, deflated ? await promisify(inflateRaw)(data) : data);
      }
      at += 46 + nameLength + extraLength + commentLength;
    }
  } finally {
    await file.close();
  }
}

async function putFile(folder: string, path: string, data: Buffer): Promise<void> {
  const target = inside(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, data);
  await chmod(target, isExecutable(data) ? 0o755 : 0o644);
}

async function putLink(folder: string, path: string, to: string): Promise<void> {
  const target = inside(folder, path);
  inside(folder, relative(resolve(folder), resolve(dirname(target), to)));
  await mkdir(dirname(target), { recursive: true });
  await symlink(to, target);
}

function inside(folder: string, path: string): string {
  const target = resolve(folder, path);
  if (!target.startsWith(resolve(folder) + sep)) throw new Error(`an archive tries to write outside of its folder: ${path}`);
  return target;
}

/** ELF, Mach-O (thin and fat) or a script: told by the first bytes, since npm's and PyPI's archives do not keep file modes. */
function isExecutable(data: Buffer): boolean {
  const start = data.toString('latin1', 0, 4);
  return start === '\x7fELF' || start.startsWith('#!') || ['\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe'].includes(start);
}
