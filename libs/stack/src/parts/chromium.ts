import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { unpackTar, untar } from '../fetch/archives.js';
import { programsNamed } from '../system/environment.js';
import { run } from '../system/run.js';
import type { Making, Recipe } from './recipe.js';

const VERSION = '153.0.0';
/** Older ones lack what the console is built for (`browserslist` of Angular 21: about two years back). */
const OLDEST = 125;

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_A_MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** The browser in which the tests use the console. */
export const chromium: Recipe = {
  name: 'chromium',
  title: 'Chromium, the browser of the tests',
  kind: 'program',
  setting: 'CHROMIUM_PATH',
  version: VERSION,
  inCache: 'chromium',
  candidates: ({ env, platform }) => [...NAMES.flatMap((name) => programsNamed(name, env)), ...(platform.startsWith('darwin') ? ON_A_MAC : [])],
  async examine(path) {
    const { output } = await run(path, ['--version'], { timeoutMs: 20_000 });
    const version = /Chrom\w+ (\d+)\.[\d.]+/.exec(output);
    if (!version) return { fit: false, problem: `${path} is no Chromium` };
    return Number(version[1]) >= OLDEST ? { fit: true, version: version[0] } : { fit: false, problem: `${path} is ${version[0]}; it must be ${OLDEST} or newer` };
  },
  /** The npm package carries a headless Chromium with the libraries that a bare Linux lacks; on a Mac, Chrome is to be installed. */
  sources: ({ platform }) =>
    platform === 'linux-x64'
      ? [
          {
            files: [{ kind: 'npm', name: '@sparticuz/chromium', version: VERSION, bytes: 69_995_309, digest: 'sha256:20e5656fcdcf4118ede85edfb9d6bb9cc1bbb7ffb8b75622fffbcf36a835c3c0' }],
            scratchBytes: 450e6,
            make: unpackCarrier,
          },
        ]
      : [],
};

async function unpackCarrier({ files: [archive = ''], folder, scratch }: Making): Promise<void> {
  await unpackTar(archive, scratch, (path) => (path.endsWith('.br') ? basename(path) : null));
  const unpacked = async (name: string): Promise<Buffer> => promisify(brotliDecompress)(await readFile(join(scratch, name)));
  await mkdir(join(folder, 'lib'));
  await writeFile(join(folder, 'chromium-bin'), await unpacked('chromium.br'));
  // The libraries of a system in a folder of their own, the browser's own beside it.
  await untar(await unpacked('al2023.tar.br'), join(folder, 'lib'), (path) => basename(path));
  await untar(await unpacked('swiftshader.tar.br'), folder, (path) => basename(path));
  await writeFile(join(folder, 'chromium'), LAUNCHER);
  for (const program of ['chromium', 'chromium-bin']) await chmod(join(folder, program), 0o755);
}

const LAUNCHER = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/chromium-bin" "$@"
`;
