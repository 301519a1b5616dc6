import type { PlacedPhrase } from '../../captions/index.js';
import { alpha, colour, roundedRect } from '../ass.js';
import { dimmest, WHITE } from '../colour.js';
import { arrival, drawShape, fading, LAYERS, lighting, textOrigin } from '../scene.js';
import type { Scene } from '../scene.js';

const LEAST_OPACITY = 0.38;
const PLATE = { padX: 34, padY: 18, radius: 30, opacity: 0.86 };

/** Studio: said words bright, the word being said in the accent, words to come dim; over a picture on a dark plate. */
export function drawStudio(scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  const { palette, document, direction, durationMs, part } = scene;
  const dim = dimmest(WHITE, overPicture ? [palette.ground] : [palette.ground, palette.glows[0]], LEAST_OPACITY);
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
        tags: `${arrival(textOrigin(word), phrase, durationMs)}\\1a${alpha(dim)}${lighting(phrase.startMs, word, `\\1a&H00&\\1c${colour(palette.accent)}`, `\\1c${colour(WHITE)}`)}`,
        body: document.text(word.set, word.size, direction),
      });
    }
  }
}
