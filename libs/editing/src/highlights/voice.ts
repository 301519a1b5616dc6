import type { Peaks, Transcript } from '@reels/contracts';

/** What the sound tells of one sentence. */
export interface SentenceVoice {
  /** Mean level in dB; any reference, since it is compared inside one episode only. Null where it was not measured. */
  levelDb: number | null;
}

/** One entry for each sentence of the transcript, in its order. */
export type VoiceSignals = readonly SentenceVoice[];

/** Reads the voice's level off the waveform's peaks. */
export function voiceFromPeaks(_transcript: Transcript, _peaks: Peaks): VoiceSignals {
  throw new Error('not yet');
}
