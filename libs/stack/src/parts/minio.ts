import { copyFile, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Pin } from '../fetch/registries.js';
import { programsNamed } from '../system/environment.js';
import type { Platform } from '../system/platform.js';
import { lastLines, run } from '../system/run.js';
import { GO_TOOLCHAIN, installedGo, unpackGo } from './go.js';
import type { Host, Making, Recipe, Source } from './recipe.js';

const RELEASE = 'RELEASE.2025-09-07T16-13-09Z';

/** The project's last release with programs; the checksums are those published with it. */
const RELEASES: Partial<Record<Platform, Pin>> = {
  'linux-x64': release('linux-amd64', '7c5bd8512c6e966455b1d198209358b2d191c77a83ab377c4073281065fb855f'),
  'linux-arm64': release('linux-arm64', '5c83cd2cf151717ba0243f73e1c7802ff36e272b67144bdd7f1f7d684fd6f03d'),
};

function release(platform: string, sha256: string): Pin {
  return { kind: 'official', url: `https://github.com/minio/minio/releases/download/${RELEASE}/minio.${platform}.${RELEASE}`, digest: `sha256:${sha256}` };
}

/** The last state of the archived project, which only the module proxy carries; `SUM` is the module's hash in Go's checksum database. */
const MODULE = 'github.com/minio/minio';
const MODULE_VERSION = 'v0.0.0-20260212201848-7aac2a2c5b7c';
const SUM = 'h1:/qdoYujxF5MBLDMVLeiYJ/7fBa1HikX39Dvzb9Ji8pA=';

const Download = z.object({ Sum: z.string() });

/** Builds MinIO with caches of its own, which are removed afterwards (they take 2 GB). */
async function build(making: Making, go: string): Promise<void> {
  const { folder, scratch, onStep, signal } = making;
  const env = {
    ...making.env,
    GOBIN: folder,
    GOPATH: join(scratch, 'gopath'),
    GOMODCACHE: join(scratch, 'gopath', 'pkg', 'mod'),
    GOCACHE: join(scratch, 'gocache'),
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
    CGO_ENABLED: '0',
  };
  onStep("fetching MinIO's source");
  const fetched = await run(go, ['mod', 'download', '-json', `${MODULE}@${MODULE_VERSION}`], { env, signal, cwd: scratch });
  if (fetched.code !== 0) throw new Error(`Go could not fetch MinIO's source: ${lastLines(fetched.output)}`);
  if (Download.parse(JSON.parse(fetched.stdout)).Sum !== SUM) throw new Error("MinIO's source does not have the right checksum");

  let modules = 0;
  let packages = 0;
  const built = await run(go, ['install', '-v', '-ldflags', '-s -w', `${MODULE}@${MODULE_VERSION}`], {
    env,
    signal,
    cwd: scratch,
    onLine: (line) => onStep(line.startsWith('go: downloading') ? `fetching modules (${++modules})` : `building (${++packages} packages)`),
  });
  if (built.code !== 0) throw new Error(`building MinIO failed: ${lastLines(built.output)}`);
}

async function moduleSource(host: Host): Promise<Source> {
  const go = await installedGo(host);
  return {
    files: go ? [] : [GO_TOOLCHAIN[host.platform]],
    build: 'from its source, about 3 minutes',
    buildFetches: { from: 'Go module proxy, github.com/minio/minio and what it needs', bytes: 250e6 },
    scratchBytes: 3e9,
    make: async (making) => build(making, go ?? (await unpackGo(making.files[0] ?? '', join(making.scratch, 'go')))),
  };
}

export const minio: Recipe = {
  name: 'minio',
  title: 'MinIO, the object store',
  kind: 'program',
  setting: 'MINIO_PATH',
  version: '2025',
  inCache: 'minio',
  candidates: ({ env }) => programsNamed('minio', env),
  async examine(path) {
    const { code, output } = await run(path, ['--version'], { timeoutMs: 20_000 });
    const version = /minio version (\S+)/.exec(output)?.[1];
    return code === 0 && version ? { fit: true, version } : { fit: false, problem: `${path} does not run: ${output.slice(0, 200)}` };
  },
  async sources(host) {
    const official = RELEASES[host.platform];
    const program: Source[] = official
      ? [
          {
            files: [official],
            async make({ files: [file = ''], folder }) {
              await copyFile(file, join(folder, 'minio'));
              await chmod(join(folder, 'minio'), 0o755);
            },
          },
        ]
      : [];
    return [...program, await moduleSource(host)];
  },
};
