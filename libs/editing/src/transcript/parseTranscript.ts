import type { Transcript } from '@reels/contracts';

export interface ParseOptions {
  /** Length of the episode; times beyond it are refused. */
  durationMs?: number;
}

/**
 * Reads a transcript that the user brought.
 * @throws UserError BAD_TRANSCRIPT, TRANSCRIPT_MISMATCH
 */
export function parseTranscript(_fileName: string, _content: string, _options: ParseOptions = {}): Transcript {
  throw new Error('not yet');
}
