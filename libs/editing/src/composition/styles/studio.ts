import type { PlacedPhrase } from '../../captions/index.js';
import { alpha, colour, roundedRect } from '../ass.js';
import { dimmest, WHITE } from '../colour.js';
import { arrival, drawShape, fading, LAYERS, lighting, textOrigin } from '../scene.js';
import type { Scene } from '../scene.js';
import { rescue } from '../tone.js';

const LEAST_OPACITY = 0.38;
const PLATE = { padX: 34, padY: 18, radius: 30, opacity: 0.86 };

/** Studio: said words bright, the word being said in the accent, words to come dim; over a picture on a dark plate. */
export function drawStudio(scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  const { palette, tone, look, document, direction, durationMs, part } = scene;
  const grounds = overPicture ? [palette.ground] : tone.grounds;
  const said = look.colour ?? (overPicture ? WHITE : tone.text);
  const lit = look.highlight ?? (overPicture ? palette.accent : tone.accent);
  const dim = dimmest(said, grounds, LEAST_OPACITY);
  const first = said === WHITE ? '' : `\\1c${colour(said)}`;
  for (const phrase of phrases) {
    if (overPicture) {
      const { x, y, width, height } = phrase.box;
      const plate = { x: x - PLATE.padX, y: y - PLATE.padY, width: width + 2 * PLATE.padX, height: height + 2 * PLATE.padY };
      drawShape(scene, roundedRect(plate, PLATE.radius), { hex: palette.ground, opacity: PLATE.opacity, layer: LAYERS.plate, tags: fading(phrase, durationMs) }, phrase.startMs, phrase.endMs);
    }
    for (const word of phrase.words) {
      document.add({
        layer: LAYERS.text,
        startMs: phrase.startMs,
        endMs: phrase.endMs,
        part,
        tags: `${arrival(textOrigin(word), phrase, durationMs)}${first}${rescue([said, lit], grounds, word.size)}\\1a${alpha(dim)}${lighting(phrase.startMs, word, `\\1a&H00&\\1c${colour(lit)}`, `\\1c${colour(said)}`)}`,
        body: document.text(word.set, word.size, direction),
      });
    }
  }
}
