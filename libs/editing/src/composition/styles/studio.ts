import type { PlacedPhrase } from '../../captions/index.js';
import { alpha, colour } from '../ass.js';
import { dimmest, WHITE } from '../colour.js';
import { arrival, drawPlate, LAYERS, lighting, textOrigin } from '../scene.js';
import type { Scene } from '../scene.js';
import { rescueFrom } from '../tone.js';

const LEAST_OPACITY = 0.38;

/** Studio: said words bright, the word being said in the accent, words to come dim; over a picture on a dark plate. */
export function drawStudio(scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  const { palette, tone, look, document, direction, durationMs, part } = scene;
  const grounds = overPicture ? [palette.ground] : tone.grounds;
  const said = look.colour ?? (overPicture ? WHITE : tone.text);
  const lit = look.highlight ?? (overPicture ? palette.accent : tone.accent);
  const dim = dimmest(said, grounds, LEAST_OPACITY);
  const kept = rescueFrom(grounds, [said, lit]);
  const first = said === WHITE ? '' : `\\1c${colour(said)}`;
  for (const phrase of phrases) {
    if (overPicture) drawPlate(scene, phrase);
    for (const word of phrase.words) {
      document.add({
        layer: LAYERS.text,
        startMs: phrase.startMs,
        endMs: phrase.endMs,
        part,
        tags: `${arrival(textOrigin(word), phrase, durationMs)}${first}${kept.begin(word.size, said)}\\1a${alpha(dim)}${lighting(phrase.startMs, word, `\\1a&H00&\\1c${colour(lit)}${kept.turn(lit)}`, `\\1c${colour(said)}${kept.turn(said)}`)}`,
        body: document.text(word.set, word.size, direction),
      });
    }
  }
}
