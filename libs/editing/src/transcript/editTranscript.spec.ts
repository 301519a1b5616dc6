import { expect, test } from '@jest/globals';
import { editTranscript } from './editTranscript.js';
import { speak } from './testing/speak.js';

const transcript = speak('Ada: I baked teh bread. It rose.\nBob: Did it? Yes it did.');
const textsOf = (edit: Parameters<typeof editTranscript>[1]) => editTranscript(transcript, edit)?.sentences.map(({ text }) => text);
const summaryOf = (edit: Parameters<typeof editTranscript>[1]) => editTranscript(transcript, edit)?.summary;

test('sentences are mended by their places, and what was changed is told in a few words', () => {
  const edit = { sentences: [{ index: 0, text: 'I baked the bread.' }] };
  expect(textsOf(edit)).toEqual(['I baked the bread.', 'It rose.', 'Did it?', 'Yes it did.']);
  expect(summaryOf(edit)).toBe('“teh” to “the”');
  expect(summaryOf({ sentences: [...edit.sentences, { index: 1, text: 'It rose high.' }] })).toBe('“teh” to “the”, and 1 more');
  expect(summaryOf({ sentences: [{ index: 2, text: 'Did it really?' }] })).toBe('“it?” to “it really?”');
});

test('an empty text takes the sentence out, and typed stops make two of one', () => {
  expect(textsOf({ sentences: [{ index: 1, text: '' }, { index: 3, text: 'Yes. It did.' }] })).toEqual(['I baked teh bread.', 'Did it?', 'Yes.', 'It did.']);
  expect(summaryOf({ sentences: [{ index: 1, text: ' ' }] })).toBe('Took out “It rose.”');
});

test('a speaker is renamed everywhere, or one sentence is given to another', () => {
  const renamed = editTranscript(transcript, { sentences: [], renameSpeaker: { from: 'Ada', to: ' Ada Lovelace ' } });
  expect(renamed?.sentences.map(({ speaker }) => speaker)).toEqual(['Ada Lovelace', 'Ada Lovelace', 'Bob', 'Bob']);
  const given = editTranscript(transcript, { sentences: [{ index: 1, speaker: 'Bob' }, { index: 2, speaker: null }] });
  expect(given?.sentences.map(({ speaker }) => speaker)).toEqual(['Ada', 'Bob', null, 'Bob']);
});

test('an edit that changes nothing is none', () => {
  expect(editTranscript(transcript, { sentences: [] })).toBeNull();
  expect(editTranscript(transcript, { sentences: [{ index: 1, text: ' It  rose. ', speaker: 'Ada' }], renameSpeaker: { from: 'Nobody', to: 'Ada' } })).toBeNull();
});
