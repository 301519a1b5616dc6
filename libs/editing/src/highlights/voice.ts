import type { Peaks, Transcript } from '@reels/contracts';

/** What the sound tells of one sentence. */
export interface SentenceVoice {
  /** Mean level in dB; any reference, since it is compared inside one episode only. Null where it was not measured. */
  levelDb: number | null;
}

/** One entry for each sentence of the transcript, in its order. */
export type VoiceSignals = readonly SentenceVoice[];

/** Reads the voice's level off the waveform's peaks: their mean power over the sentence. */
export function voiceFromPeaks(transcript: Transcript, peaks: Peaks): VoiceSignals {
  return transcript.sentences.map(({ startMs, endMs }) => {
    const from = Math.max(0, Math.floor(startMs / peaks.bucketMs));
    const to = Math.min(peaks.values.length, Math.max(from + 1, Math.ceil(endMs / peaks.bucketMs)));
    let power = 0;
    for (let index = from; index < to; index += 1) power += (peaks.values[index] ?? 0) ** 2;
    return { levelDb: to > from && power > 0 ? 10 * Math.log10(power / (to - from)) : null };
  });
}
