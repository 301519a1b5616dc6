export type * from './aligner.js';
export type * from './diarizer.js';
export type * from './languageDetector.js';
export type * from './provider.js';
export type * from './transcriber.js';
export type * from './voiceActivityDetector.js';
