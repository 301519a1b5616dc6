import type { PlacedPhrase, PlacedWord } from '../../captions/index.js';
import { alpha, animate, clip, colour, number, roundedRect } from '../ass.js';
import { dimmest, INK, PAPER } from '../colour.js';
import { arrival, drawShape, fading, LAYERS, lighting, textOrigin } from '../scene.js';
import type { Scene } from '../scene.js';
import { readableOn, rescueFrom } from '../tone.js';

const LEAST_OPACITY = 0.4;
const STROKE_MS = 160;
const LIFT_MS = 120;
/** The stroke in shares of the font size: from above the baseline to below it, and how far it runs over the word's ends. */
const STROKE = { above: 0.3, below: 0.08, over: 0.05, slant: 0.05 };
const SLIP = { padX: 30, padY: 6, radius: 6 };

/** Paper: dark serif on warm stock, a marker runs under the word being said; over a picture on slips of the same stock. */
export function drawPaper(scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  const { document, direction, durationMs, part, look, tone } = scene;
  const grounds = overPicture ? [PAPER] : tone.grounds;
  const marker = look.highlight ?? (overPicture ? scene.palette.marker : tone.marker);
  const said = look.colour ?? (overPicture ? INK : tone.text);
  const lit = readableOn(marker, said);
  const dim = dimmest(said, grounds, LEAST_OPACITY);
  const kept = rescueFrom(grounds, [said]);
  const turn = lit === said ? ['', ''] : [`\\1c${colour(lit)}`, `\\1c${colour(said)}`];
  for (const phrase of phrases) {
    if (overPicture) for (const line of phrase.lines) drawSlip(scene, phrase, line);
    for (const word of phrase.words) {
      drawStroke(scene, phrase, word, marker);
      document.add({
        layer: LAYERS.text,
        startMs: phrase.startMs,
        endMs: phrase.endMs,
        part,
        tags: `${arrival(textOrigin(word), phrase, durationMs)}\\1c${colour(said)}${kept.begin(word.size, said)}\\1a${alpha(dim)}${lighting(phrase.startMs, word, `\\1a&H00&${turn[0]}`, `\\1a&H00&${turn[1]}`)}`,
        body: document.text(word.set, word.size, direction),
      });
    }
  }
}

function drawSlip(scene: Scene, phrase: PlacedPhrase, { x, y, width, height }: PlacedPhrase['lines'][number]): void {
  const slip = { x: x - SLIP.padX, y: y - SLIP.padY, width: width + 2 * SLIP.padX, height: height + 2 * SLIP.padY };
  drawShape(scene, roundedRect(slip, SLIP.radius), { hex: PAPER, layer: LAYERS.plate, tags: fading(phrase, scene.durationMs) }, phrase.startMs, phrase.endMs);
}

/** A stroke of the marker, drawn in the direction of reading and lifted when the word is over. */
function drawStroke(scene: Scene, phrase: PlacedPhrase, word: PlacedWord, marker: string): void {
  const over = STROKE.over * word.size;
  const slant = STROKE.slant * word.size;
  const [left, right] = [word.x - over, word.x + word.width + over];
  const [top, bottom] = [word.baseline - STROKE.above * word.size, word.baseline + STROKE.below * word.size];
  const commands = `m ${number(left + slant)} ${number(top)} l ${number(right)} ${number(top - slant / 3)} ${number(right - slant)} ${number(bottom)} ${number(left)} ${number(bottom + slant / 3)}`;
  const startMs = Math.max(phrase.startMs, word.startMs - 30);
  const endMs = Math.min(phrase.endMs, word.endMs + LIFT_MS);
  const whole = { x: left, y: top - slant, width: right - left, height: bottom - top + 2 * slant };
  const begun = { ...whole, x: scene.direction === 'rtl' ? right : left, width: 0 };
  const drawn = Math.min(STROKE_MS, (word.endMs - word.startMs) * 0.6);
  drawShape(
    scene,
    commands,
    { hex: marker, layer: LAYERS.mark, tags: `\\fad(0,${LIFT_MS})${clip(begun)}${animate(startMs, startMs, startMs + drawn, clip(whole), 0.7)}` },
    startMs,
    endMs,
  );
}
