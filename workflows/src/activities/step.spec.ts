import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_OPTIONS } from '@reels/contracts';
import { ObjectStore } from '@reels/platform';
import { DEFAULT_WORKSPACE_ID, createProject, listArtifacts, migrate, openDatabase } from '@reels/records';
import type { Database } from '@reels/records';
import type { Deps, ProjectScope } from './deps.js';
import { LocalCopies } from './localCopies.js';
import { runStep, stepKey } from './step.js';
import type { Product, Recipe } from './step.js';

/** Against a real database and a real object store: what a step leaves behind when it ends well, and when it does not. */

let db: Database;
let deps: Deps;
let scope: ProjectScope;
let folder: string;

const env = (name: string): string => process.env[name] ?? '';
const database = `steps_${process.pid}`;
const recipe: Recipe = { step: 'test', version: '1', options: { a: 1, b: [1, 2] }, reads: ['abc'] };
const product: Product = { kind: 'facts', name: 'facts.json', contentType: 'application/json', body: { json: { hello: 'world' } }, madeBy: { step: 'test', provider: 'jest', version: '1', costMicroUsd: 7 } };

beforeAll(async () => {
  const admin = await openDatabase(env('TEST_DATABASE_URL'));
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.destroy();
  const url = new URL(env('TEST_DATABASE_URL'));
  url.pathname = `/${database}`;
  db = await openDatabase(url.href);
  await migrate(db);
  const store = new ObjectStore({ endpoint: env('TEST_S3_ENDPOINT'), accessKey: env('TEST_S3_ACCESS_KEY'), secretKey: env('TEST_S3_SECRET_KEY'), region: 'us-east-1', bucket: `steps-${process.pid}` });
  await store.ensureBucket();
  folder = await mkdtemp(path.join(tmpdir(), 'steps-'));
  deps = { db, store, copies: new LocalCopies(store, path.join(folder, 'copies')), limits: { workDir: path.join(folder, 'work') } } as Deps;
  const project = await createProject(db, DEFAULT_WORKSPACE_ID, { title: 'Test', source: { url: 'https://example.org/a.mp3' }, options: DEFAULT_OPTIONS });
  scope = { workspaceId: DEFAULT_WORKSPACE_ID, projectId: project?.id ?? '' };
});
afterAll(async () => {
  await db.destroy();
  await rm(folder, { recursive: true, force: true });
  const admin = await openDatabase(env('TEST_DATABASE_URL'));
  await admin.query(`DROP DATABASE ${database}`);
  await admin.destroy();
});

test('a key tells apart what differs and nothing else', () => {
  expect(stepKey({ reads: ['abc'], options: { b: [1, 2], a: 1 }, version: '1', step: 'test' })).toBe(stepKey(recipe));
  for (const change of [{ step: 'other' }, { version: '2' }, { options: { a: 1, b: [2, 1] } }, { reads: ['abd'] }]) {
    expect(stepKey({ ...recipe, ...change })).not.toBe(stepKey(recipe));
  }
});

test('a step that fails leaves no record and no scratch', async () => {
  await expect(
    runStep(deps, scope, recipe, async (scratch) => {
      await writeFile(path.join(scratch, 'half'), 'half');
      throw new Error('broken');
    }),
  ).rejects.toThrow('broken');
  expect(await listArtifacts(db, scope.workspaceId, scope.projectId)).toEqual([]);
  expect(await readdir(deps.limits.workDir)).toEqual([]);
});

test('a step is done once: the second time gives what the first one made', async () => {
  let made = 0;
  const make = async () => (made++, [product]);
  const first = await runStep(deps, scope, recipe, make);
  const second = await runStep(deps, scope, recipe, make);
  expect(made).toBe(1);
  expect(second).toEqual(first);
  expect(first[0]).toMatchObject({ kind: 'facts', objectKey: `projects/${scope.projectId}/${stepKey(recipe)}/facts.json`, madeBy: product.madeBy });
  expect((await deps.store.read(first[0]?.objectKey ?? '')).toString()).toBe('{"hello":"world"}');
});

test('two that do the same step at once leave one set of records', async () => {
  const twice = { ...recipe, version: 'twice' };
  const both = await Promise.all([runStep(deps, scope, twice, async () => [product]), runStep(deps, scope, twice, async () => [product])]);
  expect(both[0]).toEqual(both[1]);
  const stored = await listArtifacts(db, scope.workspaceId, scope.projectId);
  expect(stored.filter(({ stepKey: key }) => key === stepKey(twice))).toHaveLength(1);
});

test('callers of a local copy at once share one download; copies outgrow their folder oldest first', async () => {
  const a = await deps.store.put('a', Buffer.alloc(1000, 'a'));
  const b = await deps.store.put('b', Buffer.alloc(1000, 'b'));
  const copies = new LocalCopies(deps.store, path.join(folder, 'small'), 1500);
  const [first, again] = await Promise.all([copies.path({ objectKey: 'a', sha256: a.sha256 }), copies.path({ objectKey: 'a', sha256: a.sha256 })]);
  expect(again).toBe(first);
  await copies.path({ objectKey: 'b', sha256: b.sha256 });
  await copies.path({ objectKey: 'a', sha256: a.sha256 });
  expect((await readdir(path.join(folder, 'small'))).length).toBeLessThanOrEqual(2);
});
