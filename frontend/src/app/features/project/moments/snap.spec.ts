import { describe, expect, test } from '@jest/globals';
import { sentences } from '../../../../testing/sentences';
import { moveEdge, snap, snapPoints, step, warningsFor } from './snap';

// Words at 0, 250 | 1000, 1250; then at 4000, 4250.
const text = sentences({ at: 0, text: 'You pay | for bread.' }, { at: 4000, text: 'They pay.' });

test('a start rests where sentences begin and after rests, an end where they end and before rests', () => {
  expect(snapPoints(text, 'start')).toEqual([
    { ms: 0, kind: 'sentence' },
    { ms: 1000, kind: 'pause' },
    { ms: 4000, kind: 'sentence' },
  ]);
  expect(snapPoints(text, 'end')).toEqual([
    { ms: 450, kind: 'pause' },
    { ms: 1450, kind: 'sentence' },
    { ms: 4450, kind: 'sentence' },
  ]);
});

describe('an edge is drawn', () => {
  const points = snapPoints(text, 'start');
  test('by what is near on the screen, whatever the scale', () => {
    expect(snap(4130, points, 10)).toMatchObject({ ms: 4000 });
    expect(snap(4130, points, 5)).toBeNull();
  });
  test('farther by a sentence than by a rest', () => {
    expect(snap(1100, points, 10)).toBeNull();
    expect(snap(100, points, 10)).toMatchObject({ ms: 0 });
  });
});

test('arrow keys go from sentence to sentence', () => {
  const points = snapPoints(text, 'start');
  expect([step(0, points, 1), step(4000, points, -1), step(4000, points, 1)]).toEqual([4000, 0, null]);
});

test('an edge stays inside the recording and leaves a second', () => {
  expect(moveEdge({ startMs: 2000, endMs: 5000 }, 'start', 4900, 9000)).toEqual({ startMs: 4000, endMs: 5000 });
  expect(moveEdge({ startMs: 2000, endMs: 5000 }, 'start', -50, 9000)).toEqual({ startMs: 0, endMs: 5000 });
  expect(moveEdge({ startMs: 2000, endMs: 5000 }, 'end', 9999.6, 9000)).toEqual({ startMs: 2000, endMs: 9000 });
});

describe('a warning tells', () => {
  const bounds = { minMs: 1000, maxMs: 60_000 };
  const rules = (startMs: number, endMs: number, limits = bounds) =>
    warningsFor({ startMs, endMs }, text, limits).map(({ rule }) => rule);
  test('nothing of whole sentences with a rest behind them', () => expect(rules(0, 1450)).toEqual([]));
  test('what begins or ends inside of one', () =>
    expect(rules(1000, 4200)).toEqual(['startsAtSentence', 'endsAtSentence', 'pauseAfter']));
  test('too little rest behind it', () =>
    expect(warningsFor({ startMs: 0, endMs: 1200 }, text, bounds).at(-1)?.text).toBe(
      'Only 50 ms of pause follow; 150 sound clean.',
    ));
  test('a length that was not asked for', () => {
    expect(rules(0, 1450, { minMs: 20_000, maxMs: 60_000 })).toEqual(['lengthWithinBounds']);
    expect(rules(0, 4450, { minMs: 0, maxMs: 3000 })).toEqual(['lengthWithinBounds']);
  });
});
