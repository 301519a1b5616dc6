import { expect, test } from '@jest/globals';
import { renderTable } from './table.js';
import type { Column } from './table.js';
import { textWidth } from './text.js';

const COLUMNS: Column[] = [
  { title: 'Id' },
  { title: 'Length', align: 'right' },
  { title: 'Title', flexible: true },
  { title: 'Why', flexible: true },
];
const ROWS = [
  ['1', '0:42', 'The radio that sang', 'a story with a turn; ends on a line that can be quoted'],
  ['2', '1:02:03', '歌うラジオ', 'a number'],
];

test('columns are as wide as what they hold', () => {
  expect(renderTable(COLUMNS, ROWS, 120)).toEqual([
    'Id   Length  Title                Why',
    '1      0:42  The radio that sang  a story with a turn; ends on a line that can be quoted',
    '2   1:02:03  歌うラジオ           a number',
  ]);
});

test('on a narrow screen the flexible columns share what is left', () => {
  const lines = renderTable(COLUMNS, ROWS, 50);
  expect(lines[1]).toBe('1      0:42  The radio that s…  a story with a tu…');
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(50);
});
