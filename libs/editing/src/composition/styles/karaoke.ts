import type { Rect } from '@reels/contracts';
import type { PlacedPhrase, PlacedWord } from '../../captions/index.js';
import { animate, clip, colour, number } from '../ass.js';
import { WHITE } from '../colour.js';
import { arrival, LAYERS, textOrigin } from '../scene.js';
import type { Scene } from '../scene.js';
import { outlineOf, rescueFrom } from '../tone.js';

const OUTLINE = 0.085;
/** The sweep is a little ahead of the voice, as a singer's is. */
const EARLY_MS = 30;

/** Karaoke: colour sweeps through each word while it is said, in the direction of reading, and stays. */
export function drawKaraoke(scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  const { document, direction, durationMs, part, look, tone, palette } = scene;
  const toCome = look.colour ?? (overPicture ? WHITE : tone.text);
  const lit = look.highlight ?? (overPicture ? palette.pop : tone.accent);
  const kept = rescueFrom(tone.grounds, [toCome, lit]);
  for (const phrase of phrases) {
    for (const word of phrase.words) {
      const outline = (hex: string): string => (overPicture ? `\\bord${number(OUTLINE * word.size)}\\3c${colour(outlineOf(hex))}` : kept.begin(word.size, hex));
      const body = document.text(word.set, word.size, direction);
      document.add({ layer: LAYERS.text, startMs: phrase.startMs, endMs: phrase.endMs, part, tags: `${arrival(textOrigin(word), phrase, durationMs)}${outline(toCome)}\\1c${colour(toCome)}`, body });
      const startMs = Math.max(phrase.startMs, word.startMs - EARLY_MS);
      const whole = around(word);
      const none = { ...whole, x: direction === 'rtl' ? whole.x + whole.width : whole.x, width: 0 };
      document.add({
        layer: LAYERS.top,
        startMs,
        endMs: phrase.endMs,
        part,
        // It stands where its twin has arrived, and goes when it goes.
        tags: `${arrival(textOrigin(word), { ...phrase, startMs: 0 }, durationMs)}${outline(lit)}\\1c${colour(lit)}${clip(none)}${animate(startMs, startMs, word.endMs, clip(whole))}`,
        body,
      });
    }
  }
}

/** The word with its outline, marks above and tails below. */
const around = ({ x, width, top, height, size }: PlacedWord): Rect => ({ x: x - OUTLINE * size, width: width + 2 * OUTLINE * size, y: top - 0.3 * size, height: height + 0.6 * size });
