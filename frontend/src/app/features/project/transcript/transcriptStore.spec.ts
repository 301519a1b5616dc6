import { TestBed } from '@angular/core/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { sentences } from '../../../../testing/sentences';
import { ApiClient } from '../../../core/api/client';
import { EditTranscriptDocument, RestoreTranscriptDocument } from '../../../core/api/generated/operations';
import type { EditTranscriptInput, SentenceFragment } from '../../../core/api/generated/operations';
import { TranscriptStore } from './transcriptStore';

const SPOKEN = sentences({ at: 0, text: 'The oven is warm.' }, { at: 3000, text: 'Forty loaves go in.' }, { at: 6000, text: 'Nobody waits.' });

/** The API's side: a transcript that others edit as well. */
let transcript: { revision: number; sentences: SentenceFragment[] };
let edits: EditTranscriptInput[];
let restored: number[];
let store: TranscriptStore;

beforeEach(async () => {
  [transcript, edits, restored] = [{ revision: 1, sentences: SPOKEN }, [], []];
  const request = async (document: unknown, variables: { input: EditTranscriptInput; to: number }): Promise<unknown> => {
    if (document === RestoreTranscriptDocument) {
      restored.push(variables.to);
      return { restoreTranscript: { __typename: 'Transcript', revision: transcript.revision } };
    }
    if (document !== EditTranscriptDocument) return { project: { transcript: { ...transcript, sentenceCount: transcript.sentences.length } } };
    const { revision } = variables.input;
    if (revision !== transcript.revision)
      return { editTranscript: { __typename: 'StaleRevision', code: 'STALE_REVISION', message: '', nextStep: '', currentRevision: transcript.revision } };
    edits.push(variables.input);
    transcript = { ...transcript, revision: revision + 1 };
    return { editTranscript: { __typename: 'Transcript', revision: revision + 1 } };
  };
  TestBed.configureTestingModule({ providers: [TranscriptStore, { provide: ApiClient, useValue: { request } }] });
  store = TestBed.inject(TranscriptStore);
  await store.load('p1');
});

test('an edit finds its sentence where others were taken out elsewhere, and what was done here before can no longer be undone alone', async () => {
  await store.editSentence(2, { text: 'Nobody waits long.' });
  expect(store.canUndo()).toBe(true);
  transcript = { revision: 7, sentences: SPOKEN.slice(1) };
  await store.editSentence(1, { text: 'Fifty loaves go in.' });
  expect(edits.at(-1)).toMatchObject({ revision: 7, sentences: [{ index: 0, text: 'Fifty loaves go in.' }] });
  await store.undo();
  expect([restored, store.canUndo()]).toEqual([[7], false]);
});

test('an edit of a sentence that itself was changed elsewhere is not made', async () => {
  transcript = { revision: 7, sentences: sentences({ at: 0, text: 'The oven is warm.' }, { at: 3000, text: 'Forty buns go in.' }) };
  await expect(store.editSentence(1, { text: 'Fifty loaves go in.' })).rejects.toMatchObject({ code: 'STALE_SENTENCE' });
  expect([edits, store.sentences()[1]?.text]).toEqual([[], 'Forty buns go in.']);
});
