import { cell, textWidth } from './text.js';

export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** A column that gives way: it shares what the others leave, and is cut with an ellipsis. */
  flexible?: boolean;
}

/** A flexible column narrower than this tells nothing: then the table is wider than the screen instead. */
const NARROWEST = 8;

/** A table in lines of at most `width` columns, its heading first. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  const widths = columnWidths(columns, rows, width);
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => cell(cells[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}

function columnWidths(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const natural = columns.map(({ title }, index) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[index] ?? ''))),
  );
  const flexible = columns.flatMap((column, index) => (column.flexible ? [index] : []));
  const stiff = natural.reduce((sum, each, index) => sum + (flexible.includes(index) ? 0 : each), 2 * (columns.length - 1));
  let left = width - stiff;
  // The narrowest first: what it does not need goes to the others.
  const byNeed = [...flexible].sort((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0));
  byNeed.forEach((index, position) => {
    const share = Math.floor(left / (byNeed.length - position));
    natural[index] = Math.min(natural[index] ?? 0, Math.max(share, NARROWEST));
    left -= natural[index] ?? 0;
  });
  return natural;
}
