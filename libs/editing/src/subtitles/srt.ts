import type { Sentence } from '@reels/contracts';
import { formatTimeStamp } from '../transcript/timeStamps.js';
import { markDirection } from './bidi.js';
import { toSubtitles } from './subtitle.js';

/** Invisible and unbreakable; SubRip has no escapes, so this parts what a player would take for a tag or a timing. */
const WORD_JOINER = '\u2060';
const SPECIAL = /<(?=[a-z/])|\{(?=\\)|--(?=>)/gi;

/**
 * Sentences as a SubRip file.
 * @param endMs end of the recording: nothing is shown after it
 */
export function toSrt(sentences: readonly Sentence[], endMs = Infinity): string {
  return toSubtitles(sentences, endMs)
    .map(({ startMs, endMs: until, lines }, index) => {
      const text = markDirection(lines).map((line) => line.replace(SPECIAL, `$&${WORD_JOINER}`));
      return `${index + 1}\n${formatTimeStamp(startMs, ',')} --> ${formatTimeStamp(until, ',')}\n${text.join('\n')}\n`;
    })
    .join('\n');
}
