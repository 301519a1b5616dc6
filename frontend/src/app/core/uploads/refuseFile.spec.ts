import { expect, test } from '@jest/globals';
import { refuseFile } from './refuseFile';
import type { FileFacts } from './refuseFile';

const file = (more: Partial<FileFacts> & { start?: string }): FileFacts => ({
  name: 'episode.mp3',
  size: 1000,
  type: 'audio/mpeg',
  head: Uint8Array.from(more.start ?? 'ID3\u0004', (letter) => letter.charCodeAt(0)),
  ...more,
});

test.each([
  file({}),
  file({ name: 'film.mkv', type: '' }),
  file({ name: 'film.mp4', type: 'video/mp4' }),
  file({ name: 'talk.ogg', type: 'application/ogg', start: 'OggS\u0000\u0002' }),
  file({ name: 'episode', type: 'application/octet-stream', start: 'RIFF\u0024\u0000' }),
])('%j may be a recording', (facts) => {
  expect(refuseFile(facts, 1e9)).toBeNull();
});

test.each([
  [file({ size: 0, start: '' }), 'EMPTY', 'has no bytes'],
  [file({ size: 2e9 }), 'TOO_LARGE', '2.0 GB; the limit is 1.0 GB'],
  [file({ name: 'notes.txt', type: 'text/plain', start: 'Dear' }), 'NOT_MEDIA', '"notes.txt" is a text.'],
  [file({ name: 'slides.key', type: 'application/x-keynote' }), 'NOT_MEDIA', 'of the kind application/x-keynote'],
  [file({ name: 'cover.jpg', type: 'image/jpeg', start: '\u00ff\u00d8\u00ff\u00e0' }), 'NOT_MEDIA', 'a picture (JPEG)'],
  // What is inside counts, not the name.
  [file({ name: 'episode.mp3', start: '%PDF-1.7' }), 'NOT_MEDIA', '"episode.mp3" is a PDF document.'],
  [file({ name: 'episode.mp3', start: '\n<!doctype html>' }), 'NOT_MEDIA', 'a web page'],
  [file({ name: 'episode.wav', start: 'PK\u0003\u0004' }), 'NOT_MEDIA', 'a ZIP archive'],
])('%j is refused: %s', (facts, code, words) => {
  expect(refuseFile(facts, 1e9)).toMatchObject({
    code,
    message: expect.stringContaining(words) as unknown,
    nextStep: expect.any(String) as unknown,
  });
});
