import type { Palette } from '@reels/contracts';

/** What is drawn behind an audiogram, as geometry: the same for the renderer and for a preview. */

/** A soft light: an ellipse around a centre, in shares of the frame. At a distance of `d` radii its strength is (1 - d²)², and nothing from its rim on. */
export interface Glow {
  colour: string;
  x: number;
  y: number;
  radiusX: number;
  radiusY: number;
}

export const glowsOf = ({ glows }: Palette): Glow[] => [
  { colour: glows[0], x: 0.82, y: 0.06, radiusX: 0.86, radiusY: 0.4 },
  { colour: glows[1], x: -0.02, y: 1.0, radiusX: 0.78, radiusY: 0.42 },
];

/** Ruled lines of paper: the last pixels of every so many, so thick, so much darker. */
export const RULED = { pitch: 60, thickness: 2, strength: 0.035 } as const;
