import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newRow, renderRow } from './row.js';
import type { Row } from './row.js';
import { createPaint } from './terminal.js';
import { textWidth } from './text.js';

const plain = createPaint(false);
const active: Row = { ...newRow('Transcribe'), state: 'active', percent: 43.7, detail: 'chunk 4 of 9', startedAt: 0 };

test('an active row shows its bar, its measured percent, the time and what happens', () => {
  expect(renderRow(active, 99, 65_000, plain)).toBe('▸ Transcribe   ████████████░░░░░░░░░░░░░░░░  43 %   1:05  chunk 4 of 9');
});

test('a row that has ended shows how long it took', () => {
  expect(renderRow({ ...active, state: 'done', percent: 100, endedAt: 31_000, detail: '' }, 70, 99_000, plain)).toBe(
    '✓ Transcribe   ██████████████████ 100 %   0:31',
  );
});

test('what cannot be measured has no percent, and what has not begun no figures at all', () => {
  expect(renderRow({ ...active, percent: null, detail: '' }, 70, 5_000, plain)).toBe(
    '▸ Transcribe   ░░░░░░░░░░░░░░░░░░         0:05',
  );
  expect(renderRow(newRow('Render'), 70, 5_000, plain)).toBe('· Render');
});

test('colours change nothing but colours', () => {
  const painted = renderRow(active, 99, 65_000, createPaint(true));
  // eslint-disable-next-line no-control-regex
  expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(renderRow(active, 99, 65_000, plain));
  expect(painted).not.toBe(renderRow(active, 99, 65_000, plain));
});

test('no row is wider than the screen, however narrow that is', () => {
  const states = fc.constantFrom<Row['state']>('pending', 'active', 'waiting', 'done', 'failed', 'cancelled');
  const percents = fc.option(fc.double({ min: 0, max: 100, noNaN: true }));
  fc.assert(
    fc.property(
      states,
      percents,
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 4, max: 200 }),
      (state, percent, detail, columns) => {
        const line = renderRow({ ...active, state, percent, detail }, columns, 7_200_000, plain);
        return textWidth(line) <= columns;
      },
    ),
  );
});
