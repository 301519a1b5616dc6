import { loadEnvFile, processEnvironment } from '@reels/platform';
import { doctor } from '@reels/stack';
import type { DoctorLine } from '@reels/stack';
import type { Run } from '../arguments/command.js';
import { EXIT } from '../failure.js';
import type { Paint } from '../terminal/terminal.js';
import { printable } from '../terminal/text.js';

const MARKS: Record<DoctorLine['state'], readonly [mark: string, paint: keyof Paint]> = {
  ok: ['✓', 'good'],
  caution: ['!', 'warn'],
  missing: ['·', 'dim'],
  wrong: ['✗', 'bad'],
};

/** Looks at each part that is needed and says how to mend what is wrong. Changes nothing. */
export const run: Run = async ({ args, terminal: { out } }) => {
  loadEnvFile();
  const json = args.flag('json');
  const lines: DoctorLine[] = [];
  for await (const line of doctor({ env: processEnvironment })) {
    lines.push(line);
    out.write(json ? `${JSON.stringify(line)}\n` : `${renderDoctorLine(line, out.paint)}\n`);
  }
  if (!json) out.write(`\n${verdict(lines)}\n`);
  return lines.some(({ state }) => state === 'wrong') ? EXIT.failed : EXIT.ok;
};

const WHAT_COLUMNS = 16;

export function renderDoctorLine({ state, what, found, mend }: DoctorLine, paint: Paint): string {
  const [mark, tone] = MARKS[state];
  const line = `${paint[tone](mark)} ${what.padEnd(WHAT_COLUMNS)}  ${printable(found)}`;
  return mend ? `${line}\n${' '.repeat(WHAT_COLUMNS + 4)}${printable(mend)}` : line;
}

function verdict(lines: readonly DoctorLine[]): string {
  const wrong = lines.filter(({ state }) => state === 'wrong').map(({ what }) => what);
  const missing = lines.filter(({ state }) => state === 'missing').map(({ what }) => what);
  if (wrong.length > 0) return `To be mended first: ${wrong.join(', ')}.`;
  return missing.length > 0 ? `All is well; fetched when they are first needed: ${missing.join(', ')}.` : 'All is well.';
}
