import { ERRORS, isErrorCode } from '@reels/contracts';
import { formatDuration } from '../arguments/duration.js';
import { EXIT } from '../failure.js';
import type { HighlightFragment } from '../generated/operations.js';
import { count } from '../terminal/format.js';
import { renderTable } from '../terminal/table.js';
import type { Column } from '../terminal/table.js';
import type { Paint } from '../terminal/terminal.js';
import { printable, wrap } from '../terminal/text.js';
import type { Exported } from './exportProject.js';
import { byScore } from './reelsJson.js';
import type { DeliveredReel, Reel } from './reelsJson.js';

/** Below this a table would cut names and reasons short: then each reel has lines of its own. */
const TABLE_COLUMNS = 160;

/** The finished reels for people: file, length, score, title, and why it was chosen. */
export function renderReels(reels: readonly DeliveredReel[], columns: number, paint: Paint): string[] {
  return columns < TABLE_COLUMNS
    ? reels.flatMap((reel) => renderReel(reel, columns, paint))
    : renderReelTable(reels, columns, paint);
}

function renderReelTable(reels: readonly DeliveredReel[], columns: number, paint: Paint): string[] {
  const titles: Column[] = [
    { title: 'File', flexible: true },
    { title: 'Length', align: 'right' },
    { title: 'Score', align: 'right' },
    { title: 'Title', flexible: true },
    { title: 'Why', flexible: true },
  ];
  const rows = reels.map(({ json, durationMs }) => [
    json.file,
    formatDuration(durationMs),
    String(Math.round(json.score)),
    printable(json.title),
    printable(json.reasons.join(' ')),
  ]);
  const [heading = '', ...lines] = renderTable(titles, rows, columns);
  return [paint.dim(heading), ...lines];
}

function renderReel({ json, durationMs }: DeliveredReel, columns: number, paint: Paint): string[] {
  const facts = `${formatDuration(durationMs)}, score ${Math.round(json.score)}: ${printable(json.title)}`;
  return [
    paint.bold(json.file),
    ...indented(facts, columns),
    ...indented(printable(json.reasons.join(' ')), columns).map(paint.dim),
  ];
}

const indented = (text: string, columns: number): string[] => wrap(text, Math.max(20, columns - 4)).map((line) => `    ${line}`);

/** The highlights with the numbers by which `reels approve --only` takes them. */
export function renderHighlights(highlights: readonly HighlightFragment[], columns: number, paint: Paint): string[] {
  return numberHighlights(highlights).flatMap(({ number, highlight }) => [
    `${String(number).padStart(2)}  ${paint.bold(printable(highlight.title))}${highlight.state === 'PROPOSED' ? '' : `  (${highlight.state.toLowerCase()})`}`,
    `    ${formatDuration(highlight.startMs)} to ${formatDuration(highlight.endMs)}, ${formatDuration(highlight.endMs - highlight.startMs)} long, score ${Math.round(highlight.score)}`,
    ...indented(printable(highlight.reasons.join(' ')), columns).map(paint.dim),
  ]);
}

/** Highlights with their numbers, from 1, the best first. */
export function numberHighlights<T extends { score: number; startMs: number }>(
  highlights: readonly T[],
): { number: number; highlight: T }[] {
  return [...highlights].sort(byScore).map((highlight, index) => ({ number: index + 1, highlight }));
}

/** Which checks a reel did not pass, with the figures, in a sentence. */
export function describeFailedReel({ title, checks, error }: Pick<Reel, 'title' | 'checks' | 'error'>): string {
  const failed = checks
    .filter(({ passed }) => !passed)
    .map(({ name, value, limit }) => `${name} is ${String(value)}, must be ${String(limit)}`);
  const why = failed.length > 0 ? failed.join('; ') : (error?.message ?? 'it was not finished');
  return `"${printable(title)}" was not made: ${printable(why)}`;
}

/** What an export amounts to: what to say of what is missing, and the exit code. */
export interface Verdict {
  exitCode: number;
  sentences: string[];
}

/**
 * Judges a finished project. `asked` is the number of `--reels` when it was given.
 * An episode that holds fewer highlights than a number given is exit code 3; fewer than the default is told, but not an error.
 */
export function judge({ reels, project }: Pick<Exported, 'reels' | 'project'>, asked?: number): Verdict {
  const bad = project.reels.filter(({ state }) => state !== 'READY');
  if (bad.length > 0 || reels.length === 0) {
    const codes = new Set(bad.flatMap(({ error }) => (error && isErrorCode(error.code) ? [error.code] : [])));
    return { exitCode: EXIT.failed, sentences: [...bad.map(describeFailedReel), ...[...codes].map((code) => ERRORS[code][1])] };
  }
  const found = project.highlights.length;
  const wanted = asked ?? project.options.reels;
  const chosenByHand = project.highlights.some(({ state }) => state === 'REJECTED');
  if (found >= wanted || chosenByHand) return { exitCode: EXIT.ok, sentences: [] };
  const sentence = `The episode holds only ${count(found, 'stretch', 'stretches')} fit for a reel, not ${wanted}. Lower --min or raise --max for more.`;
  return { exitCode: asked === undefined ? EXIT.ok : EXIT.fewer, sentences: [sentence] };
}
