import { parseTranscript } from '@reels/editing/transcript';
import { truthVtt } from './sampleVtt.mjs';

export { SAMPLE, TRUTH } from './sampleVtt.mjs';

/** The sample's true sentences as a transcript; its words are placed by their lengths. */
export const sampleTranscript = () => parseTranscript('truth.vtt', truthVtt());
