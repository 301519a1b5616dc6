import { expect, test } from '@jest/globals';
import type { Range } from '@reels/contracts';
import fc from 'fast-check';
import { cutIntoPieces } from './pieces.js';
import { pieceReader } from './whisperCpp.js';

/** Speech of these lengths, each after a pause of so many milliseconds. */
function spoken(...parts: [pause: number, length: number][]): Range[] {
  let at = 0;
  return parts.map(([pause, length]) => ({ startMs: (at += pause), endMs: (at += length) }));
}

test('speech is cut at its longest pause after half a window, in the middle of the pause', () => {
  const pieces = cutIntoPieces(spoken([1000, 9000], [2000, 8000], [600, 4000], [900, 4000], [500, 6000]));
  expect(pieces.map(({ speech }) => speech.length)).toEqual([3, 2]);
  expect(pieces.map(({ within }) => within)).toEqual([{ startMs: 0, endMs: 25_050 }, { startMs: 25_050, endMs: Infinity }]);
});

test('what fits into a window stays whole', () => {
  expect(cutIntoPieces(spoken([0, 14_000], [1000, 13_000]))).toHaveLength(1);
  expect(cutIntoPieces([])).toEqual([]);
});

test('whoever hardly pauses is heard for longer, then cut at the longest pause there was', () => {
  const parts = Array.from({ length: 25 }, (_, i): [number, number] => [i === 8 ? 300 : 200, 4000]);
  expect(cutIntoPieces(spoken(...parts.slice(0, 13))).map(({ speech }) => speech.length)).toEqual([13]);
  expect(cutIntoPieces(spoken(...parts)).map(({ speech }) => speech.length)).toEqual([8, 13, 4]);
});

test('pieces hold all of the speech, in order, each inside its own part of the recording', () => {
  const parts = fc.array(fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 20_000 })), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(parts, (lengths) => {
      const speech = spoken(...lengths);
      const pieces = cutIntoPieces(speech);
      expect(pieces.flatMap((piece) => piece.speech)).toEqual(speech);
      pieces.forEach(({ within, speech: own }, i) => {
        expect(within.startMs).toBe(pieces[i - 1]?.within.endMs ?? 0);
        for (const { startMs, endMs } of own) expect(startMs >= within.startMs && endMs <= within.endMs).toBe(true);
      });
    }),
  );
});

test('what whisper-cli says tells which file it is at, and how far', () => {
  const told: (string | number)[] = [];
  const read = pieceReader({ onBegin: () => told.push('begin'), onFraction: (fraction) => told.push(fraction) });
  [
    "read_audio_data: reading audio data from '0.wav' ...",
    "main: processing '0.wav' (224000 samples, 14.0 sec), 2 threads, 1 processors, 1 beams + best of 1, lang = en, task = transcribe, timestamps = 1 ...",
    'whisper_print_progress_callback: progress =  45%',
    "output_json: saving output to '0.wav.json'",
    "main: processing '1.wav' (160000 samples, 10.0 sec), 2 threads, 1 processors, 1 beams + best of 1, lang = en, task = transcribe, timestamps = 1 ...",
    'whisper_print_progress_callback: progress = 140%',
  ].forEach(read);
  expect(told).toEqual(['begin', 0.45, 'begin', 1]);
});
