import { formatDuration } from '../arguments/duration.js';
import type { Paint } from './terminal.js';
import { cell, fit, printable, textWidth } from './text.js';

/** One line of the live picture: a thing that is being done, and how far it is. */
export interface Row {
  label: string;
  state: 'pending' | 'active' | 'waiting' | 'done' | 'failed' | 'cancelled';
  /** 0..100; null where nothing can be measured. */
  percent: number | null;
  detail: string;
  /** Milliseconds of the epoch. */
  startedAt: number | null;
  endedAt: number | null;
}

export const newRow = (label: string): Row => ({
  label,
  state: 'pending',
  percent: null,
  detail: '',
  startedAt: null,
  endedAt: null,
});

const MARKS: Record<Row['state'], readonly [mark: string, paint: keyof Paint]> = {
  pending: ['·', 'dim'],
  active: ['▸', 'accent'],
  waiting: ['‖', 'warn'],
  done: ['✓', 'good'],
  failed: ['✗', 'bad'],
  cancelled: ['■', 'warn'],
};
const LABEL_COLUMNS = 12;
const PERCENT_COLUMNS = 6;
const CLOCK_COLUMNS = 7;
/** Below this a detail is only a stump. */
const DETAIL_COLUMNS = 8;

/** How long the bar is on a screen: shorter on a narrow one, and none where the words alone fill it. */
function barColumns(columns: number): number {
  if (columns >= 90) return 28;
  if (columns >= 64) return 18;
  return columns >= 46 ? 8 : 0;
}

/** One row in at most `columns` columns, never wrapping. `now` is in milliseconds of the epoch. */
export function renderRow(row: Row, columns: number, now: number, paint: Paint): string {
  const [mark, tone] = MARKS[row.state];
  const bar = barColumns(columns);
  const clock = row.startedAt === null ? '' : formatDuration(Math.max(0, (row.endedAt ?? now) - row.startedAt));
  const percent = row.percent === null || row.state === 'pending' ? '' : `${Math.floor(row.percent)} %`;
  const label = cell(row.label, Math.min(LABEL_COLUMNS, Math.max(1, columns - 2)));
  const figures = cell(percent, PERCENT_COLUMNS, 'right') + cell(clock, CLOCK_COLUMNS, 'right');
  const head = 2 + textWidth(label) + (bar ? bar + 1 : 0);
  const left = columns - head - textWidth(figures);
  if (left < 0) return `${paint[tone](mark)} ${fit(`${row.label} ${percent}`, Math.max(1, columns - 2))}`;
  const detail = left - 2 >= DETAIL_COLUMNS && row.detail !== '' ? `  ${fit(printable(row.detail), left - 2)}` : '';
  const shown = row.state === 'pending' ? paint.dim(label) : label;
  return `${paint[tone](mark)} ${shown}${bar ? ` ${renderBar(row, bar, paint)}` : ''}${figures}${detail && paint.dim(detail)}`.trimEnd();
}

function renderBar({ state, percent }: Row, columns: number, paint: Paint): string {
  if (state === 'pending') return ' '.repeat(columns);
  const filled = Math.round((columns * Math.min(100, Math.max(0, percent ?? 0))) / 100);
  const tone = state === 'active' ? 'accent' : MARKS[state][1];
  return paint[tone]('█'.repeat(filled)) + paint.dim('░'.repeat(columns - filled));
}
