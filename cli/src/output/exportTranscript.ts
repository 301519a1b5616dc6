import { join } from 'node:path';
import { toSrt, toVtt } from '@reels/editing/subtitles';
import { toPlainText } from '@reels/editing/transcript';
import type { ApiClient } from '../api/client.js';
import type { ProjectHeadFragment } from '../generated/operations.js';
import { writeJson, writeText } from './atomic.js';
import { fetchTranscript } from './fetchTranscript.js';
import { makeFolder } from './folder.js';

/** The names of a transcript's files in their folder. */
export const TRANSCRIPT_FILES = {
  json: 'transcript.json',
  srt: 'transcript.srt',
  vtt: 'transcript.vtt',
  txt: 'transcript.txt',
} as const;

export interface ExportedTranscript {
  folder: string;
  language: string;
  sentences: number;
}

/** Writes the transcript of a project in all four forms; returns where it is and how large. */
export async function exportTranscript(
  api: ApiClient,
  project: ProjectHeadFragment,
  out: string | undefined,
): Promise<ExportedTranscript> {
  const transcript = await fetchTranscript(api, project.id);
  const folder = await makeFolder(out, project.episode?.fileName ?? project.title, project.id);
  await writeJson(join(folder, TRANSCRIPT_FILES.json), transcript);
  await writeText(join(folder, TRANSCRIPT_FILES.srt), toSrt(transcript.sentences));
  await writeText(join(folder, TRANSCRIPT_FILES.vtt), toVtt(transcript.sentences));
  await writeText(join(folder, TRANSCRIPT_FILES.txt), toPlainText(transcript));
  return { folder, language: transcript.language, sentences: transcript.sentences.length };
}
