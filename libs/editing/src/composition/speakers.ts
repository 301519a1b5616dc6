import type { Rect, Sentence } from '@reels/contracts';
import { cleanText, createTypesetter, smallFaces } from '../captions/index.js';
import { alpha, roundedRect } from './ass.js';
import { BLACK, WHITE } from './colour.js';
import { fitLines, stack } from './label.js';
import { drawLabel, drawShape, LAYERS, standing } from './scene.js';
import type { Scene } from './scene.js';

/** What diarization calls somebody whose name it does not know. */
const NAMELESS = /^(speaker|unknown)\s*[\d_]*$/i;
const FADE_MS = 140;
const SIZE = 34;

interface Turn {
  name: string;
  startMs: number;
  endMs: number;
}

/** Who speaks when, as far as names are known; a turn lasts until the next one. */
export function speakerTurns(sentences: readonly Sentence[], durationMs: number): Turn[] {
  const turns: (Turn | { name: null; startMs: number; endMs: number })[] = [];
  for (const { speaker, startMs } of sentences) {
    const name = speaker && !NAMELESS.test(speaker) ? cleanText(speaker) : null;
    const last = turns.at(-1);
    if (last && last.name === name) continue;
    if (last) last.endMs = startMs;
    turns.push({ name, startMs: last ? startMs : 0, endMs: durationMs });
  }
  return turns.filter((turn): turn is Turn => Boolean(turn.name));
}

/** The name of who speaks in a line of its own, behind a dot. */
export function drawNameLine(scene: Scene, turns: readonly Turn[], line: Rect, look: { hex: string; dot: string | null }): void {
  const typeset = createTypesetter(scene.fonts, smallFaces('Instrument Sans SemiBold', scene.language));
  const indent = look.dot ? 38 : 0;
  const box = { ...line, x: scene.direction === 'ltr' ? line.x + indent : line.x, width: line.width - indent };
  for (const { name, startMs, endMs } of turns) {
    const fade = `\\fad(${startMs === 0 ? 0 : FADE_MS},${endMs >= scene.durationMs ? 0 : FADE_MS})`;
    const lines = fitLines(name, typeset, SIZE, box.width, 1).map((set) => ({ set, size: SIZE, height: line.height }));
    const place = startMs === 0 && endMs >= scene.durationMs ? standing(scene) : scene;
    for (const label of stack(lines, box, scene.direction)) {
      drawLabel(place, label, { hex: look.hex, tags: fade }, startMs, endMs);
      if (!look.dot) continue;
      const dot = { x: scene.direction === 'ltr' ? line.x : line.x + line.width - 18, y: line.y + line.height / 2 - 9, width: 18, height: 18 };
      drawShape(place, roundedRect(dot, 9), { hex: look.dot, layer: LAYERS.text, tags: fade }, startMs, endMs);
    }
  }
}

const TAG_MS = 3_000;
const TAG = { padX: 24, height: 62, opacity: 0.62 };

/** Over a picture: each name once, when somebody first speaks, for three seconds, on a dark tag. */
export function drawNameTags(scene: Scene, turns: readonly Turn[], at: { x: number; y: number; width: number }): void {
  const typeset = createTypesetter(scene.fonts, smallFaces('Instrument Sans SemiBold', scene.language));
  const seen = new Set<string>();
  for (const { name, startMs, endMs } of turns) {
    if (seen.has(name)) continue;
    seen.add(name);
    const until = Math.min(endMs, startMs + TAG_MS);
    const fade = `\\fad(${FADE_MS},${FADE_MS})`;
    const box = { x: at.x + TAG.padX, y: at.y, width: at.width - 2 * TAG.padX, height: TAG.height };
    const lines = fitLines(name, typeset, SIZE, box.width, 1).map((set) => ({ set, size: SIZE, height: TAG.height }));
    for (const label of stack(lines, box, scene.direction)) {
      const tag = { x: label.x - TAG.padX, y: at.y, width: label.width + 2 * TAG.padX, height: TAG.height };
      drawShape(scene, roundedRect(tag, TAG.height / 2), { hex: BLACK, opacity: TAG.opacity, layer: LAYERS.plate, tags: fade }, startMs, until);
      drawLabel(scene, label, { hex: WHITE, tags: `${fade}\\3a${alpha(0)}` }, startMs, until);
    }
  }
}
