export { composeReel } from './composeReel.js';
export type { ReelContent } from './composeReel.js';
export { cutPeaks } from './cutPeaks.js';
