export { selectHighlights } from './select.js';
export type { SelectOptions } from './select.js';
export { voiceFromPeaks } from './voice.js';
export type { SentenceVoice, VoiceSignals } from './voice.js';
