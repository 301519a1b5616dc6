import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The episode that comes with the product, and what is said in it, as it was written and spoken. */
export const SAMPLE = fileURLToPath(new URL('../samples/the-baker-who-fixes-radios.mp3', import.meta.url));
export const TRUTH = fileURLToPath(new URL('../samples/the-baker-who-fixes-radios.truth.json', import.meta.url));

/**
 * What is said in the sample, or up to a time in it, as WebVTT: for jobs in which recognition is not what is looked at.
 * @param {number} [untilMs]
 * @returns {string}
 */
export function truthVtt(untilMs = Infinity) {
  const { speakers, sentences } = JSON.parse(readFileSync(TRUTH, 'utf8'));
  const clock = (ms) => new Date(ms).toISOString().slice(11, 23);
  const cues = sentences.filter(({ endMs }) => endMs <= untilMs).map(({ speaker, startMs, endMs, text }) => `${clock(startMs)} --> ${clock(endMs)}\n<v ${speakers[speaker]}>${text}\n`);
  return ['WEBVTT\n', ...cues].join('\n');
}
