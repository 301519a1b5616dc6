export { contrast } from './colour.js';
export { composeReel } from './composeReel.js';
export type { ReelContent } from './composeReel.js';
export { cutPeaks } from './cutPeaks.js';
export { hexOf, oklchOf, rgbOf } from './oklch.js';
export type { Oklch } from './oklch.js';
export { greyPaletteForName, housePalette, paletteForName, paletteOf } from './palette.js';
export type { Hues } from './palette.js';
