import { UserError } from '@reels/contracts';
import type { Chapter, EpisodeFacts, Peaks } from '@reels/contracts';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { SPEECH_SAMPLE_RATE, sampleReader } from './audio.js';
import { extractCover } from './cover.js';
import { inputArgs, localSource, USABLE_SHARE } from './input.js';
import { PeakMeter } from './peaks.js';
import { probeMedia } from './probe.js';
import type { Probe } from './probe.js';
import { MediaToolError } from './runner.js';
import type { MediaTools } from './runner.js';

export interface IngestOptions {
  /** Where the files are written; the caller removes them. */
  workDir: string;
  maxDurationMs: number;
  signal?: AbortSignal;
  /** `totalMs` is what the file announces; null when it announces nothing. */
  onProgress?: (progress: { doneMs: number; totalMs: number | null }) => void;
}

export interface Ingested {
  facts: EpisodeFacts;
  /** 16 kHz mono FLAC, one sample for each 1/16 ms of the episode's own clock, from 0. */
  audioFile: string;
  peaks: Peaks;
  /** JPEG, at most 1500 pixels a side. */
  coverFile: string | null;
  /** What a producer should know of how the file was read, such as which of several tracks was taken. */
  notes: string[];
}

/** A whole file whose loudest sample lies below this holds no voice: the noise of a muted track at most. */
const SILENCE_DBFS = -60;

/**
 * Reads an episode once: refuses what cannot become a reel, and makes the audio that speech models hear and the waveform's peaks.
 * Throws UserError EMPTY, NOT_MEDIA, HOSTILE, NO_AUDIO, TRUNCATED, TOO_LONG, SILENT or DISK_FULL.
 */
export async function ingestMedia(tools: MediaTools, file: string, options: IngestOptions): Promise<Ingested> {
  const probe = await probeMedia(tools, file, options);
  if ((probe.announcedMs ?? 0) > options.maxDurationMs) throw tooLong(options);
  const audioFile = path.join(options.workDir, 'audio.flac');
  try {
    const { meter, notes } = await hear(tools, file, probe, audioFile, options);
    const coverFile = await extractCover(tools, file, probe, path.join(options.workDir, 'cover.jpg'), options.signal);
    const facts: EpisodeFacts = {
      durationMs: meter.durationMs,
      container: probe.container,
      audioCodec: probe.audio.codec,
      video: probe.video,
      hasCover: coverFile !== null,
      title: probe.title,
      show: probe.show,
      chapters: chaptersWithin(probe.chapters, meter.durationMs),
    };
    return { facts, audioFile, peaks: meter.peaks(), coverFile, notes: [...trackNote(probe), ...notes] };
  } catch (error) {
    await rm(audioFile, { force: true });
    throw error;
  }
}

/** Decodes the sound; when its mono mix is silent, tries the first channel alone, since a wire soldered the wrong way round cancels the mix. */
async function hear(
  tools: MediaTools,
  file: string,
  probe: Probe,
  audioFile: string,
  options: IngestOptions,
): Promise<{ meter: PeakMeter; notes: string[] }> {
  const mix = await decode(tools, file, probe, audioFile, 'mix', options);
  if (mix.loudestDbfs() >= SILENCE_DBFS) return { meter: mix, notes: [] };
  if (probe.audio.channels < 2) throw new UserError('SILENT');
  const first = await decode(tools, file, probe, audioFile, 'first channel', options);
  if (first.loudestDbfs() < SILENCE_DBFS) throw new UserError('SILENT');
  return { meter: first, notes: ['The channels cancel each other out; the first one is used.'] };
}

async function decode(
  tools: MediaTools,
  file: string,
  probe: Probe,
  audioFile: string,
  channels: 'mix' | 'first channel',
  options: IngestOptions,
): Promise<PeakMeter> {
  const { maxDurationMs, signal, onProgress } = options;
  const meter = new PeakMeter(SPEECH_SAMPLE_RATE);
  // Cut a second after the limit, so that one more second shows that the file is too long.
  const limit = ['-t', `${maxDurationMs / 1_000 + 1}`];
  // Gaps in the file's clock become silence, so that sample n is heard at n/16000 s whatever happened before it.
  const filters = [
    ...(channels === 'mix' ? [] : ['pan=mono|c0=c0']),
    `aformat=sample_fmts=s16:sample_rates=${SPEECH_SAMPLE_RATE}:channel_layouts=mono`,
    'aresample=async=1:first_pts=0',
    // Few large frames instead of many small ones: fewer hand-overs between ffmpeg's threads.
    'asetnsamples=n=8192:p=0',
    'asplit[file][meter]',
  ];
  const plain = ['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];
  try {
    await tools.run(
      {
        inputs: [{ source: localSource(file), args: [...inputArgs(probe.container), '-vn', '-sn', '-dn'] }],
        filterComplex: `[0:${probe.audio.index}]${filters.join(',')}`,
        outputs: [
          { to: 'file', file: audioFile, args: ['-map', '[file]', ...limit, '-c:a', 'flac', '-f', 'flac', ...plain] },
          { to: 'pipe', args: ['-map', '[meter]', ...limit, '-c:a', 'pcm_s16le', '-f', 's16le'] },
        ],
      },
      {
        ...(signal && { signal }),
        onData: sampleReader((samples) => meter.push(samples)),
        onProgress: () => onProgress?.({ doneMs: meter.durationMs, totalMs: probe.announcedMs }),
      },
    );
  } catch (error) {
    if (!(error instanceof MediaToolError)) throw error;
    throw new UserError('NOT_MEDIA', `Its sound (${probe.audio.codec}) cannot be decoded.`);
  }
  if (meter.durationMs > maxDurationMs) throw tooLong(options);
  refuseTruncated(meter.durationMs, probe.announcedMs);
  return meter;
}

function refuseTruncated(durationMs: number, announcedMs: number | null): void {
  if (announcedMs !== null && durationMs < announcedMs * USABLE_SHARE) {
    throw new UserError(
      'TRUNCATED',
      `It announces ${Math.round(announcedMs / 1_000)} s of sound and holds ${Math.round(durationMs / 1_000)} s.`,
    );
  }
  if (durationMs === 0) throw new UserError('EMPTY', 'There is not a single sample of sound in it.');
}

/** Chapters in order, inside the episode, without the empty ones that some editors write. */
function chaptersWithin(chapters: Chapter[], durationMs: number): Chapter[] {
  return chapters
    .map((chapter) => ({ ...chapter, startMs: Math.max(0, chapter.startMs), endMs: Math.min(durationMs, chapter.endMs) }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .sort((a, b) => a.startMs - b.startMs);
}

const trackNote = ({ audioTracks }: Probe): string[] =>
  audioTracks > 1 ? [`The file has ${audioTracks} sound tracks; the first is used.`] : [];

const tooLong = ({ maxDurationMs }: IngestOptions): UserError =>
  new UserError('TOO_LONG', `The limit is ${Math.round(maxDurationMs / 360_000) / 10} hours.`);
