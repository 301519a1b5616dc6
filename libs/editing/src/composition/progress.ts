import type { Rect } from '@reels/contracts';
import { animate, clip, roundedRect } from './ass.js';
import { BLACK, WHITE } from './colour.js';
import { drawShape, LAYERS, standing } from './scene.js';
import type { Scene } from './scene.js';

/** How far the reel is: a thin line that fills in the direction of reading. */
export function drawProgress(scene: Scene, line: Rect, look: { track: 'light' | 'dark'; hex: string }): void {
  const { durationMs, direction } = scene;
  const shape = roundedRect(line, line.height / 2);
  const none = { ...line, x: direction === 'rtl' ? line.x + line.width : line.x, width: 0 };
  drawShape(standing(scene), shape, { hex: look.track === 'light' ? WHITE : BLACK, opacity: 0.26, layer: LAYERS.waveform });
  drawShape(scene, shape, { hex: look.hex, layer: LAYERS.waveform, tags: clip(none) + animate(0, 0, durationMs, clip(line)) });
}
