export { appraiseHighlight } from './appraise.js';
export type { AppraiseOptions } from './appraise.js';
export { selectHighlights } from './select.js';
export type { SelectOptions } from './select.js';
export { voiceFromPeaks } from './voice.js';
export type { SentenceVoice, VoiceSignals } from './voice.js';
