import type { Cue } from './cue.js';
import { isTimingLine, parseTimingLine } from './cue.js';
import { parseCueText } from './cueText.js';
import { isLanguageCode } from './language.js';

export interface WebVtt {
  /** From a "Language:" line of the head; null without one. */
  language: string | null;
  cues: Cue[];
}

/**
 * Reads WebVTT (https://www.w3.org/TR/webvtt1/): the head, NOTE, STYLE and REGION blocks and cue settings are passed over.
 * @throws UserError BAD_TRANSCRIPT for times that cannot be read
 */
export function parseWebVtt(content: string): WebVtt {
  const lines = content.split(/\r\n?|\n/);
  const cues: Cue[] = [];
  let language: string | null = null;
  let index = 1;
  for (; index < lines.length && !isTimingLine(lines[index] ?? ''); index += 1) {
    if (!lines[index]?.trim()) break;
    const stated = /^Language:(.*)$/.exec(lines[index] ?? '')?.[1]?.trim();
    if (isLanguageCode(stated)) language = stated;
  }
  const texts: string[][] = [];
  while (index < lines.length) {
    const line = lines[index] ?? '';
    if (/^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(line)) {
      while (index < lines.length && lines[index]?.trim()) index += 1;
    } else if (isTimingLine(line)) {
      const begin = index + 1;
      for (index = begin; index < lines.length && lines[index] !== '' && !isTimingLine(lines[index] ?? ''); ) index += 1;
      // A line of spaces belongs to the text (YouTube writes such); before the next cue's name it only looks empty.
      const nameOfNext = isTimingLine(lines[index] ?? '') && index - begin >= 2 && !lines[index - 2]?.trim();
      texts.push(lines.slice(begin, nameOfNext ? index - 1 : index));
      cues.push({ line: begin, ...parseTimingLine(line, begin), parts: [] });
    } else index += 1;
  }
  const unrolled = unroll(texts);
  return { language, cues: cues.map((cue, n) => ({ ...cue, parts: parseCueText(unrolled[n] ?? []) })) };
}

/**
 * Live captions roll: each cue shows the last line of the one before it once more. Where at least a third of
 * the cues do so, those repeated lines are taken out.
 */
function unroll(texts: string[][]): string[][] {
  const shown = texts.map((lines) => lines.map((line) => line.replace(/<[^<>]*>/g, '').trim()));
  const lastLine = (n: number): string => shown[n]?.findLast((line) => line !== '') ?? '';
  const repeats = texts.map((lines, n) => {
    const first = shown[n]?.findIndex((line) => line !== '') ?? -1;
    return n > 0 && lines.length > 1 && first !== -1 && shown[n]?.[first] === lastLine(n - 1) ? first + 1 : 0;
  });
  if (repeats.filter((count) => count > 0).length * 3 < texts.length) return texts;
  return texts.map((lines, n) => lines.slice(repeats[n]));
}
