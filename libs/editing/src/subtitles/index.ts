export { toSrt } from './srt.js';
export { toVtt } from './vtt.js';
