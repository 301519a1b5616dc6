export { joinWords, segmentWords } from './words.js';
export { parseTranscript } from './parseTranscript.js';
export type { ParseOptions } from './parseTranscript.js';
export { toPlainText } from './plainText.js';
export { sentencesFromWords } from './sentences.js';
export type { SpokenWord } from './sentences.js';
