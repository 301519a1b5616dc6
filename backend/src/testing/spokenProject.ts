import type { ProjectState, Sentence } from '@reels/contracts';
import { ObjectStore } from '@reels/platform';
import { recordProgress, saveArtifacts, saveEpisode, saveTranscript } from '@reels/records';
import type { NewArtifact } from '@reels/records';
import { createTestProject } from '@reels/records/testing';
import type { TestApi } from './testApi.js';

/** Ten sentences of two speakers, one every three seconds, each of four words and two seconds long. */
export const SPOKEN: Sentence[] = Array.from({ length: 10 }, (_, n) => {
  const words = ['Bread', 'number', `${n}`, 'rises.'].map((text, at) => ({
    text,
    startMs: n * 3000 + at * 500,
    endMs: n * 3000 + at * 500 + 450,
    confidence: 0.8,
  }));
  const [startMs, endMs] = [n * 3000, n * 3000 + 1950];
  return { speaker: n % 2 ? 'Bob' : 'Ada', startMs, endMs, text: `Bread number ${n} rises.`, words, timing: 'aligned' };
});

/** A project whose episode was transcribed, in a state. */
export async function createSpokenProject(api: TestApi, state: ProjectState = 'done'): Promise<string> {
  const { db, workspaceId } = api;
  const { id } = await createTestProject(db);
  await saveEpisode(db, workspaceId, id, {
    ...{
      fileName: 'episode.mp3',
      objectKey: 'x',
      bytes: 1,
      sha256: 'ab',
      durationMs: 30_000,
      container: 'mp3',
      audioCodec: 'mp3',
    },
    ...{ video: null, hasCover: false, title: null, show: 'The Oven', chapters: [] },
  });
  await saveTranscript(db, workspaceId, id, { stepKey: 'heard', language: 'en', sentences: SPOKEN });
  const peaks = JSON.stringify({ bucketMs: 50, values: Array.from({ length: 600 }, (_, n) => n % 256) });
  await saveArtifacts(db, workspaceId, id, [
    await stored(api, id, 'peaks', peaks),
    await stored(api, id, 'source', 'sound'),
    await stored(api, id, 'audio', 'sound for every browser'),
  ]);
  const failure = state === 'failed' ? { failure: { code: 'DISK_FULL', nextStep: 'Retry.' } as const } : {};
  await recordProgress(db, workspaceId, id, {
    stage: 'check',
    kind: 'completed',
    message: 'Done',
    projectState: state,
    ...failure,
  });
  return id;
}

/** An artifact of the project, with its object; not yet recorded. */
export async function stored(
  api: TestApi,
  projectId: string,
  kind: NewArtifact['kind'],
  content: string,
  more: Partial<NewArtifact> = {},
): Promise<NewArtifact> {
  const stepKey = more.stepKey ?? kind;
  const objectKey = `projects/${projectId}/${stepKey}/${kind}`;
  const facts = await api.app.get(ObjectStore).put(objectKey, Buffer.from(content), { contentType: 'text/plain' });
  const madeBy = { step: stepKey, provider: 'local', version: '1', costMicroUsd: 0 };
  return { stepKey, kind, objectKey, ...facts, contentType: 'text/plain', madeBy, ...more };
}
