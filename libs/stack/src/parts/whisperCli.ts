import { copyFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { unpackTar } from '../fetch/archives.js';
import type { Pin } from '../fetch/registries.js';
import { programsNamed } from '../system/environment.js';
import type { Platform } from '../system/platform.js';
import { lastLines, run } from '../system/run.js';
import { cppTools } from './cppTools.js';
import type { CppTools } from './cppTools.js';
import type { Making, Recipe, Source } from './recipe.js';

const VERSION = '1.9.1';

/** What the transcriber asks of it: token times by DTW (without flash attention), full JSON, no invented sounds. */
const NEEDED_OPTIONS = ['--dtw', '--no-flash-attn', '--output-json-full', '--suppress-nst'];

/** The project's own programs, with one backend for each generation of CPU. */
const RELEASES: Partial<Record<Platform, Pin>> = {
  'linux-x64': {
    kind: 'official',
    url: `https://github.com/ggml-org/whisper.cpp/releases/download/v${VERSION}/whisper-bin-ubuntu-x64.tar.gz`,
    digest: 'sha256:f3bf3b4369a99b54665b0f19b88483b30de27f25963b0414235dea03198515c5',
  },
};

/** A package that carries whisper.cpp's whole source. */
const SOURCE: Pin = {
  kind: 'npm',
  name: 'nodejs-whisper',
  version: '0.3.1',
  bytes: 5_660_411,
  digest: 'sha512-ceoilUVraRuR5FnNyXpGQT2auAR48Oc3AQBEmkXnVpSn9iN6yVRzQBFCqVTGWbk6Wdi95NhvwXNzFvuR7erLWw==',
};

async function build({ files: [source = '', ...wheels], folder, scratch, env, onStep, signal }: Making, tools: CppTools): Promise<void> {
  onStep('unpacking');
  await unpackTar(source, join(scratch, 'source'), (path) => /^package\/cpp\/whisper\.cpp\/(.+)/.exec(path)?.[1] ?? null);
  const { cmake, options } = await tools.prepare(wheels, join(scratch, 'tools'));
  const tree = join(scratch, 'build');
  const configure = ['-S', join(scratch, 'source'), '-B', tree, '-DCMAKE_BUILD_TYPE=Release', '-DBUILD_SHARED_LIBS=OFF', '-DWHISPER_BUILD_TESTS=OFF', '-DWHISPER_BUILD_SERVER=OFF'];
  const configured = await run(cmake, [...configure, ...options], { env, signal });
  if (configured.code !== 0) throw new Error(`whisper.cpp could not be configured: ${lastLines(configured.output)}`);
  const built = await run(cmake, ['--build', tree, '--target', 'whisper-cli', '--parallel', String(availableParallelism())], {
    env,
    signal,
    onLine(line) {
      const step = /^\[ *(\d+%|\d+\/\d+)\]/.exec(line)?.[1];
      if (step) onStep(`building (${step})`);
    },
  });
  if (built.code !== 0) throw new Error(`building whisper.cpp failed: ${lastLines(built.output)}`);
  await copyFile(join(tree, 'bin', 'whisper-cli'), join(folder, 'whisper-cli'));
}

export const whisperCli: Recipe = {
  name: 'whisper-cli',
  title: 'whisper.cpp, the speech recognizer',
  kind: 'program',
  setting: 'WHISPER_CLI_PATH',
  version: VERSION,
  inCache: 'whisper-cli',
  candidates: ({ env }) => programsNamed('whisper-cli', env),
  async examine(path) {
    const { code, output } = await run(path, ['--help'], { timeoutMs: 20_000 });
    if (code !== 0) return { fit: false, problem: `${path} does not run: ${lastLines(output)}` };
    const missing = NEEDED_OPTIONS.filter((option) => !output.includes(option));
    if (missing.length > 0) return { fit: false, problem: `${path} is too old: it does not know ${missing.join(', ')}` };
    return { fit: true, version: /version: (\S+)/.exec((await run(path, ['--version'], { timeoutMs: 20_000 })).output)?.[1] ?? 'of unknown version' };
  },
  sources(host) {
    const official = RELEASES[host.platform];
    const release: Source[] = official
      ? [
          {
            files: [official],
            make: ({ files: [archive = ''], folder }) => unpackTar(archive, folder, (path) => /^[^/]+\/(whisper-cli|lib[^/]+\.so[^/]*)$/.exec(path)?.[1] ?? null),
          },
        ]
      : [];
    const tools = cppTools(host);
    return [...release, { files: [SOURCE, ...tools.files], build: 'from its source, about 2 minutes', make: (making) => build(making, tools) }];
  },
};
