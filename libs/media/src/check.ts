import type { Check, Checks, Composition, Range } from '@reels/contracts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readBoxes } from './boxes.js';
import { CaptionMeter, captionPlanesGraph, captionsOnly, PLANES_OUTPUT } from './captionMeter.js';
import { seconds } from './cutGraph.js';
import { makeFontsDir } from './fonts.js';
import { inputArgs, localSource } from './input.js';
import { LONGEST_GROUP_MS } from './keyFrames.js';
import { TARGET_LUFS } from './loudness.js';
import { longest, readMeasures } from './measures.js';
import type { Measures } from './measures.js';
import { MediaToolError } from './runner.js';
import type { MediaTools } from './runner.js';

/** What the finished file has to be. */
export interface ReelExpectation {
  /** Length of the cut. */
  durationMs: number;
  /** What was rendered; its captions are looked for in the file. */
  composition: Pick<Composition, 'frame' | 'safeZone' | 'ass' | 'fonts' | 'still'>;
  hasCaptions: boolean;
  /** Where a few files may lie for the time of the check. */
  workDir?: string;
  signal?: AbortSignal;
}

/** One frame at 25 a second, and the length of two AAC packets. */
const DURATION_TOLERANCE_MS = 50;
/** Half of a frame at 30 a second and a little: below it nobody sees that lips and voice are apart. */
const AV_OFFSET_MS = 25;
const LOUDNESS_TOLERANCE_LU = 0.5;
const TRUE_PEAK_DBTP = -1;
const MAX_FPS = 60;
const AUDIOGRAM_FPS = 30;
/** Players seek, and a later edit re-encodes, from one key frame to another. */
const KEY_FRAME_MS = LONGEST_GROUP_MS + 50;
const BLACK_MS = 1_000;
/** Longer than any pause that a speaker makes for effect: something is missing. An audiogram's picture rests where nobody speaks. */
const SILENCE_MS = 5_000;
const FROZEN_MS = 5_000;

/** Every frame is decoded; looking at each would cost a quarter more, and what is looked for lasts a second and longer. */
const LOOK_EVERY = 5;
/** Frozen below -70 dB: a few of the waveform's bars that move make more, the encoder's refresh of a still picture makes less than -80. */
const PICTURE_FILTERS = 'freezedetect=n=-70dB:d=0.5,blackdetect=d=0.1:pix_th=0.1:pic_th=0.98';
/**
 * On one core, without what threads cost beside each other. Frames that lie between others (no key frames, mostly not referred to) are
 * left unsmoothed, which is a sixth of the work: every bit is still decoded, and what is measured does not change.
 */
const DECODE = ['-threads', '1', '-skip_loop_filter', 'bidir'];
const SOUND_FILTERS = 'silencedetect=n=-50dB:d=0.5,ebur128=peak=true:framelog=verbose';

/** Opens a finished reel and measures it: one look at its structure and one pass over its frames and samples. */
export async function checkReel(tools: MediaTools, file: string, expected: ReelExpectation): Promise<Checks> {
  const structure = await readStructure(tools, file, expected.signal);
  if (!structure) return { container: { passed: false, value: 'cannot be opened', limit: 'mp4' } };
  const checks = checkStructure(structure, expected);
  if (!structure.video || !structure.audio) return checks;
  const { measures, captions } = await measure(tools, file, expected);
  return { ...checks, ...checkMeasures(measures, structure.durationMs, expected), ...captions?.checks() };
}

function unreadable(error: unknown): null {
  if (error instanceof MediaToolError) return null;
  throw error;
}

export interface Structure {
  container: string;
  moovFirst: boolean;
  video: RawStream | undefined;
  audio: RawStream | undefined;
  /** Ascending presentation times of the picture's frames; whether each is a key frame. */
  frames: { ms: number; key: boolean }[];
  /** End of the longer of both streams. */
  durationMs: number;
  /** End of each stream. */
  endsMs: number[];
}

interface RawStream {
  index: number;
  codec_type?: string;
  codec_name?: string;
  profile?: string;
  pix_fmt?: string;
  width?: number;
  height?: number;
  sample_aspect_ratio?: string;
  sample_rate?: string;
  channels?: number;
  start_time?: string;
}
interface RawPacket {
  stream_index: number;
  pts_time?: string;
  duration_time?: string;
  flags?: string;
}

/** One look at the packets of the whole file; null: it cannot be read. */
export async function readStructure(tools: MediaTools, file: string, signal?: AbortSignal): Promise<Structure | null> {
  const entries =
    'stream=index,codec_type,codec_name,profile,pix_fmt,width,height,sample_aspect_ratio,sample_rate,channels,start_time:packet=stream_index,pts_time,duration_time,flags';
  const probed = await tools.probeJson([...inputArgs('mp4'), '-show_entries', entries, localSource(file)], signal && { signal }).catch(unreadable);
  if (!probed) return null;
  const { json } = probed;
  const { streams = [], packets = [] } = json as { streams?: RawStream[]; packets?: RawPacket[] };
  const { brand, top } = await readBoxes(file);
  const video = streams.find((stream) => stream.codec_type === 'video');
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  const of = (stream: RawStream | undefined): RawPacket[] => packets.filter((packet) => packet.stream_index === stream?.index);
  const endMs = (stream: RawStream | undefined): number =>
    Math.round(Math.max(0, ...of(stream).map((packet) => milliseconds(packet.pts_time) + milliseconds(packet.duration_time))));
  const endsMs = [endMs(video), endMs(audio)];
  return {
    container: brand === null || brand === 'qt  ' ? 'mov' : 'mp4',
    moovFirst: top.includes('moov') && top.indexOf('moov') < top.indexOf('mdat'),
    video,
    audio,
    frames: of(video)
      .map((packet) => ({ ms: milliseconds(packet.pts_time), key: packet.flags?.includes('K') ?? false }))
      .sort((a, b) => a.ms - b.ms),
    durationMs: Math.max(...endsMs),
    endsMs,
  };
}

const milliseconds = (seconds: string | undefined): number => Number(seconds ?? 0) * 1_000;

/** Decodes a reel and measures it, or only the picture of a range that begins with a key frame: times are then those of the range. */
export async function measure(
  tools: MediaTools,
  file: string,
  { composition, hasCaptions, workDir = tmpdir(), signal }: ReelExpectation,
  range?: Range,
): Promise<{ measures: Measures; captions: CaptionMeter | null }> {
  const scratch = await mkdtemp(path.join(workDir, 'check-'));
  try {
    const captions = hasCaptions ? new CaptionMeter(composition.frame, composition.safeZone) : null;
    const assFile = path.join(scratch, 'captions.ass');
    const fontsDir = path.join(scratch, 'fonts');
    if (captions) {
      await writeFile(assFile, captionsOnly(composition.ass));
      await makeFontsDir(fontsDir, composition.fonts);
    }
    const graph = [
      `[0:v:0]select='not(mod(n,${LOOK_EVERY}))',${captions ? 'split[sampled][all];[all]' : ''}${PICTURE_FILTERS}[picture]`,
      ...(range ? [] : [`[0:a:0]${SOUND_FILTERS}[sound]`]),
      ...(captions ? [captionPlanesGraph(composition.frame, assFile, fontsDir, range?.startMs)] : []),
    ];
    const lines: string[] = [];
    await tools.run(
      {
        inputs: [{ source: localSource(file), args: [...DECODE, ...inputArgs('mp4'), ...(range ? ['-ss', seconds(range.startMs), '-t', seconds(range.endMs - range.startMs)] : [])] }],
        filterComplex: graph.join(';'),
        outputs: [
          { to: 'nothing', args: ['-map', '[picture]', ...(range ? [] : ['-map', '[sound]']), '-fps_mode', 'passthrough', '-filter_complex_threads', '1'] },
          ...(captions ? [{ to: 'pipe' as const, args: PLANES_OUTPUT }] : []),
        ],
      },
      {
        ...(signal && { signal }),
        ...(captions && { onData: (chunk: Buffer) => captions.push(chunk) }),
        onLine: (line) => lines.push(line),
      },
    );
    return { measures: readMeasures(lines), captions };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What the container says. */
export function checkStructure(
  { container, moovFirst, video, audio, frames, endsMs }: Structure,
  { durationMs, composition }: ReelExpectation,
): Checks {
  const steps = frames.slice(1).map(({ ms }, index) => ms - (frames[index]?.ms ?? 0));
  const meanStep = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  // Times are printed to the microsecond; half a millisecond is less than any real deviation.
  const constant = steps.length > 0 && steps.every((step) => Math.abs(step - meanStep) < 0.5);
  const fps = Math.round(100_000 / meanStep) / 100;
  const strayed = endsMs.map((end) => Math.abs(end - durationMs));
  const keys = [...frames.filter(({ key }) => key).map(({ ms }) => ms), (frames.at(-1)?.ms ?? 0) + (meanStep || 0)];
  const keyFrameMs = Math.round(Math.max(0, ...keys.slice(1).map((ms, index) => ms - (keys[index] ?? 0))));
  const offsetMs = Math.round(Math.abs(milliseconds(video?.start_time) - milliseconds(audio?.start_time)));
  return {
    container: equals(container, 'mp4'),
    fastStart: equals(moovFirst, true),
    videoCodec: equals(`${video?.codec_name} ${video?.profile} ${video?.pix_fmt}`, 'h264 High yuv420p'),
    audioCodec: equals(`${audio?.codec_name} ${audio?.sample_rate} Hz`, 'aac 48000 Hz'),
    size: equals(
      `${video?.width}x${video?.height}, pixels ${video?.sample_aspect_ratio ?? '1:1'}`,
      `${composition.frame.width}x${composition.frame.height}, pixels 1:1`,
    ),
    frameRate: composition.still
      ? { passed: constant && fps === AUDIOGRAM_FPS, value: constant ? fps : `${fps} on average`, limit: AUDIOGRAM_FPS }
      : {
          passed: constant && fps <= MAX_FPS,
          value: constant ? fps : `${fps} on average`,
          limit: `constant, at most ${MAX_FPS}`,
        },
    keyFrameMs: atMost(keyFrameMs, KEY_FRAME_MS),
    duration: {
      passed: Math.max(...strayed) <= DURATION_TOLERANCE_MS,
      value: endsMs[strayed.indexOf(Math.max(...strayed))] ?? null,
      limit: `${durationMs} ± ${DURATION_TOLERANCE_MS} ms`,
    },
    avOffsetMs: video && audio ? atMost(offsetMs, AV_OFFSET_MS) : { passed: false, value: null, limit: AV_OFFSET_MS },
  };
}

function checkMeasures(
  { errors, lufs, truePeak, black, frozen, silent }: Measures,
  endMs: number,
  { composition, hasCaptions }: ReelExpectation,
): Checks {
  // An episode's own picture may stand still for as long as it likes; what the product draws moves with the voice.
  const drawn = composition.still !== null || hasCaptions;
  const frozenMs = longest(frozen, endMs);
  return {
    decodingErrors: atMost(errors, 0),
    loudness: {
      passed: lufs !== null && Math.abs(lufs - TARGET_LUFS) <= LOUDNESS_TOLERANCE_LU + 1e-9,
      value: lufs,
      limit: `${TARGET_LUFS} ± ${LOUDNESS_TOLERANCE_LU} LUFS`,
    },
    truePeak: { passed: truePeak !== null && truePeak < TRUE_PEAK_DBTP, value: truePeak, limit: TRUE_PEAK_DBTP },
    blackMs: atMost(longest(black, endMs), BLACK_MS),
    frozenMs: drawn ? atMost(frozenMs, FROZEN_MS) : { passed: true, value: frozenMs, limit: null },
    silenceMs: atMost(longest(silent, endMs), SILENCE_MS),
  };
}

const equals = <T extends string | boolean>(value: T, limit: T): Check => ({ passed: value === limit, value, limit });

const atMost = (value: number, limit: number): Check => ({ passed: value <= limit, value, limit });
