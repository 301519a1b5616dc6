import path from 'node:path';
import { extractChunk } from '@reels/media';
import type { ArtifactRecord } from '@reels/records';
import type { Deps } from '../deps.js';

/** Writes the episode's sound as the WAV file that speech models read: 16 kHz, mono, 32 kB a second. */
export async function wholeWav(deps: Deps, audio: ArtifactRecord, durationMs: number, scratch: string, signal: AbortSignal): Promise<string> {
  const wavFile = path.join(scratch, 'audio.wav');
  await extractChunk(deps.media, await deps.copies.path(audio), { startMs: 0, endMs: durationMs }, wavFile, { signal });
  return wavFile;
}
