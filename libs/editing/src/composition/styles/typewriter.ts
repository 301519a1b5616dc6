import type { FontBook, Rect } from '@reels/contracts';
import { NO_BREAK_SPACE, splitGraphemes } from '../../captions/index.js';
import type { PlacedPhrase, PlacedWord } from '../../captions/index.js';
import { animate, centiseconds, clip, colour, number, roundedRect } from '../ass.js';
import { WHITE } from '../colour.js';
import { drawPlate, drawShape, LAYERS, textOrigin } from '../scene.js';
import type { Scene } from '../scene.js';
import { rescueFrom } from '../tone.js';

/** A fast typist's pace; a word said faster is typed faster. */
const LETTER_MS = 55;
/** In shares of the font size: the block beside the last letter, from above the baseline to below it. */
const CURSOR = { gap: 0.1, width: 0.5, above: 0.76, below: 0.16, radius: 0.06 };
const BLINK_MS = 420;
const SETTLE_MS = 160;

/** Typewriter: letters are typed as they are said, the word at hand in the accent, a block cursor behind them. */
export function drawTypewriter(scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  const { document, direction, fonts, part, look, tone, palette } = scene;
  const said = look.colour ?? (overPicture ? WHITE : tone.text);
  const lit = look.highlight ?? (overPicture ? palette.accent : tone.accent);
  const grounds = overPicture ? [palette.ground] : tone.grounds;
  const kept = rescueFrom(grounds, [said, lit]);
  for (const phrase of phrases) {
    if (overPicture) drawPlate(scene, phrase);
    for (const word of phrase.words) {
      const at = textOrigin(word);
      const keys = keystrokes(word, fonts);
      const startMs = Math.max(phrase.startMs, word.startMs);
      const typed = keys.map(({ ms, share }, index) => (index === 0 ? clip(upTo(word, share, direction)) : animate(startMs, ms - 1, ms, clip(upTo(word, share, direction))))).join('');
      document.add({
        layer: LAYERS.text,
        startMs,
        endMs: phrase.endMs,
        part,
        tags: `\\pos(${number(at.x)},${number(at.y)})\\1c${colour(lit)}${kept.begin(word.size, lit)}${typed}${animate(startMs, word.endMs, word.endMs + SETTLE_MS, `\\1c${colour(said)}${kept.turn(said)}`)}`,
        body: document.text(word.set, word.size, direction),
      });
    }
    drawCursor(scene, phrase, lit);
  }
}

/** When each letter is typed, and which share of the word's width is then seen. In hundredths, as events begin: the cursor is where the letters are. */
function keystrokes({ set, startMs, endMs }: PlacedWord, fonts: FontBook): { ms: number; share: number }[] {
  const ends = letterEnds(set, fonts);
  const pace = Math.min(LETTER_MS, (endMs - startMs) / ends.length);
  const width = ends.at(-1) ?? 0;
  return ends.map((end, index) => ({ ms: centiseconds(startMs + index * pace) * 10, share: width > 0 ? Math.min(1, end / width) : (index + 1) / ends.length }));
}

/** How far a word reaches with each of its letters: few fonts have letters that are all alike. */
function letterEnds({ runs }: PlacedWord['set'], fonts: FontBook): number[] {
  let begin = 0;
  return runs.flatMap(({ text, face }) => {
    const letters = splitGraphemes(text.replaceAll(NO_BREAK_SPACE, ''));
    const ends = letters.map((_, index) => begin + fonts.width(face.font, letters.slice(0, index + 1).join('')) * face.scale + (index + 1) * face.tracking);
    begin = ends.at(-1) ?? begin;
    return ends;
  });
}

/** The part of a word that has been typed. */
function upTo({ x, width, top, height, size }: PlacedWord, share: number, direction: Scene['direction']): Rect {
  const seen = share === 1 ? width + CURSOR.gap * size : width * share;
  return { x: direction === 'rtl' ? x + width - seen : x - 0.04 * size, y: top - 0.3 * size, width: seen + 0.04 * size, height: height + 0.6 * size };
}

/** The cursor stands behind the last letter typed; it blinks while nothing is typed. */
function drawCursor(scene: Scene, phrase: PlacedPhrase, hex: string): void {
  const { direction, fonts } = scene;
  const stops = phrase.words.flatMap((word) => keystrokes(word, fonts).map(({ ms, share }) => ({ word, ms: Math.max(ms, phrase.startMs), share })));
  const [first] = stops;
  if (first && first.ms > phrase.startMs) draw(first.word, 0, phrase.startMs, first.ms);
  stops.forEach(({ word, ms, share }, index) => {
    const until = stops[index + 1]?.ms ?? phrase.endMs;
    for (let at = ms; at < until; at += 2 * BLINK_MS) draw(word, share, at, Math.min(until, at + BLINK_MS));
  });

  function draw({ x, width, baseline, size }: PlacedWord, share: number, startMs: number, endMs: number): void {
    const [gap, block] = [share === 0 ? 0 : CURSOR.gap * size, CURSOR.width * size];
    const left = direction === 'rtl' ? x + width * (1 - share) - gap - block : x + width * share + gap;
    const rect = { x: left, y: baseline - CURSOR.above * size, width: block, height: (CURSOR.above + CURSOR.below) * size };
    drawShape(scene, roundedRect(rect, CURSOR.radius * size), { hex, layer: LAYERS.text }, startMs, endMs);
  }
}
