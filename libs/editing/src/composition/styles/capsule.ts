import type { Rect } from '@reels/contracts';
import type { PlacedPhrase, PlacedWord } from '../../captions/index.js';
import { alpha, colour, roundedRect } from '../ass.js';
import { WHITE } from '../colour.js';
import { arrival, drawShape, LAYERS, lighting, textOrigin } from '../scene.js';
import type { Scene } from '../scene.js';
import { outlineOf, readableOn, rescueFrom } from '../tone.js';

const TO_COME_OPACITY = 0.72;
/** In shares of the font size. */
const BOX = { padX: 0.23, tightPadX: 0.04, height: 1.3, radius: 0.3 };
/** Soft, but where the words would be lost without it. */
const OUTLINE = { em: 0.06, opacity: 0.45 };
const GLIDE_MS = 140;
/** The box sets out so long before the word. */
const GLIDE_EARLY_MS = 60;
/** A glide is drawn in steps of one frame at 30 frames a second. */
const STEP_MS = 1_000 / 30;
const GROW_FROM = 0.86;

/** Capsule: a filled box with round corners glides from word to word. */
export function drawCapsule(scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  const { document, direction, durationMs, part, look, tone, palette } = scene;
  const box = look.highlight ?? (overPicture ? palette.box : tone.box);
  const said = look.colour ?? (overPicture ? WHITE : tone.text);
  const onBox = readableOn(box, look.colour ?? tone.onBox);
  const kept = rescueFrom(overPicture ? [] : tone.grounds, [said]);
  const soft = alpha(kept.turn(said) ? 1 : OUTLINE.opacity);
  const first = said === WHITE ? '' : `\\1c${colour(said)}`;
  const turn = onBox === said ? ['', ''] : [`\\1c${colour(onBox)}`, `\\1c${colour(said)}`];
  for (const phrase of phrases) {
    drawBox(scene, phrase, box);
    for (const word of phrase.words) {
      document.add({
        layer: LAYERS.text,
        startMs: phrase.startMs,
        endMs: phrase.endMs,
        part,
        tags: `${arrival(textOrigin(word), phrase, durationMs)}\\bord${Math.round(word.size * OUTLINE.em)}\\3c${colour(outlineOf(said))}${first}\\3a${soft}\\1a${alpha(TO_COME_OPACITY)}${lighting(phrase.startMs, word, `\\1a&H00&\\3a&HFF&${turn[0]}`, `\\3a${soft}${turn[1]}`)}`,
        body: document.text(word.set, word.size, direction),
      });
    }
  }
}

/** The box of a phrase: along a line it glides with an ease, at a new line it grows out of the word. */
function drawBox(scene: Scene, phrase: PlacedPhrase, box: string): void {
  const draw = (rect: Rect, size: number, startMs: number, endMs: number): void =>
    drawShape(scene, roundedRect(rect, BOX.radius * size), { hex: box, layer: LAYERS.mark }, startMs, endMs);
  phrase.words.forEach((word, index) => {
    const before = phrase.words[index - 1];
    const target = boxOf(word);
    const from = before && before.line === word.line ? boxOf(before) : shrunk(target);
    const arrives = index === 0 ? Math.max(phrase.startMs, word.startMs - GLIDE_EARLY_MS) : word.startMs - GLIDE_EARLY_MS;
    const next = phrase.words[index + 1];
    const leaves = next ? next.startMs - GLIDE_EARLY_MS : phrase.followed ? phrase.endMs : Math.min(phrase.endMs, word.endMs + GLIDE_MS);
    const glide = Math.min(GLIDE_MS, Math.max(0, leaves - arrives) * 0.7);
    let at = Math.max(phrase.startMs, arrives);
    for (let passed = STEP_MS / 2; passed < glide; passed += STEP_MS) {
      draw(between(from, target, eased(passed / glide)), word.size, at, at + STEP_MS);
      at += STEP_MS;
    }
    draw(target, word.size, at, leaves);
  });
}

/** Where no space parts two words, the box keeps to its own. */
function boxOf({ x, top, height, width, size, free }: PlacedWord): Rect {
  const [left, right] = [free.left, free.right].map((open) => (open ? BOX.padX : BOX.tightPadX) * size) as [number, number];
  return { x: x - left, y: top + (height - BOX.height * size) / 2, width: width + left + right, height: BOX.height * size };
}

const shrunk = ({ x, y, width, height }: Rect): Rect => ({
  x: x + (width * (1 - GROW_FROM)) / 2,
  y: y + (height * (1 - GROW_FROM)) / 2,
  width: width * GROW_FROM,
  height: height * GROW_FROM,
});

const between = (from: Rect, to: Rect, share: number): Rect => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
  width: from.width + (to.width - from.width) * share,
  height: from.height + (to.height - from.height) * share,
});

/** Cubic ease-out. */
const eased = (share: number): number => 1 - (1 - Math.min(1, share)) ** 3;
