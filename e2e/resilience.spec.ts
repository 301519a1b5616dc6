import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReelsJson } from '@reels/contracts';
import { SAMPLE, reels, startJob, writeTruthVtt } from './support/reels.js';
import { findProcesses, graphql, killWorker, until } from './support/stack.js';

/** What the product promises when things die or are called off: nothing finished is lost or done twice. */

jest.setTimeout(600_000);

/** Enough of the sample for three short reels; the rest of it would only cost time. */
const PART = ['--from', '0:28', '--for', '1:50', '--min', '12', '--max', '25'];
/** A job that recognizes a minute and a half, for two short reels. */
const HEARD_JOB = [SAMPLE, '--from', '0:28', '--for', '0:50', '--min', '8', '--max', '20', '--reels', '2'];

interface ProjectView {
  id: string;
  state: string;
  stage: string;
  reels: { id: string; state: string }[];
  artifacts: { kind: string; sha256: string }[];
}

let folder: string;
/** A job whose transcript is brought along: recognition is not what is looked at. */
let toldJob: string[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reels-resilience-'));
  const transcript = path.join(folder, 'told.vtt');
  await writeTruthVtt(transcript, 140_000);
  toldJob = [SAMPLE, ...PART, '--transcript', transcript];
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function view(id: string): Promise<ProjectView> {
  const { project } = await graphql<{ project: ProjectView }>(
    'query ($id: ID!) { project(id: $id) { id state stage reels { id state } artifacts { kind sha256 } } }',
    { id },
  );
  return project;
}

/** A program at work for a project: its files lie in the project's scratch folder. */
const isAtWork = async (program: string, id: string): Promise<boolean> => (await findProcesses(program, id)).length > 0;
const atWork = (program: string, id: string) => until(`${program} to be at work`, async () => ((await isAtWork(program, id)) || undefined));

const done = (id: string) =>
  until('the project to be done', async () => {
    const project = await view(id);
    return project.state === 'DONE' ? project : undefined;
  }, 300);

const reelsIn = async (out: string) => (JSON.parse(await readFile(path.join(out, 'reels.json'), 'utf8')) as ReelsJson).reels;

/** Kills the worker; when the job has ended well all the same, gives its project, in which nothing was made twice. */
async function killDuring({ id, ended }: ReturnType<typeof startJob>): Promise<ProjectView> {
  const before = (await view(await id)).artifacts.map(({ sha256 }) => sha256);
  await killWorker();
  expect(await ended).toMatchObject({ code: 0 });
  const project = await view(await id);
  for (const sha256 of before) expect(project.artifacts.filter((one) => one.sha256 === sha256)).toHaveLength(1);
  expect(project.artifacts.filter(({ kind }) => kind === 'TRANSCRIPT')).toHaveLength(1);
  return project;
}

test('a worker killed with -9 while transcribing: the job ends well and nothing finished is repeated', async () => {
  const out = path.join(folder, 'transcribing');
  const job = startJob([...HEARD_JOB, '--out', out]);
  await atWork('whisper-cli', await job.id);
  await killDuring(job);
  expect(await reelsIn(out)).toHaveLength(2);
});

test('a worker killed with -9 while rendering: the job ends well and nothing finished is repeated', async () => {
  const out = path.join(folder, 'rendering');
  const job = startJob([...toldJob, '--reels', '2', '--out', out]);
  await until('a reel to be rendered', async () => (await view(await job.id)).reels.some(({ state }) => state === 'RENDERING') || undefined);
  await atWork('ffmpeg', await job.id);
  const project = await killDuring(job);
  expect(project.artifacts.filter(({ kind }) => kind === 'VIDEO')).toHaveLength(2);
  expect(await reelsIn(out)).toHaveLength(2);
});

test('cancel leaves nothing running; retry goes on from the last finished step', async () => {
  const job = startJob([...HEARD_JOB, '--out', path.join(folder, 'cancelled')]);
  const id = await job.id;
  await atWork('whisper-cli', id);
  expect(await reels(['cancel', id])).toMatchObject({ code: 0 });
  expect((await job.ended).code).not.toBe(0);
  expect((await view(id)).state).toBe('CANCELLED');
  await until('the recognizer to end', async () => !(await isAtWork('whisper-cli', id)) || undefined, 15);

  const ingested = (await view(id)).artifacts.filter(({ kind }) => kind === 'AUDIO');
  expect(ingested).toHaveLength(1);
  expect(await reels(['retry', id, '--out', path.join(folder, 'retried')])).toMatchObject({ code: 0 });
  const { reels: made, artifacts } = await done(id);
  expect(made.map(({ state }) => state)).toEqual(['READY', 'READY']);
  expect(artifacts.filter(({ kind }) => kind === 'AUDIO')).toEqual(ingested);
  expect(artifacts.filter(({ kind }) => kind === 'TRANSCRIPT')).toHaveLength(1);
});

test('two projects at once both end well', async () => {
  const run = (name: string) => reels([...toldJob, '--reels', '1', '--out', path.join(folder, name)]);
  const both = await Promise.all([run('first'), run('second')]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
});

test('with --review nothing is rendered before the approval, and only what was approved; deleted, the records are gone', async () => {
  const asked = startJob([...toldJob, '--reels', '3', '--review', '--out', path.join(folder, 'review')]);
  const id = await asked.id;
  expect((await asked.ended).code).toBe(0);
  expect(await view(id)).toMatchObject({ state: 'WAITING', stage: 'REVIEW', reels: [] });
  expect(await reels(['approve', id, '--only', '1', '--out', path.join(folder, 'approved')])).toMatchObject({ code: 0 });
  expect((await done(id)).reels.map(({ state }) => state)).toEqual(['READY']);

  expect(await reels(['delete', id])).toMatchObject({ code: 0 });
  expect((await graphql<{ project: unknown }>('query ($id: ID!) { project(id: $id) { id } }', { id })).project).toBeNull();
});
