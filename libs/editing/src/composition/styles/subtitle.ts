import type { PlacedPhrase, PlacedWord } from '../../captions/index.js';
import { alpha, animate, clip, colour, roundedRect } from '../ass.js';
import { BLACK, contrast, dimmest, INK, LARGE_CONTRAST, PAPER, WHITE } from '../colour.js';
import { arrival, drawShape, fading, LAYERS, lighting, textOrigin } from '../scene.js';
import type { Scene } from '../scene.js';
import { readableOn } from '../tone.js';

const LEAST_OPACITY = 0.5;
/** In shares of the font size; the line below a word hangs from its baseline. */
const BAR = { padX: 0.42, radius: 0.2 };
const UNDERLINE = { below: 0.16, thickness: 0.075, over: 0.02 };
const DRAW_MS = 140;
const LEAVE_MS = 100;

/** Subtitle: quiet lines on a bar, as on television; a stroke runs under the word being said. */
export function drawSubtitle(scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  const { document, direction, durationMs, part, look, palette, tone } = scene;
  // Black on a picture, else the opposite of the ground; but never one on which the stroke would be lost.
  const usual = overPicture ? BLACK : tone.text;
  const bar = look.highlight && contrast(look.highlight, usual) < LARGE_CONTRAST ? (usual === WHITE ? INK : WHITE) : usual;
  const said = look.colour ? readableOn(bar, look.colour) : bar === WHITE ? INK : bar === BLACK ? WHITE : PAPER;
  const stroke = look.highlight ?? (bar === WHITE ? palette.box : palette.accent);
  const dim = dimmest(said, [bar], LEAST_OPACITY);
  for (const phrase of phrases) {
    for (const line of phrase.lines) {
      const { size } = phrase.words[0] as PlacedWord;
      // Bars of two lines meet.
      const shape = roundedRect({ x: line.x - BAR.padX * size, width: line.width + 2 * BAR.padX * size, y: line.y - 0.5, height: line.height + 1 }, BAR.radius * size);
      drawShape(scene, shape, { hex: bar, layer: LAYERS.plate, tags: fading(phrase, durationMs) }, phrase.startMs, phrase.endMs);
    }
    for (const word of phrase.words) {
      drawStroke(scene, phrase, word, stroke);
      document.add({
        layer: LAYERS.text,
        startMs: phrase.startMs,
        endMs: phrase.endMs,
        part,
        tags: `${arrival(textOrigin(word), phrase, durationMs)}\\1c${colour(said)}\\1a${alpha(dim)}${lighting(phrase.startMs, word, '\\1a&H00&', '\\1a&H00&')}`,
        body: document.text(word.set, word.size, direction),
      });
    }
  }
}

/** Drawn in the direction of reading, gone when the next word is said. */
function drawStroke(scene: Scene, phrase: PlacedPhrase, word: PlacedWord, hex: string): void {
  const { x, width, baseline, size } = word;
  const rect = { x: x - UNDERLINE.over * size, width: width + 2 * UNDERLINE.over * size, y: baseline + UNDERLINE.below * size, height: UNDERLINE.thickness * size };
  const startMs = Math.max(phrase.startMs, word.startMs - 30);
  const endMs = Math.min(phrase.endMs, word.endMs + LEAVE_MS);
  const whole = { ...rect, y: rect.y - 2, height: rect.height + 4 };
  const none = { ...whole, x: scene.direction === 'rtl' ? whole.x + whole.width : whole.x, width: 0 };
  const drawn = Math.min(DRAW_MS, (word.endMs - word.startMs) * 0.6);
  const tags = `\\fad(0,${LEAVE_MS})${clip(none)}${animate(startMs, startMs, startMs + drawn, clip(whole), 0.6)}`;
  drawShape(scene, roundedRect(rect, rect.height / 2), { hex, layer: LAYERS.mark, tags }, startMs, endMs);
}
