import { expect, test } from '@jest/globals';
import { firstFrameAt, keyFrames } from './keyFrames.js';
import { changedRanges, touchedSpans } from './splicePlan.js';

const FPS = { numerator: 30, denominator: 1 };
const clock = (ms: number): string => `0:00:${(ms / 1_000).toFixed(2).padStart(5, '0')}`;
const event = (startMs: number, endMs: number, text: string, part = 'caption'): string => `Dialogue: 4,${clock(startMs)},${clock(endMs)},Default,${part},0,0,0,,${text}`;
const document = (...events: string[]): string => ['[Script Info]', 'PlayResX: 1080', '[Events]', ...events, ''].join('\n');

const WAVE = event(0, 20_000, 'wave', '');
const PHRASES = [event(0, 1_790, 'one'), event(1_790, 5_670, 'two'), event(5_670, 9_700, 'three'), event(9_700, 11_400, 'four'), event(14_200, 20_000, 'five')];
const OLD = document(WAVE, ...PHRASES);
const changed = (at: number, ...events: string[]): string => document(WAVE, ...PHRASES.slice(0, at), ...events, ...PHRASES.slice(at + 1));

test('groups begin with phrases, are a second long at least and four at most', () => {
  expect(keyFrames(OLD, FPS)).toEqual([0, 54, 171, 291, 411, 426]);
  expect(keyFrames(document(WAVE, event(0, 300, 'a'), event(300, 900, 'b'), event(900, 2_000, 'c'), event(2_000, 3_000, 'd')), FPS)).toEqual([0, 60]);
  expect(keyFrames(document(WAVE), FPS)).toEqual([0]);
});

test('words of one phrase that come and go are no new phrase', () => {
  expect(keyFrames(document(event(0, 3_000, 'a'), event(1_200, 3_000, 'b'), event(3_000, 4_000, 'c'), event(1_500, 2_500, 'mark')), FPS)).toEqual([0, 90]);
});

test('a frame shows what begins at its millisecond, cut off as ffmpeg cuts it off', () => {
  expect([0, 1, 33, 34, 66, 67, 100, 1_790].map((ms) => firstFrameAt(ms, FPS))).toEqual([0, 1, 1, 2, 2, 3, 3, 54]);
  expect([1_001, 1_002].map((ms) => firstFrameAt(ms, { numerator: 30_000, denominator: 1_001 }))).toEqual([30, 31]);
});

test('what differs are the events that only one of the documents has', () => {
  expect(changedRanges(OLD, OLD)).toEqual([]);
  expect(changedRanges(OLD, changed(1, event(1_790, 5_670, 'TWO')))).toEqual([{ startMs: 1_790, endMs: 5_670 }]);
  expect(changedRanges(OLD, changed(1, event(1_790, 5_000, 'two')))).toEqual([{ startMs: 1_790, endMs: 5_670 }]);
  expect(changedRanges(OLD, changed(3))).toEqual([{ startMs: 9_700, endMs: 11_400 }]);
});

test('a changed head or order may change anything', () => {
  expect(changedRanges(OLD, OLD.replace('1080', '1920'))).toBeNull();
  expect(changedRanges(OLD, document(...PHRASES, WAVE))).toBeNull();
});

test('a changed phrase is encoded again from its first frame to the next phrase’s', () => {
  expect(touchedSpans(OLD, changed(1, event(1_790, 5_670, 'TWO')), FPS, 600)).toEqual([{ first: 54, end: 171 }]);
  expect(touchedSpans(OLD, changed(4, event(14_200, 20_000, 'FIVE')), FPS, 600)).toEqual([{ first: 426, end: 600 }]);
  expect(touchedSpans(OLD, OLD, FPS, 600)).toEqual([]);
});

test('where phrases begin elsewhere now, the groups of both are encoded again', () => {
  // A key frame at 3.5 s is new; those of 1.79 s and 5.67 s stay.
  expect(touchedSpans(OLD, changed(1, event(1_790, 3_500, 'tw'), event(3_500, 5_670, 'o')), FPS, 600)).toEqual([{ first: 54, end: 171 }]);
  // A short phrase takes the key frame of the next one, which has none any more.
  expect(touchedSpans(OLD, changed(2, event(5_670, 9_000, 'thr'), event(9_000, 9_700, 'ee')), FPS, 600)).toEqual([{ first: 171, end: 426 }]);
});

test('when most is touched, nothing is spliced', () => {
  expect(touchedSpans(OLD, document(WAVE, ...PHRASES.map((line) => line.toUpperCase().replace('DIALOGUE', 'Dialogue').replace('CAPTION', 'caption'))), FPS, 600)).toBeNull();
});
