import { basename } from 'node:path';
import { unpackTar, unpackZip } from '../fetch/archives.js';
import type { Pin } from '../fetch/registries.js';
import { programsNamed } from '../system/environment.js';
import type { Platform } from '../system/platform.js';
import { run } from '../system/run.js';
import type { Fitness, Recipe } from './recipe.js';

/** ffmpeg 5.0 is libavformat 59; static builds of a snapshot have no other number to go by. */
const OLDEST_AVFORMAT = 59;

/** The project of ffmpeg publishes sources only, so the registries' static builds are the first source. */
const FFMPEG: Record<Platform, Pin> = {
  'linux-x64': wheel('manylinux2014_x86_64', 29_498_237, 'c7e46fcec401dd990405049d2e2f475e2b397779df2519b544b8aab515195282'),
  'linux-arm64': wheel('manylinux2014_aarch64', 25_632_706, '1d47bebd83d2c5fc770720d211855f208af8a596c82d17730aa51e815cdee6dc'),
  'darwin-x64': wheel('macosx_10_9_intel.macosx_10_9_x86_64', 24_932_969, '9d2baaf867088508d4a3458e61eeb30e945c4ad8016025545f66c4b5aaef0a61'),
  'darwin-arm64': wheel('macosx_11_0_arm64', 21_113_891, 'b1ae3173414b5fc5f538a726c4e48ea97edc0d2cdc11f103afee655c463fa742'),
};

const FFPROBE: Record<Platform, Pin> = {
  'linux-x64': tarball('linux-x64', '5.2.0', 28_996_468, 'D3UeqTLYPNs7pBWPLUYGehPdRVqU8eACox4OZy3pZUZatxye2YKlvBwEfaLdL1v2Z4FOAlLUhms0kY8m8kqSRA=='),
  'linux-arm64': tarball('linux-arm64', '5.2.0', 25_198_251, 'X1VvWtlLs6ScP73biVLuHD5ohKJKsMTa0vafCESOen4mOoNeLAYbxOVxDWAdFz9cpZgRiloFj5QD6nDj8E28yQ=='),
  'darwin-x64': tarball('darwin-x64', '5.1.0', 24_997_148, 'J+YGscZMpQclFg31O4cfVRGmDpkVsQ2fZujoUdMAAYcP0NtqpC49Hs3SWJpBdsGB4VeqOt5TTm1vSZQzs1NkhA=='),
  'darwin-arm64': tarball('darwin-arm64', '5.0.1', 8_398_999, 'vwNCNjokH8hfkbl6m95zICHwkSzhEvDC3GVBcUp5HX8+4wsX10SP3B+bGur7XUzTIZ4cQpgJmEIAx6TUwRepMg=='),
};

function wheel(platform: string, bytes: number, sha256: string): Pin {
  return { kind: 'pypi', project: 'imageio-ffmpeg', file: `imageio_ffmpeg-0.6.0-py3-none-${platform}.whl`, bytes, digest: `sha256:${sha256}` };
}

function tarball(platform: string, version: string, bytes: number, sha512: string): Pin {
  return { kind: 'npm', name: `@ffprobe-installer/${platform}`, version, bytes, digest: `sha512-${sha512}` };
}

/** Asks a program of the ffmpeg family for its version, age and how it was configured. */
async function examine(path: string, needed: readonly string[]): Promise<Fitness> {
  const { code, output } = await run(path, ['-hide_banner', '-version'], { timeoutMs: 10_000 });
  if (code !== 0) return { fit: false, problem: `${path} does not run: ${output.slice(0, 200)}` };
  const version = /version (\S+)/.exec(output)?.[1] ?? 'of unknown version';
  const missing = needed.filter((feature) => !output.includes(`--enable-${feature}`));
  if (missing.length > 0) return { fit: false, problem: `${path} was built without ${missing.join(' and ')}` };
  if (Number(/libavformat\s+(\d+)/.exec(output)?.[1]) < OLDEST_AVFORMAT) return { fit: false, problem: `${path} is older than 5.0 (${version})` };
  return { fit: true, version };
}

export const ffmpeg: Recipe = {
  name: 'ffmpeg',
  title: 'ffmpeg, which cuts and renders',
  kind: 'program',
  setting: 'FFMPEG_PATH',
  version: '7',
  inCache: 'ffmpeg',
  candidates: ({ env }) => programsNamed('ffmpeg', env),
  examine: (path) => examine(path, ['libx264', 'libass']),
  sources: ({ platform }) => [
    {
      files: [FFMPEG[platform]],
      make: ({ files: [archive = ''], folder }) => unpackZip(archive, folder, (path) => (basename(path).startsWith('ffmpeg-') ? 'ffmpeg' : null)),
    },
  ],
};

export const ffprobe: Recipe = {
  name: 'ffprobe',
  title: 'ffprobe, which looks into recordings',
  kind: 'program',
  setting: 'FFPROBE_PATH',
  version: '5',
  inCache: 'ffprobe',
  candidates: ({ env }) => programsNamed('ffprobe', env),
  examine: (path) => examine(path, []),
  sources: ({ platform }) => [
    {
      files: [FFPROBE[platform]],
      make: ({ files: [archive = ''], folder }) => unpackTar(archive, folder, (path) => (basename(path) === 'ffprobe' ? 'ffprobe' : null)),
    },
  ],
};
