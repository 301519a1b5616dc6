import type { Sentence } from '@reels/contracts';
import { formatTimeStamp } from '../transcript/timeStamps.js';
import { markDirection } from './bidi.js';
import { toSubtitles } from './subtitle.js';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escape = (text: string): string => text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);

/**
 * Sentences as a WebVTT file, with voice tags where the speaker is known.
 * @param endMs end of the recording: nothing is shown after it
 */
export function toVtt(sentences: readonly Sentence[], endMs = Infinity): string {
  const cues = toSubtitles(sentences, endMs).map(({ startMs, endMs: until, speaker, lines }) => {
    const text = markDirection(lines).map(escape).join('\n');
    const voice = speaker?.replace(/\s+/gu, ' ').trim();
    return `${formatTimeStamp(startMs, '.')} --> ${formatTimeStamp(until, '.')}\n${voice ? `<v ${escape(voice)}>${text}</v>` : text}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}
