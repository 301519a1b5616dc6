import type { PlacedPhrase, PlacedWord } from '../../captions/index.js';
import { animate, colour, number } from '../ass.js';
import { WHITE } from '../colour.js';
import { LAYERS } from '../scene.js';
import type { Scene } from '../scene.js';
import { middleOf } from '../middle.js';
import { outlineOf, rescueFrom } from '../tone.js';

/** A word comes from this size to its own. */
const FROM_PERCENT = 82;
const COME_MS = 110;
const SETTLE_MS = 160;
const OUTLINE = 0.07;

/** Solo: one word at a time, as large as the column lets it be; it lands in the accent and settles when it is over. */
export function drawSolo(scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  for (const phrase of phrases) for (const word of phrase.words) drawWord(scene, phrase, word, overPicture);
}

function drawWord(scene: Scene, phrase: PlacedPhrase, word: PlacedWord, overPicture: boolean): void {
  const { document, direction, part, look, tone, palette } = scene;
  const said = look.colour ?? (overPicture ? WHITE : tone.text);
  const lit = look.highlight ?? (overPicture ? palette.pop : tone.accent);
  const kept = rescueFrom(tone.grounds, [said, lit]);
  const outline = overPicture ? `\\bord${number(OUTLINE * word.size)}\\3c${colour(outlineOf(lit))}` : kept.begin(word.size, lit);
  const settled = overPicture ? `\\3c${colour(outlineOf(said))}` : kept.turn(said);
  const first = phrase.startMs === 0;
  const comes = first ? '' : `\\fscx${FROM_PERCENT}\\fscy${FROM_PERCENT}${animate(phrase.startMs, phrase.startMs, phrase.startMs + COME_MS, '\\fscx100\\fscy100', 0.4)}`;
  document.add({
    layer: LAYERS.text,
    startMs: phrase.startMs,
    endMs: phrase.endMs,
    part,
    tags: `${middleOf(scene, word)}\\1c${colour(lit)}${outline}${comes}${animate(phrase.startMs, word.endMs, word.endMs + SETTLE_MS, `\\1c${colour(said)}${settled}`)}`,
    body: document.text(word.set, word.size, direction),
  });
}
