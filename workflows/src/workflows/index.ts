export { makeReel } from './makeReel.js';
export { makeReels } from './makeReels.js';
