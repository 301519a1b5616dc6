import type { PlacedWord } from '../captions/index.js';
import { number } from './ass.js';
import type { Scene } from './scene.js';

/** Tags that put a word at its place by the middle of its line, around which it grows: so it stays on it. */
export function middleOf({ fonts }: Pick<Scene, 'fonts'>, { set, size, x, baseline, width }: PlacedWord): string {
  const depth = Math.max(...set.runs.map(({ face }) => fonts.metrics(face.font).descent * face.scale));
  return `\\an5\\pos(${number(x + width / 2)},${number(baseline + ((depth - set.ascent) / 2) * size)})`;
}
