import { join } from 'node:path';
import { unpackZip } from '../fetch/archives.js';
import type { Pin } from '../fetch/registries.js';
import { programsNamed } from '../system/environment.js';
import type { Platform } from '../system/platform.js';
import { run } from '../system/run.js';
import type { Host } from './recipe.js';

/** The oldest Go that builds MinIO: 1.24. */
const OLDEST_MINOR = 24;

/** Go's own toolchain, as `go` itself fetches it: a module of the module proxy. */
export const GO_TOOLCHAIN: Record<Platform, Pin> = {
  'linux-x64': toolchain('linux-amd64', 71_680_185, '30c2b1bf7dcc88d3eb0a1364e47ddd9128edb3110a30e8a0ef61cd5856b31de7'),
  'linux-arm64': toolchain('linux-arm64', 68_581_891, '02b36b6787b3ac767668f630e2998df45a3b1f9ffee08d1bf3ef6487cd658d99'),
  'darwin-x64': toolchain('darwin-amd64', 72_726_289, 'fe99a2009e5bb51e06d7784f1a486478673512041c2671157bd382806e2aedcf'),
  'darwin-arm64': toolchain('darwin-arm64', 69_567_788, '0aad5fb52b88498885290178adc0bcfe429bc63012621af9f83282eb640bd9c7'),
};

function toolchain(platform: string, bytes: number, sha256: string): Pin {
  return { kind: 'go', module: 'golang.org/toolchain', version: `v0.0.1-go1.26.8.${platform}`, bytes, digest: `sha256:${sha256}` };
}

/** A Go on this machine that is new enough, or null. */
export async function installedGo({ env }: Host): Promise<string | null> {
  for (const go of programsNamed('go', { ...env, PATH: `${env.PATH ?? ''}:/usr/local/go/bin` })) {
    const { output } = await run(go, ['env', 'GOVERSION'], { env: { ...env, GOTOOLCHAIN: 'local' }, timeoutMs: 20_000 });
    if (Number(/go1\.(\d+)/.exec(output)?.[1]) >= OLDEST_MINOR) return go;
  }
  return null;
}

/** Unpacks a fetched toolchain; gives its program. */
export async function unpackGo(archive: string, folder: string): Promise<string> {
  await unpackZip(archive, folder, (path) => path.replace(/^golang\.org\/toolchain@[^/]+\//, ''));
  return join(folder, 'bin', 'go');
}
