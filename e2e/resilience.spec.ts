import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReelsJson } from '@reels/contracts';
import { SAMPLE, reels, writeTruthVtt } from './support/reels.js';
import { findProcesses, graphql, killWorker, until } from './support/stack.js';

/** What the product promises when things die or are called off: nothing finished is lost or done twice. */

jest.setTimeout(600_000);

/** Enough of the sample for two reels; the rest of it would only cost time. */
const JOB = [SAMPLE, '--from', '0:28', '--for', '1:50', '--min', '15', '--max', '40'];

interface ProjectView {
  id: string;
  state: string;
  stage: string;
  lastSeq: number;
  reels: { id: string; state: string }[];
  artifacts: { kind: string; sha256: string }[];
}

let folder: string;
/** The same with its transcript brought along, where recognition is not what is looked at. */
let toldJob: string[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reels-resilience-'));
  const transcript = path.join(folder, 'told.vtt');
  await writeTruthVtt(transcript);
  toldJob = [...JOB, '--transcript', transcript];
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function view(id: string): Promise<ProjectView> {
  const { project } = await graphql<{ project: ProjectView }>(
    'query ($id: ID!) { project(id: $id) { id state stage lastSeq reels { id state } artifacts { kind sha256 } } }',
    { id },
  );
  return project;
}

/** The newest project that is not among these. */
const started = (known: Set<string>) =>
  until('the project to appear', async () => {
    const { projects } = await graphql<{ projects: { edges: { node: { id: string } }[] } }>('{ projects(first: 20) { edges { node { id } } } }');
    return projects.edges.map(({ node }) => node.id).find((id) => !known.has(id));
  });

async function knownProjects(): Promise<Set<string>> {
  const { projects } = await graphql<{ projects: { edges: { node: { id: string } }[] } }>('{ projects(first: 100) { edges { node { id } } } }');
  return new Set(projects.edges.map(({ node }) => node.id));
}

async function killWorkerWhile(stage: string, isThere: () => Promise<boolean>): Promise<void> {
  await until(`the worker to be busy with ${stage}`, async () => ((await isThere()) ? true : undefined));
  await killWorker();
}

test.each([
  ['transcribing', 'whisper-cli', 'the model'],
  ['rendering', 'ffmpeg', 'the encoder'],
])('a worker killed with -9 while %s: the job ends well and nothing finished is repeated', async (stage, program) => {
  const known = await knownProjects();
  const out = path.join(folder, stage);
  const running = reels([...(stage === 'rendering' ? toldJob : JOB), '--reels', '2', '--out', out]);
  const id = await started(known);
  await killWorkerWhile(stage, async () => {
    const project = await view(id);
    const expected = stage === 'rendering' ? project.reels.some(({ state }) => state === 'RENDERING') : project.stage === 'TRANSCRIBE';
    return expected && (await findProcesses(program)).length > 0;
  });
  const before = new Set((await view(id)).artifacts.map(({ kind, sha256 }) => `${kind} ${sha256}`));

  expect(await running).toMatchObject({ code: 0 });
  const after = (await view(id)).artifacts.map(({ kind, sha256 }) => `${kind} ${sha256}`);
  for (const artifact of before) expect(after.filter((one) => one === artifact)).toHaveLength(1);
  expect(after.filter((one) => one.startsWith('TRANSCRIPT '))).toHaveLength(1);
  const { reels: made } = JSON.parse(await readFile(path.join(out, 'reels.json'), 'utf8')) as ReelsJson;
  expect(made).toHaveLength(2);
});

test('cancel leaves nothing running; retry goes on from the last finished step', async () => {
  const known = await knownProjects();
  const running = reels([...JOB, '--reels', '2', '--out', path.join(folder, 'cancelled')]);
  const id = await started(known);
  await until('recognition to begin', async () => ((await view(id)).stage === 'TRANSCRIBE' && (await findProcesses('whisper-cli')).length > 0 ? true : undefined));
  expect(await reels(['cancel', id])).toMatchObject({ code: 0 });
  expect((await running).code).not.toBe(0);
  expect((await view(id)).state).toBe('CANCELLED');
  await until('the recognizer to end', async () => ((await findProcesses('whisper-cli')).length === 0 ? true : undefined), 15);

  const ingested = (await view(id)).artifacts.filter(({ kind }) => kind === 'AUDIO');
  expect(await reels(['retry', id])).toMatchObject({ code: 0 });
  const done = await until('the project to be done', async () => {
    const project = await view(id);
    return project.state === 'DONE' ? project : undefined;
  }, 300);
  expect(done.reels.map(({ state }) => state)).toEqual(['READY', 'READY']);
  expect(done.artifacts.filter(({ kind }) => kind === 'AUDIO')).toEqual(ingested);
});

test('two projects at once both end well', async () => {
  const run = (name: string) => reels([...toldJob, '--reels', '1', '--out', path.join(folder, name)]);
  const both = await Promise.all([run('first'), run('second')]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
});

test('with --review nothing is rendered before the approval, and only what was approved', async () => {
  const known = await knownProjects();
  const asked = await reels([...toldJob, '--reels', '3', '--review', '--out', path.join(folder, 'review')]);
  expect(asked.code).toBe(0);
  const id = await started(known);
  expect(await view(id)).toMatchObject({ state: 'WAITING', stage: 'REVIEW', reels: [] });
  const out = path.join(folder, 'approved');
  expect(await reels(['approve', id, '--only', '1', '--out', out])).toMatchObject({ code: 0 });
  const done = await until('the approved reel', async () => {
    const project = await view(id);
    return project.state === 'DONE' ? project : undefined;
  }, 300);
  expect(done.reels.map(({ state }) => state)).toEqual(['READY']);
});

test('delete removes the records', async () => {
  const [id] = [...(await knownProjects())];
  expect(await reels(['delete', id ?? ''])).toMatchObject({ code: 0 });
  expect((await graphql<{ project: unknown }>('query ($id: ID!) { project(id: $id) { id } }', { id })).project).toBeNull();
});
