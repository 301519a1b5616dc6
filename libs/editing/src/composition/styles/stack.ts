import type { PlacedPhrase, PlacedWord } from '../../captions/index.js';
import { alpha, colour, number } from '../ass.js';
import { BLACK, WHITE } from '../colour.js';
import { arrival, LAYERS, lighting, textOrigin } from '../scene.js';
import type { Scene } from '../scene.js';
import { rescueFrom } from '../tone.js';

/** Of a hollow letter, in ems; at least so many pixels, so that it is seen on a phone. */
const LINE = { em: 0.018, least: 3 };
/** Under hollow letters on a picture. */
const HALO = { em: 0.06, opacity: 0.55 };

/** Stack: a poster of capitals, each line as wide as the column; letters are hollow until they are said. */
export function drawStack(scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  const { document, direction, durationMs, part, look, tone, palette } = scene;
  const said = look.colour ?? (overPicture ? WHITE : tone.text);
  const lit = look.highlight ?? (overPicture ? palette.pop : tone.accent);
  const kept = rescueFrom(tone.grounds, [said, lit]);
  for (const phrase of phrases) {
    for (const word of phrase.words) {
      const body = document.text(word.set, word.size, direction);
      const place = arrival(textOrigin(word), phrase, durationMs);
      const common = { startMs: phrase.startMs, endMs: phrase.endMs, part, body };
      if (overPicture) document.add({ ...common, layer: LAYERS.mark, tags: `${place}\\1a${alpha(HALO.opacity)}\\1c${colour(BLACK)}\\bord${number(HALO.em * word.size)}\\3c${colour(BLACK)}\\3a${alpha(HALO.opacity)}` });
      else if (kept.turn(said)) document.add({ ...common, layer: LAYERS.mark, tags: `${place}\\1a${alpha(0)}${kept.begin(word.size, said)}${lighting(phrase.startMs, word, kept.turn(lit), kept.turn(said))}` });
      document.add({ ...common, layer: LAYERS.text, tags: `${place}\\1a${alpha(0)}\\1c${colour(lit)}\\bord${number(lineOf(word))}\\3c${colour(said)}${filling(phrase, word, said, lit)}` });
    }
  }
}

const filling = (phrase: PlacedPhrase, word: PlacedWord, said: string, lit: string): string =>
  lighting(phrase.startMs, word, `\\1a&H00&\\3c${colour(lit)}`, `\\1c${colour(said)}\\3c${colour(said)}`);

const lineOf = ({ size }: PlacedWord): number => Math.max(LINE.least, LINE.em * size);
