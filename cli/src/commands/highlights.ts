import { basename } from 'node:path';
import { DEFAULT_OPTIONS, UserError } from '@reels/contracts';
import { selectHighlights } from '@reels/editing/highlights';
import { parseTranscript } from '@reels/editing/transcript';
import type { Run } from '../arguments/command.js';
import { EXIT } from '../failure.js';
import { readTextFile } from '../job/episode.js';
import { readLengths, readPart } from '../job/projectOptions.js';

/** A transcript in, its highlights out, as JSON; without the stack. */
export const run: Run = async ({ args, terminal: { out } }) => {
  const [path = ''] = args.words;
  const { reels, minMs, maxMs } = { ...DEFAULT_OPTIONS, ...readLengths(args) };
  const part = readPart(args);
  const transcript = parseTranscript(basename(path), await readTextFile(path));
  const language = args.language('language') ?? transcript.language;
  const highlights = selectHighlights({ ...transcript, language }, { reels, minMs, maxMs, part });
  if (highlights.length === 0) throw new UserError('NO_HIGHLIGHTS');
  out.write(
    `${JSON.stringify({ highlights: highlights.map(({ startMs, endMs, score, reasons, title, boundaries }) => ({ startMs, endMs, score, reasons, title, boundaries })) }, null, 2)}\n`,
  );
  return EXIT.ok;
};
