import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseTranscript } from '@reels/editing/transcript';
import { ROOT } from './prepare.mjs';

export const SAMPLE = path.join(ROOT, 'samples', 'the-baker-who-fixes-radios.mp3');
export const TRUTH = path.join(ROOT, 'samples', 'the-baker-who-fixes-radios.truth.json');

/** The sample's true sentences as a transcript; its words are placed by their lengths. */
export function sampleTranscript() {
  const { speakers, sentences } = JSON.parse(readFileSync(TRUTH, 'utf8'));
  const clock = (ms) => new Date(ms).toISOString().slice(11, 23);
  const cues = sentences.map(({ speaker, startMs, endMs, text }) => `${clock(startMs)} --> ${clock(endMs)}\n<v ${speakers[speaker]}>${text}\n`);
  return parseTranscript('truth.vtt', ['WEBVTT\n', ...cues].join('\n'));
}
