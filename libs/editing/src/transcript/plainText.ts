import type { Transcript } from '@reels/contracts';

/** The transcript to read: one paragraph a turn, with the speaker's name where it is known. */
export function toPlainText(_transcript: Transcript): string {
  throw new Error('not yet');
}
