import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import type { Pin } from '../fetch/registries.js';
import { Web } from '../fetch/web.js';
import { testFolder } from '../testing/folder.js';
import { testServer } from '../testing/server.js';
import { makePart } from './makePart.js';
import type { FoundPart, SetupEvent } from './part.js';
import { planPart, plannedFetch } from './planPart.js';
import type { Recipe, Source } from './recipe.js';

const content = Buffer.from('the program');
const requests: string[] = [];
const address = testServer((request, response) => {
  if (request.method === 'GET') requests.push(request.url ?? '');
  const ok = request.url === '/good';
  response.writeHead(ok ? 200 : 404, { 'content-length': ok ? content.length : 0 }).end(ok && request.method === 'GET' ? content : undefined);
});
const root = testFolder();
const host = { platform: 'linux-x64' as const, env: {} };
let cache: string;
let events: SetupEvent[];
let count = 0;

beforeEach(() => {
  cache = join(root, String(count++));
  events = [];
  requests.length = 0;
});

const pin = (path: string): Pin => ({ kind: 'official', url: `${address()}${path}`, digest: `sha256:${createHash('sha256').update(content).digest('hex')}` });
const copying = (path: string): Source => ({ files: [pin(path)], make: ({ files: [file = ''], folder }) => copyFile(file, join(folder, 'ffmpeg')) });

function recipe(sources: Source[]): Recipe {
  return {
    name: 'ffmpeg',
    title: 'a program',
    kind: 'program',
    setting: 'FFMPEG_PATH',
    version: '1',
    inCache: 'ffmpeg',
    candidates: () => [],
    examine: (path) => Promise.resolve(existsSync(path) ? { fit: true, version: '1.0' } : { fit: false, problem: 'it is not there' }),
    sources: () => sources,
  };
}

async function make(sources: Source[]): Promise<FoundPart> {
  const web = new Web({});
  return makePart(await planPart(recipe(sources), host, web, cache), { host, web, cache, onEvent: (event) => events.push(event) });
}

test('a part is fetched, made, examined and put in its place, and nothing else stays', async () => {
  const part = await make([copying('/good')]);
  expect(part).toEqual({ name: 'ffmpeg', path: join(cache, 'ffmpeg-1', 'ffmpeg'), version: '1.0', from: 'fetched' });
  expect(readFileSync(part.path).equals(content)).toBe(true);
  expect(readdirSync(join(cache, 'downloads'))).toEqual([]);
  expect(readdirSync(join(cache, 'making'))).toEqual([]);
  expect(events.at(-1)).toEqual({ kind: 'ready', part });
});

test('the plan names what it will fetch and how large that is', async () => {
  const plan = await planPart(recipe([copying('/good')]), host, new Web({}), cache);
  expect(plannedFetch(plan)).toEqual({ part: 'ffmpeg', title: 'a program', from: new URL(address()).host, bytes: content.length });
});

test('an official address that does not have the file is not in the plan', async () => {
  const plan = await planPart(recipe([copying('/gone'), copying('/good')]), host, new Web({}), cache);
  expect(plan.options.map(({ files }) => files[0]?.pin)).toEqual([pin('/good')]);
});

test('where one source makes nothing fit, the next is tried, and that is told', async () => {
  const useless: Source = { files: [pin('/good')], make: () => Promise.resolve() };
  expect((await make([useless, copying('/good')])).path).toContain('ffmpeg-1');
  expect(events.filter(({ kind }) => kind === 'notice')).toEqual([{ kind: 'notice', part: 'ffmpeg', message: 'a program: it is not there' }]);
});

test('a part that cannot be had says why, and leaves no half-made folder', async () => {
  await expect(make([{ files: [], make: () => Promise.reject(new Error('the compiler is missing')) }])).rejects.toThrow('the compiler is missing');
  expect(existsSync(join(cache, 'ffmpeg-1'))).toBe(false);
});

test('two that ask for the same part at once fetch it once', async () => {
  const parts = await Promise.all([make([copying('/good')]), make([copying('/good')])]);
  expect(parts.map(({ path }) => path)).toEqual([parts[0].path, parts[0].path]);
  expect(requests).toEqual(['/good']);
});
