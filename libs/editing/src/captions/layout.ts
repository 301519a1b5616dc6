import type { FontBook, Rect } from '@reels/contracts';
import { visualOrder } from './bidi.js';
import type { Direction } from './bidi.js';
import { captionWords } from './captionWords.js';
import type { CaptionWord } from './captionWords.js';
import { breakCost } from './grammar.js';
import type { MeasuredWord } from './lines.js';
import { cutPhrases, SHORTEST_PHRASE_MS } from './phrases.js';
import type { CaptionRules } from './styles.js';
import { cells, createTypesetter, splitGraphemes } from './typeset.js';
import type { Face, SetText, Typesetter } from './typeset.js';
import type { Sentence } from '@reels/contracts';

/** Where captions may stand. */
export interface CaptionZone extends Rect {
  /** `start`: left, or right where the text runs from there. */
  align: 'start' | 'centre';
  anchor: 'top' | 'middle' | 'bottom';
}

/** A word at its place. Lengths are pixels of the frame, times are on the reel's clock. */
export interface PlacedWord {
  text: string;
  set: SetText;
  /** Pixels of one em here. */
  size: number;
  x: number;
  baseline: number;
  width: number;
  /** Of its line, as high as the line is. */
  top: number;
  height: number;
  line: number;
  /** Whether white space stands to its left and right, or the line ends there. */
  free: { left: boolean; right: boolean };
  /** When it is lit. */
  startMs: number;
  endMs: number;
}

/** A phrase at its place, while it is seen. */
export interface PlacedPhrase {
  startMs: number;
  endMs: number;
  /** Whether the next phrase takes its place at once. */
  followed: boolean;
  words: PlacedWord[];
  box: Rect;
  /** Full lines, left to right, top to bottom. */
  lines: Rect[];
  speaker: string | null;
}

/** A phrase is there so long before its first word, to be seen in time. */
const LEAD_MS = 120;
/** A phrase waits so long for the next before it leaves. */
const HOLD_MS = 700;
/** At a reel's edges the words stand from the first frame to the last, if they are said about then. */
const EDGE_MS = 1_500;
/** A word stays lit this long into the pause after it. */
const AFTERGLOW_MS = 180;
/** A word too wide for the column is shrunk down to this, then broken. */
const SMALLEST_SCALE = 0.72;
/** Longer than any word of any language; a longer one is somebody's joke. */
const MOST_LETTERS = 80;

const HYPHENATED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u;
const UNHEARD = /^["'“”‘’„«»([]+|["'“”‘’«»)\].,;:…،、。؛]+$/gu;

/** Cuts the sentences into phrases, sets them by the style's rules and places them in the zone. Nothing leaves the zone. */
export function layOutCaptions(
  { sentences, language, durationMs, direction }: { sentences: readonly Sentence[]; language: string; durationMs: number; direction: Direction },
  rules: CaptionRules,
  zone: CaptionZone,
  fonts: FontBook,
): PlacedPhrase[] {
  const typeset = createTypesetter(fonts, rules.faces(language));
  const measure = (word: CaptionWord, at: number, all: readonly CaptionWord[]): MeasuredWord => {
    const next = all[at + 1];
    return { ...word, width: typeset(word.text).width * rules.size, cells: cells(word.text), breakAfter: next ? breakCost(word, next, language) : 0 };
  };
  const words = captionWords(sentences)
    .map((word) => ({ ...word, text: shown(word.text, rules, language) }))
    .filter(({ text }) => text)
    .flatMap((word) => breakLongWord(word, (text) => typeset(text).width * rules.size, zone.width / SMALLEST_SCALE))
    .map(measure);
  const space = rules.size * (rules.space ?? ownSpace(words.map(({ text }) => typeset(text)), fonts));
  const phrases = cutPhrases(words, { ...rules, column: zone.width, space });
  return phrases.map(({ lines }, index) => {
    const seen = seenTimes(lines, phrases[index - 1]?.lines, phrases[index + 1]?.lines, durationMs);
    return { ...placePhrase(lines, { ...rules, space }, zone, direction, typeset, seen.endMs), ...seen };
  });
}

/** The space of the font that draws most of the letters, in style sizes. */
function ownSpace(sets: readonly SetText[], fonts: FontBook): number {
  const letters = new Map<Face, number>();
  for (const { runs } of sets) for (const { face, text } of runs) letters.set(face, (letters.get(face) ?? 0) + text.length);
  const [most] = [...letters].sort(([, a], [, b]) => b - a);
  return most ? fonts.width(most[0].font, ' ') * most[0].scale + most[0].tracking : 0;
}

/** When a phrase is on the screen, from the phrases around it. */
function seenTimes(lines: MeasuredWord[][], before: MeasuredWord[][] | undefined, after: MeasuredWord[][] | undefined, durationMs: number): Pick<PlacedPhrase, 'startMs' | 'endMs' | 'followed'> {
  const start = edgeOf(lines, 0).startMs;
  const end = edgeOf(lines, -1).endMs;
  const appear = (at: number, previousEnd: number): number => Math.max(at - LEAD_MS, Math.min(previousEnd, at), 0);
  const startMs = before ? appear(start, edgeOf(before, -1).endMs) : start <= EDGE_MS ? 0 : start - LEAD_MS;
  if (!after) return { startMs, endMs: durationMs - end <= EDGE_MS ? durationMs : Math.min(durationMs, end + HOLD_MS), followed: false };
  const nextStart = appear(edgeOf(after, 0).startMs, end);
  const followed = nextStart - end <= HOLD_MS;
  return { startMs, endMs: followed ? nextStart : Math.max(end + HOLD_MS / 2, startMs + SHORTEST_PHRASE_MS), followed };
}

/** @param rules their space in pixels */
function placePhrase(lines: MeasuredWord[][], rules: CaptionRules & { space: number }, zone: CaptionZone, direction: Direction, typeset: Typesetter, endMs: number): Pick<PlacedPhrase, 'words' | 'box' | 'lines' | 'speaker'> {
  const arranged = lines.map((line) => arrange(line, direction, rules.space));
  const fullHeights = lines.map((line) => rules.size * Math.max(...line.map(({ text }) => typeset(text).lineHeight)));
  const growths = arranged.map(({ width }) => Math.max(1, Math.min(rules.growth, (rules.fill * zone.width) / width)));
  const grown = fullHeights.map((height, line) => height * (growths[line] as number));
  const shrink = Math.min(1, zone.width / Math.max(...arranged.map(({ width }) => width)), zone.height / sum(grown));
  const heights = grown.map((height) => height * shrink);
  const room = zone.height - sum(heights);
  const top = zone.y + (zone.anchor === 'top' ? 0 : zone.anchor === 'middle' ? room / 2 : room);
  const spoken = lines.flat();
  const placed = new Map<MeasuredWord, PlacedWord>();
  const boxes = arranged.map(({ width, places }, line): Rect => {
    const scale = shrink * (growths[line] as number);
    const left = zone.width - width * scale;
    const height = heights[line] as number;
    const box = { x: zone.x + (zone.align === 'centre' ? left / 2 : direction === 'rtl' ? left : 0), y: top + sum(heights.slice(0, line)), width: width * scale, height };
    for (const { word, x, free } of places) {
      placed.set(word, {
        text: word.text,
        set: typeset(word.text),
        size: rules.size * scale,
        x: box.x + x * scale,
        baseline: box.y + height / 2 + (CAP_HEIGHT / 2) * rules.size * scale,
        width: word.width * scale,
        top: box.y,
        height,
        line,
        free,
        startMs: word.startMs,
        endMs: litUntil(word, spoken[spoken.indexOf(word) + 1], endMs),
      });
    }
    return box;
  });
  const x = Math.min(...boxes.map((box) => box.x));
  return {
    words: spoken.map((word) => placed.get(word) as PlacedWord),
    lines: boxes,
    box: { x, y: top, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: sum(heights) },
    speaker: spoken[0]?.speaker ?? null,
  };
}

/** A line from left to right at full size: where each word begins, and whether white space stands beside it. */
function arrange(line: readonly MeasuredWord[], direction: Direction, space: number): { width: number; places: { word: MeasuredWord; x: number; free: PlacedWord['free'] }[] } {
  const order = visualOrder(line.map(({ text }) => text), direction);
  // The space between two neighbours belongs to the one that is read later.
  const spacedAt = order.map((at, place) => place === 0 || (line[Math.max(at, order[place - 1] ?? 0)]?.spaced ?? true));
  let x = 0;
  const places = order.map((at, place) => {
    const word = line[at] as MeasuredWord;
    const free = { left: spacedAt[place] ?? true, right: spacedAt[place + 1] ?? true };
    if (place > 0 && free.left) x += space;
    const begins = x;
    x += word.width;
    return { word, x: begins, free };
  });
  return { width: x, places };
}

/** Of a capital in a typical face, in ems: letters stand in the middle of their line by it. */
const CAP_HEIGHT = 0.7;

/** A word is lit until the next one is said, or a moment into the pause. */
const litUntil = (word: MeasuredWord, next: MeasuredWord | undefined, phraseEndMs: number): number =>
  Math.max(word.startMs, Math.min(next?.startMs ?? phraseEndMs, word.endMs + AFTERGLOW_MS, phraseEndMs));

/** A word as the style shows it. */
function shown(text: string, { bare, upperCase }: CaptionRules, language: string): string {
  const kept = bare ? text.replace(UNHEARD, '') : text;
  if (!upperCase) return kept;
  try {
    return kept.toLocaleUpperCase(language);
  } catch {
    return kept.toUpperCase(); // not a language tag
  }
}

/** Cuts a word that no shrinking fits into pieces that do, each with its share of the time. */
function breakLongWord(word: CaptionWord, widthOf: (text: string) => number, widest: number): CaptionWord[] {
  const letters = splitGraphemes(word.text).slice(0, MOST_LETTERS);
  const whole = letters.join('');
  const count = Math.ceil(widthOf(whole) / widest);
  if (count <= 1) return [{ ...word, text: whole }];
  const share = Math.ceil(letters.length / Math.min(letters.length, count + 1));
  const pieces = Array.from({ length: Math.ceil(letters.length / share) }, (_, index) => letters.slice(index * share, (index + 1) * share).join(''));
  const timeAt = (index: number): number => Math.round(word.startMs + ((word.endMs - word.startMs) * index) / pieces.length);
  return pieces.map((piece, index) => {
    const isLast = index === pieces.length - 1;
    const text = !isLast && HYPHENATED.test(piece) ? `${piece}-` : piece;
    return { ...word, text, said: text, startMs: timeAt(index), endMs: timeAt(index + 1), spaced: index === 0 && word.spaced, endsSentence: isLast && word.endsSentence };
  });
}

function edgeOf(lines: MeasuredWord[][], at: 0 | -1): MeasuredWord {
  const word = lines.flat().at(at);
  if (!word) throw new Error('A phrase has a word');
  return word;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
