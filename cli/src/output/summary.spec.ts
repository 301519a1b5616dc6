import { expect, test } from '@jest/globals';
import { highlight, project, reel } from '../testing/project.js';
import { createPaint } from '../terminal/terminal.js';
import { textWidth } from '../terminal/text.js';
import { deliverReels } from './reelsJson.js';
import { judge, renderHighlights, renderReels } from './summary.js';

const plain = createPaint(false);
const judged = (made: ReturnType<typeof project>, asked?: number) => judge({ project: made, reels: deliverReels(made) }, asked);
const two = project([highlight('a', { score: 90 }), highlight('b')], [reel('a'), reel('b')], 5);

test('all that was asked for: exit code 0', () => {
  expect(judged(two, 2)).toEqual({ exitCode: 0, sentences: [] });
});

test('fewer than the default is told, fewer than a number given is exit code 3', () => {
  const sentence = 'The episode holds only 2 stretches fit for a reel, not 5. Lower --min or raise --max for more.';
  expect(judged(two)).toEqual({ exitCode: 0, sentences: [sentence] });
  expect(judged(two, 5)).toEqual({ exitCode: 3, sentences: [sentence] });
});

test('fewer because the user chose them: nothing to say', () => {
  expect(judged(project([highlight('a'), highlight('b', { state: 'REJECTED' })], [reel('a')], 5))).toEqual({
    exitCode: 0,
    sentences: [],
  });
});

test('a reel that failed its checks: exit code 1, with the figures and the next step', () => {
  const error = {
    code: 'CHECK_FAILED',
    message: 'The finished video did not pass its checks.',
    nextStep: '',
    stage: 'CHECK' as const,
  };
  const checks = [
    { name: 'loudness', passed: false, value: -20.5, limit: '-14 LUFS +-0.5' },
    { name: 'size', passed: true, value: '1080x1920', limit: '1080x1920' },
  ];
  expect(judged(project([highlight('a'), highlight('b')], [reel('a'), reel('b', { state: 'FAILED', error, checks })]))).toEqual({
    exitCode: 1,
    sentences: [
      '"Title b" was not made: loudness is -20.5, must be -14 LUFS +-0.5',
      'See the failed checks of the reel; retry, and report it if it fails again.',
    ],
  });
});

test('no reel at all is a failure', () => {
  expect(judged(project([], []))).toMatchObject({ exitCode: 1 });
});

test('the table tells file, length, score, title and why', () => {
  expect(renderReels(deliverReels(two), 160, plain)).toEqual([
    'File            Length  Score  Title    Why',
    '01-title-a.mp4    0:42     90  Title a  tells a story with a turn',
    '02-title-b.mp4    0:42     80  Title b  tells a story with a turn',
  ]);
});

test('on a narrow screen each reel has lines of its own, none too wide', () => {
  const lines = renderReels(deliverReels(two), 40, plain);
  expect(lines.slice(0, 3)).toEqual(['01-title-a.mp4', '    0:42, score 90: Title a', '    tells a story with a turn']);
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(40);
});

test('highlights are numbered from the best', () => {
  expect(
    renderHighlights([highlight('a', { state: 'PROPOSED' }), highlight('b', { score: 95, state: 'PROPOSED' })], 80, plain),
  ).toEqual([
    ' 1  Title b',
    '    0:10 to 0:52, 0:42 long, score 95',
    '    tells a story with a turn',
    ' 2  Title a',
    '    0:10 to 0:52, 0:42 long, score 80',
    '    tells a story with a turn',
  ]);
});
