import { UserError } from '@reels/contracts';
import type { Cue } from './cue.js';
import { cleanText } from './cueText.js';

/**
 * Reads the segments of a Podcasting 2.0 transcript
 * (https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md): seconds, often one word a segment.
 * @throws UserError BAD_TRANSCRIPT naming the segment
 */
export function parsePodcastJson(segments: readonly unknown[]): Cue[] {
  return segments.map((segment, index) => {
    const { speaker, startTime, endTime, body } = (segment ?? {}) as Record<string, unknown>;
    const startMs = toMs(startTime);
    if (startMs === null) throw new UserError('BAD_TRANSCRIPT', `Segment ${index + 1}: "startTime" is not a number of seconds.`);
    if (typeof body !== 'string') throw new UserError('BAD_TRANSCRIPT', `Segment ${index + 1}: "body" is not a text.`);
    const name = typeof speaker === 'string' ? cleanText(speaker).trim() || null : null;
    return {
      line: index + 1,
      startMs,
      endMs: toMs(endTime) ?? startMs,
      parts: [{ text: cleanText(body), speaker: name, newTurn: false, startMs: null }],
    };
  });
}

/** Seconds, which some programs write as a text. */
function toMs(seconds: unknown): number | null {
  const value = typeof seconds === 'string' && seconds.trim() ? Number(seconds) : seconds;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.round(value * 1000) : null;
}
