import { UserError } from '@reels/contracts';
import type { Chapter, EpisodeFacts } from '@reels/contracts';
import { inputArgs, localSource, MAX_PIXELS, sniffContainer } from './input.js';
import type { Container } from './input.js';
import { MediaToolError } from './runner.js';
import type { MediaTools } from './runner.js';

/** What a file says of itself. Nothing of it is trusted: `ingestMedia` measures what counts. */
export interface Probe {
  container: Container;
  audio: AudioTrack;
  /** How many audio tracks there are; `audio` is the first, which is also the one that reels are cut from (cutGraph.ts). */
  audioTracks: number;
  video: EpisodeFacts['video'];
  /** Stream index of the cover art; null for none. */
  coverIndex: number | null;
  /** Length that the file announces for its sound; null when it announces none that can be relied on. */
  announcedMs: number | null;
  title: string | null;
  show: string | null;
  chapters: Chapter[];
}

export interface AudioTrack {
  /** Stream index in the file. */
  index: number;
  codec: string;
  channels: number;
  sampleRate: number;
}

/** ffprobe's JSON, as far as it is read here; everything may be missing. */
interface RawProbe {
  streams?: RawStream[];
  format?: { duration?: string; tags?: Tags };
  chapters?: { start_time?: string; end_time?: string; tags?: Tags }[];
}
interface RawStream {
  index: number;
  codec_type?: string;
  codec_name?: string;
  channels?: number;
  sample_rate?: string;
  width?: number;
  height?: number;
  sample_aspect_ratio?: string;
  avg_frame_rate?: string;
  r_frame_rate?: string;
  nb_frames?: string;
  duration?: string;
  disposition?: Record<string, number>;
  tags?: Tags;
  side_data_list?: { rotation?: number }[];
}
type Tags = Record<string, string>;

/** What a microphone, an editor or a cinema produces; beyond it a header lies. */
const SAMPLE_RATES = { min: 4_000, max: 768_000 };
const MAX_CHANNELS = 64;
const MAX_CHAPTERS = 500;
const MAX_TEXT = 300;
/** What ffprobe logs when the length that it gives is a guess. */
const LENGTH_GUESSED = /Estimating duration from bitrate/;
/** Direction overrides would let a title forge what stands beside it; joiners stay, scripts and emoji need them. */
const CONTROLS = /[\p{Cc}\u202a-\u202e\u2066-\u2069\s]+/gu;

/**
 * Opens a file as hostile input and reads what it says of itself.
 * Throws UserError EMPTY, NOT_MEDIA, HOSTILE, TRUNCATED or NO_AUDIO.
 */
export async function probeMedia(tools: MediaTools, file: string, { signal }: { signal?: AbortSignal } = {}): Promise<Probe> {
  const container = await sniffContainer(file);
  const { raw, lengthGuessed } = await askFfprobe(tools, file, container, signal);
  const streams = raw.streams ?? [];
  refuseAbsurd(streams);
  const tracks = streams.filter((stream) => stream.codec_type === 'audio');
  const track = tracks[0];
  if (!track) throw new UserError('NO_AUDIO');
  if (!track.codec_name || track.codec_name === 'unknown')
    throw new UserError('NOT_MEDIA', 'Its sound is in an unknown or protected format.');
  const pictures = streams.filter((stream) => stream.codec_type === 'video');
  const moving = pictures.find((stream) => !isStill(stream) && stream.width && stream.height);
  const cover = pictures.find((stream) => isStill(stream));
  const tags = { ...lowerCased(track.tags), ...lowerCased(raw.format?.tags) };
  return {
    container,
    audio: { index: track.index, codec: track.codec_name, channels: track.channels ?? 0, sampleRate: Number(track.sample_rate) },
    audioTracks: tracks.length,
    video: moving ? videoFacts(moving) : null,
    coverIndex: cover?.index ?? null,
    announcedMs: lengthGuessed ? null : announcedLength(track, raw),
    title: text(tags['title']),
    show: text(tags['album'] ?? tags['show'] ?? tags['podcast']),
    chapters: (raw.chapters ?? []).slice(0, MAX_CHAPTERS).map((chapter) => ({
      title: text(chapter.tags?.['title']) ?? '',
      startMs: milliseconds(chapter.start_time) ?? 0,
      endMs: milliseconds(chapter.end_time) ?? 0,
    })),
  };
}

async function askFfprobe(
  tools: MediaTools,
  file: string,
  container: Container,
  signal?: AbortSignal,
): Promise<{ raw: RawProbe; lengthGuessed: boolean }> {
  try {
    const args = [...inputArgs(container), '-show_streams', '-show_format', '-show_chapters', localSource(file)];
    const { json, stderr } = await tools.probeJson(args, signal && { signal });
    refuseHugePicture(stderr);
    return { raw: json as RawProbe, lengthGuessed: LENGTH_GUESSED.test(stderr) };
  } catch (error) {
    if (!(error instanceof MediaToolError)) throw error;
    refuseHugePicture(error.stderr);
    throw new UserError('NOT_MEDIA', `It begins like ${container} but cannot be read.`);
  }
}

/** libavutil refuses such pictures itself, and then says so whatever the container. */
function refuseHugePicture(stderr: string): void {
  const size = /Picture size (\d+x\d+) (is invalid|exceeds)/.exec(stderr)?.[1];
  if (size) throw new UserError('HOSTILE', `It claims a picture of ${size}.`);
}

function refuseAbsurd(streams: RawStream[]): void {
  for (const { codec_type, width = 0, height = 0, channels = 1, sample_rate = '48000' } of streams) {
    if (codec_type === 'video' && width * height > MAX_PIXELS)
      throw new UserError('HOSTILE', `It claims a picture of ${width}x${height}.`);
    if (codec_type !== 'audio') continue;
    const rate = Number(sample_rate);
    if (channels > MAX_CHANNELS) throw new UserError('HOSTILE', `It claims ${channels} channels.`);
    if (rate > 0 && (rate < SAMPLE_RATES.min || rate > SAMPLE_RATES.max))
      throw new UserError('HOSTILE', `It claims a sample rate of ${rate} Hz.`);
  }
}

/** Cover art and chapter pictures are video streams to ffmpeg. */
function isStill({ disposition = {}, nb_frames }: RawStream): boolean {
  return (
    Boolean(disposition['attached_pic'] || disposition['timed_thumbnails'] || disposition['still_image']) || nb_frames === '1'
  );
}

/** Size as shown: pixels made square, then turned as a phone's display matrix says. */
function videoFacts(stream: RawStream): EpisodeFacts['video'] {
  const [across = 1, down = 1] = (stream.sample_aspect_ratio ?? '').split(':').map(Number);
  const stretch = across > 0 && down > 0 ? across / down : 1;
  const width = Math.round((stream.width ?? 0) * stretch);
  const height = stream.height ?? 0;
  const turned = (stream.side_data_list ?? []).some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90);
  const size = turned ? { width: height, height: width } : { width, height };
  return { codec: stream.codec_name ?? 'unknown', ...size, fps: frameRate(stream) };
}

/** Mean frames a second, to two places; 30 where the file does not tell. */
function frameRate({ avg_frame_rate, r_frame_rate }: RawStream): number {
  for (const rate of [avg_frame_rate, r_frame_rate]) {
    const [frames = 0, seconds = 0] = (rate ?? '').split('/').map(Number);
    const fps = frames / seconds;
    if (fps > 0 && fps <= 240) return Math.round(fps * 100) / 100;
  }
  return 30;
}

/** Matroska keeps a track's length in a tag ("00:01:02.345000000"), the others in the stream. */
function announcedLength(track: RawStream, raw: RawProbe): number | null {
  const [hours, minutes, seconds] = (track.tags?.['DURATION'] ?? '').split(':').map(Number);
  const tagged =
    hours !== undefined && minutes !== undefined && seconds !== undefined
      ? Math.round((hours * 3_600 + minutes * 60 + seconds) * 1_000)
      : null;
  return milliseconds(track.duration) ?? (tagged || null) ?? milliseconds(raw.format?.duration);
}

function milliseconds(seconds: string | undefined): number | null {
  const value = Number(seconds);
  return seconds !== undefined && Number.isFinite(value) ? Math.round(value * 1_000) : null;
}

const lowerCased = (tags: Tags = {}): Tags =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));

/** A tag as one line of plain text; null when nothing is left. */
function text(tag: string | undefined): string | null {
  const line = (tag ?? '').replace(CONTROLS, ' ').trim();
  return line ? [...line].slice(0, MAX_TEXT).join('') : null;
}
