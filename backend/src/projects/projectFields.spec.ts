import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Sentence } from '@reels/contracts';
import { ObjectStore } from '@reels/platform';
import {
  createReelsForHighlights,
  decideHighlights,
  recordProgress,
  replaceHighlights,
  saveArtifacts,
  saveEpisode,
  saveReelChecks,
  saveReelPlan,
  saveTranscript,
} from '@reels/records';
import type { NewArtifact } from '@reels/records';
import { createTestProject, testProposal } from '@reels/records/testing';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';

jest.setTimeout(30_000);

/** A project that has everything: what the API shows of the records. */
let api: TestApi;
let id: string;
let reelId: string;
let highlightId: string;

const SENTENCES = 620;
const sentence = (n: number): Sentence => ({
  speaker: n % 2 === 0 ? 'Speaker 1' : null,
  startMs: n * 1000,
  endMs: n * 1000 + 900,
  text: `Sentence ${n}.`,
  words: [
    { text: 'Sentence', startMs: n * 1000, endMs: n * 1000 + 500, confidence: 0.9 },
    { text: `${n}.`, startMs: n * 1000 + 500, endMs: n * 1000 + 900, confidence: 1 },
  ],
  timing: 'aligned',
});

beforeAll(async () => {
  api = await startTestApi();
  const { db, workspaceId } = api;
  const store = api.app.get(ObjectStore);
  id = (await createTestProject(db)).id;

  const put = async (
    stepKey: string,
    name: string,
    kind: NewArtifact['kind'],
    content: string,
    more: Partial<NewArtifact> = {},
  ): Promise<NewArtifact> => {
    const objectKey = `projects/${id}/${stepKey}/${name}`;
    const stored = await store.put(objectKey, Buffer.from(content), { contentType: 'text/plain' });
    const madeBy = { step: stepKey, provider: 'local', version: '2', costMicroUsd: 7 };
    return { stepKey, kind, objectKey, ...stored, contentType: 'text/plain', madeBy, ...more };
  };
  await saveEpisode(db, workspaceId, id, {
    fileName: 'episode.mp4',
    objectKey: 'x',
    bytes: 5e9,
    sha256: 'ab',
    durationMs: 620_000,
    container: 'mov,mp4',
    audioCodec: 'aac',
    video: { codec: 'h264', width: 1920, height: 1080, fps: 29.97 },
    hasCover: true,
    title: 'The baker',
    show: null,
    chapters: [{ title: 'Flour', startMs: 0, endMs: 1000 }],
  });
  await saveTranscript(db, workspaceId, id, {
    stepKey: 't',
    language: 'en',
    sentences: Array.from({ length: SENTENCES }, (_, n) => sentence(n)),
  });
  const highlights = await replaceHighlights(db, workspaceId, id, [
    testProposal(0, { score: 91.5 }),
    testProposal(60_000, { score: 12 }),
  ]);
  highlightId = highlights[0]!.id;
  await decideHighlights(db, workspaceId, id, [highlightId]);
  reelId = (await createReelsForHighlights(db, workspaceId, id))[0]!.id;
  await saveReelPlan(db, workspaceId, reelId, { cut: [{ startMs: 0, endMs: 30_000 }], transcriptRevision: 1 });
  await saveReelChecks(db, workspaceId, reelId, {
    loudness: { passed: true, value: -14.2, limit: '-14 ± 0.5' },
    hasCaptions: { passed: false, value: null, limit: true },
  });
  await saveArtifacts(db, workspaceId, id, [
    await put('facts', 'peaks.json', 'peaks', JSON.stringify({ bucketMs: 50, values: [0, 128, 255] })),
    await put('facts', 'cover.jpg', 'cover', 'cover'),
    await put('render-1', 'reel.mp4', 'video', 'the first', { reelId }),
  ]);
  await saveArtifacts(db, workspaceId, id, [
    await put('render-2', 'reel.mp4', 'video', 'the newest', {
      reelId,
      madeBy: { step: 'render', provider: 'local', version: '2', costMicroUsd: 0, fallback: 'no GPU' },
    }),
    await put('render-2', 'reel.srt', 'srt', 'words', { reelId }),
  ]);
  await recordProgress(db, workspaceId, id, {
    stage: 'render',
    kind: 'advanced',
    message: 'Rendering',
    reelId,
    percent: 40.5,
    reelState: 'rendering',
    projectState: 'running',
  });
  const failure = { code: 'CHECK_FAILED', nextStep: 'Retry.' } as const;
  await recordProgress(db, workspaceId, id, {
    stage: 'check',
    kind: 'failed',
    message: 'Too quiet.',
    failure,
    projectState: 'failed',
  });
});
afterAll(() => api.close());

const ask = async (selection: string) => {
  const { data, errors } = await api.request(`query ($id: ID!) { project(id: $id) { ${selection} } }`, { id });
  expect(errors).toBeUndefined();
  return data.project;
};

test('the project itself', async () => {
  const project = await ask(
    'title state stage createdAt updatedAt lastSeq costMicroUsd error { code message nextStep stage } madeBy { step provider version costMicroUsd fallback }',
  );
  expect(project).toEqual({
    title: 'An episode',
    state: 'FAILED',
    stage: 'CHECK',
    createdAt: expect.stringMatching(/Z$/),
    updatedAt: expect.stringMatching(/Z$/),
    lastSeq: expect.any(Number),
    costMicroUsd: 21,
    error: { code: 'CHECK_FAILED', message: 'Too quiet.', nextStep: 'Retry.', stage: 'CHECK' },
    madeBy: expect.arrayContaining([
      { step: 'facts', provider: 'local', version: '2', costMicroUsd: 7, fallback: null },
      { step: 'render', provider: 'local', version: '2', costMicroUsd: 0, fallback: 'no GPU' },
    ]),
  });
});

test('the episode, its loudness and its cover', async () => {
  expect(
    await ask(`episode { fileName durationMs container audioCodec title show video { codec width height fps } chapters { title startMs endMs }
      peaks { bucketMs values } cover { kind contentType bytes } }`),
  ).toEqual({
    episode: {
      fileName: 'episode.mp4',
      durationMs: 620_000,
      container: 'mov,mp4',
      audioCodec: 'aac',
      title: 'The baker',
      show: null,
      video: { codec: 'h264', width: 1920, height: 1080, fps: 29.97 },
      chapters: [{ title: 'Flour', startMs: 0, endMs: 1000 }],
      peaks: { bucketMs: 50, values: [0, 128, 255] },
      cover: { kind: 'COVER', contentType: 'text/plain', bytes: 5 },
    },
  });
});

test('the transcript, page by page', async () => {
  const whole = 'speaker startMs endMs text timing words { text startMs endMs confidence }';
  const page = (args: string, fields = 'text') =>
    ask(`transcript { language revision sentenceCount sentences${args} { ${fields} } }`);
  const { transcript } = await page('(first: 500, after: 1)', whole);
  expect(transcript).toMatchObject({ language: 'en', revision: 1, sentenceCount: SENTENCES });
  expect(transcript.sentences).toHaveLength(500);
  expect(transcript.sentences[0]).toEqual({ ...sentence(1), timing: 'ALIGNED' });
  expect((await page('')).transcript.sentences).toHaveLength(100);
  expect((await page('(first: 500, after: 600)')).transcript.sentences.map(({ text }: Sentence) => text).at(0)).toBe(
    'Sentence 600.',
  );
  expect((await page('(first: 500, after: 600)')).transcript.sentences).toHaveLength(20);

  for (const args of ['(first: 501)', '(first: -1)', '(after: -1)']) {
    const { errors } = await api.request(`{ project(id: "${id}") { transcript { sentences${args} { text } } } }`);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  }
});

test('the highlights, with the proof of their edges', async () => {
  const { highlights } = await ask('highlights { id startMs endMs score reasons title state boundaries { rule holds why } }');
  expect(highlights).toHaveLength(2);
  expect(highlights[0]).toEqual({
    id: highlightId,
    startMs: 0,
    endMs: 30_000,
    score: 91.5,
    reasons: ['Opens with a question'],
    title: 'Why?',
    state: 'APPROVED',
    boundaries: [
      { rule: 'startsAtSentence', holds: true, why: null },
      { rule: 'endsAtSentence', holds: true, why: null },
      { rule: 'pauseAfter', holds: false, why: 'The pause is 90 ms.' },
      { rule: 'opensOnItsOwn', holds: true, why: null },
      { rule: 'cutsNoSpeakerOff', holds: true, why: null },
      { rule: 'lengthWithinBounds', holds: true, why: null },
    ],
  });
  expect(highlights[1]).toMatchObject({ state: 'REJECTED' });
});

const REEL =
  'id projectId highlightId title state revision cut { startMs endMs } checks { name passed value limit } madeBy { step version fallback } error { code } video { url sha256 } srt { kind } vtt { kind } thumbnail { kind }';

test('a reel, in its project and alone, with the newest of its files', async () => {
  const { reels } = await ask(`reels { ${REEL} }`);
  expect(reels).toEqual([
    {
      id: reelId,
      projectId: id,
      highlightId,
      title: 'Why?',
      state: 'CANCELLED',
      revision: 1,
      cut: [{ startMs: 0, endMs: 30_000 }],
      checks: expect.arrayContaining([
        { name: 'loudness', passed: true, value: -14.2, limit: '-14 ± 0.5' },
        { name: 'hasCaptions', passed: false, value: null, limit: true },
      ]),
      madeBy: expect.arrayContaining([{ step: 'render', version: '2', fallback: 'no GPU' }]),
      error: null,
      video: { url: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      srt: { kind: 'SRT' },
      vtt: null,
      thumbnail: null,
    },
  ]);
  const { data } = await api.request(`query ($id: ID!) { reel(id: $id) { ${REEL} } }`, { id: reelId });
  expect({ ...data.reel, video: null }).toEqual({ ...reels[0], video: null });

  const response = await fetch(data.reel.video.url);
  expect(await response.text()).toBe('the newest');
  expect(response.headers.get('content-disposition')).toContain('reel.mp4');
  expect(Number(new URL(data.reel.video.url).searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(900);
});

test('what was stored, without telling where', async () => {
  const { artifacts } = await ask('artifacts { kind bytes contentType url madeBy { step } }');
  expect(artifacts.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining(['PEAKS', 'COVER', 'VIDEO', 'VIDEO', 'SRT']),
  );
  expect(Object.keys(artifacts[0])).not.toContain('objectKey');
});

test('the newest event of each stage and reel', async () => {
  const { progress, lastSeq } = await ask(
    'lastSeq progress { seq stage reelId kind percent attempt message code nextStep projectState reelState }',
  );
  expect(progress).toContainEqual({
    seq: expect.any(Number),
    stage: 'CHECK',
    reelId: null,
    kind: 'FAILED',
    percent: null,
    attempt: 1,
    message: 'Too quiet.',
    code: 'CHECK_FAILED',
    nextStep: 'Retry.',
    projectState: 'FAILED',
    reelState: null,
  });
  expect(Math.max(...progress.map(({ seq }: { seq: number }) => seq))).toBe(lastSeq);
});

test('pages: the newest first, each once', async () => {
  const fresh = await startTestApi();
  try {
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.unshift((await createTestProject(fresh.db, { title: `Episode ${count}` })).id);
    const page = async (after: string | null) =>
      (
        await fresh.request(
          'query ($after: String) { projects(first: 2, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }',
          { after },
        )
      ).data.projects;
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 1; ; pages++) {
      const { edges, pageInfo } = await page(after);
      seen.push(...edges.map((edge: { node: { id: string } }) => edge.node.id));
      if (!pageInfo.hasNextPage) {
        expect(pages).toBe(3);
        break;
      }
      expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(ids);
  } finally {
    await fresh.close();
  }
});

test('a list asks for each kind of thing once, however long it is', async () => {
  const fresh = await startTestApi();
  try {
    for (let count = 0; count < 8; count++) await createTestProject(fresh.db);
    await sleep(100);
    let queries = 0;
    const counts: number[] = [];
    const pool = (fresh.db.driver as unknown as { master: { on: (event: 'acquire', listener: () => void) => void } }).master;
    pool.on('acquire', () => queries++);
    // Housekeeping of the API may fall into one of these; what a list asks for is asked each time.
    for (let round = 0; round < 3; round++) {
      queries = 0;
      const { errors, data } = await fresh.request(
        '{ projects { edges { node { episode { fileName } transcript { language } highlights { id } reels { id video { id } } artifacts { id } madeBy { step } costMicroUsd progress { seq } } } } }',
      );
      expect(errors).toBeUndefined();
      expect(data.projects.edges).toHaveLength(8);
      counts.push(queries);
    }
    // The key, the page, and eight kinds of things.
    expect(Math.min(...counts)).toBeLessThanOrEqual(10);
  } finally {
    await fresh.close();
  }
});
