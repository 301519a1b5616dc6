import type { Rect, Size } from '@reels/contracts';
import { cutDurationMs, cutInputs, filterValue, frameCount, pictureGraph, pictureInputs, seconds, soundGraph } from './cutGraph.js';
import type { CutSource, Fraction, FrameSpan } from './cutGraph.js';
import { groupFrames } from './keyFrames.js';
import { gainFilters } from './loudness.js';
import type { MediaCommand, MediaInput } from './runner.js';
import type { Still } from './still.js';

/** One reel to be rendered. */
export interface RenderJob extends CutSource {
  /** Path of the ASS document. */
  ass: string;
  /** Folder made by `makeFontsDir`. */
  fontsDir: string;
  /** From `findGain`. */
  gainDb: number;
  /** Of the decoder, the filters and the encoder each. */
  threads: number;
  background: Background;
  /** Where closed groups of pictures begin, from `keyFrames`: a later edit can re-encode some and splice them. */
  keyFrames: readonly number[];
}

export type Background =
  | Still
  | PictureBackground;

/** The episode's own picture. */
export interface PictureBackground {
  kind: 'picture';
  frame: Size;
  /** Where it lies in the frame; larger than the frame: cropped to it. */
  picture: Rect;
  /** The colour around it; null: its blurred copy. */
  ground: string | null;
  /** As probed. */
  fps: number;
}

const STILL_FPS: Fraction = { numerator: 30, denominator: 1 };
const MAX_FPS = 30;
/** The blurred copy is computed at this fraction of the frame's size. */
const BLUR_SCALE = 8;

/** The copy is a ground for white words: darker and less colourful. */
const DIMMED = 'lutyuv=y=16+(val-16)*0.4:u=128+(val-128)*0.5:v=128+(val-128)*0.5';

/** Renders the reel to an mp4 in one pass. */
export function renderReelCommand(job: RenderJob, file: string): MediaCommand {
  const { background } = job;
  const fps = backgroundFps(background);
  const ranges = cutInputs(job).map((input) => withThreads(input, job.threads));
  const still: MediaInput[] = background.kind === 'still' ? [stillInput(background.file)] : [];
  const picture =
    background.kind === 'still'
      ? loopGraph(job, background, ranges.length, { first: 0, end: reelFrames(job) })
      : `${pictureGraph(job.cut, fps)};${fitGraph(background)}`;
  return {
    inputs: [...ranges, ...still],
    filterComplex: [picture, `[background]${assFilter(job)}[video]`, soundGraph(job.cut), `[sound]${gainFilters(job.gainDb)}[audio]`].join(';'),
    outputs: [
      {
        to: 'file',
        file,
        args: ['-map', '[video]', '-map', '[audio]', ...videoArgs(job, fps, 0), ...AUDIO_ARGS, ...FILE_ARGS, '-filter_complex_threads', `${job.threads}`],
      },
    ],
  };
}

/** Renders some of the reel's frames alone, without sound: the same pictures as in the whole reel, on a clock that begins at 0. */
export function renderSpanCommand(job: Omit<RenderJob, 'gainDb'>, span: FrameSpan, file: string): MediaCommand {
  const { background } = job;
  const fps = backgroundFps(background);
  const picture = background.kind === 'still' ? loopGraph(job, background, 0, span) : `${pictureGraph(job.cut, fps, span)};${fitGraph(background)}`;
  return {
    inputs: background.kind === 'still' ? [stillInput(background.file)] : pictureInputs(job, fps, span).map((input) => withThreads(input, job.threads)),
    filterComplex: `${picture};[background]${assFilter(job)},setpts=PTS-STARTPTS[video]`,
    outputs: [{ to: 'file', file, args: ['-map', '[video]', ...videoArgs(job, fps, span.first), ...FILE_ARGS, '-filter_complex_threads', `${job.threads}`] }],
  };
}

/** Draws one frame of the reel as JPEG, at `atMs` on its clock. */
export function thumbnailCommand(job: Omit<RenderJob, 'gainDb' | 'keyFrames'>, atMs: number, file: string): MediaCommand {
  const { background } = job;
  const clock = `setpts=PTS-STARTPTS+${seconds(atMs)}/TB`;
  const picture = background.kind === 'still' ? `${stillGraph(job, background, 0)},${clock}[background]` : `[0:v:0]${clock}[picture];${fitGraph(background)}`;
  const input = background.kind === 'still' ? stillInput(background.file) : { source: job.input.source, args: [...job.input.args, '-ss', seconds(sourceTime(job.cut, atMs))] };
  return {
    inputs: [input],
    // JPEG readers take full-range BT.601 for granted.
    filterComplex: `${picture};[background]${assFilter(job)},scale=in_color_matrix=bt709:out_color_matrix=bt601:in_range=tv:out_range=pc,format=yuvj420p[frame]`,
    outputs: [{ to: 'file', file, args: ['-map', '[frame]', '-frames:v', '1', '-q:v', '2', '-threads', `${job.threads}`, '-map_metadata', '-1', '-update', '1'] }],
  };
}

/** The frame rate of a reel over this background. */
export const backgroundFps = (background: Pick<Background, 'kind'> & { fps?: number }): Fraction => (background.kind === 'picture' ? reelFps(background.fps ?? NaN) : STILL_FPS);

/** How many frames a reel has. */
export const reelFrames = ({ cut, background }: Pick<RenderJob, 'cut' | 'background'>): number => frameCount(cutDurationMs(cut), backgroundFps(background));

/** The frame rate of a reel made from a picture of this rate: the same, or an even share of it up to 30; film and NTSC rates stay exact. */
export function reelFps(fps: number): Fraction {
  if (!(fps >= 1)) return STILL_FPS;
  const share = fps / Math.ceil(fps / (MAX_FPS + 0.5));
  const rounded = Math.round(share);
  if (Math.abs(share - rounded) < 0.005) return { numerator: rounded, denominator: 1 };
  const ntsc = Math.round((share * 1_001) / 1_000);
  if (Math.abs(share - (ntsc * 1_000) / 1_001) < 0.005) return { numerator: ntsc * 1_000, denominator: 1_001 };
  return { numerator: rounded, denominator: 1 };
}

const withThreads = ({ source, args }: MediaInput, threads: number): MediaInput => ({ source, args: ['-threads', `${threads}`, ...args] });

const stillInput = (file: string): MediaInput => ({ source: file, args: ['-framerate', `${STILL_FPS.numerator}`] });

/** The still as the encoder wants it, with its lettering; made once, before it is looped. */
const stillGraph = ({ fontsDir }: Pick<RenderJob, 'fontsDir'>, { lettering }: Still, input: number): string =>
  `[${input}:v:0]scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p,setsar=1${lettering ? `,${assFilter({ ass: lettering, fontsDir })}` : ''}`;

/** The still, standing for these frames of the reel's clock, to `[background]`. */
const loopGraph = (job: Pick<RenderJob, 'fontsDir'>, still: Still, input: number, { first, end }: FrameSpan): string =>
  `${stillGraph(job, still, input)},loop=loop=-1:size=1,settb=1/${STILL_FPS.numerator},setpts=N+${first},fps=${STILL_FPS.numerator},trim=end_frame=${end - first}[background]`;

/** From `[picture]` to `[background]`: the picture whole over its dimmed, blurred copy or a plain ground; alone where it fills the frame. */
function fitGraph({ picture: { x, y, width, height }, frame: { width: w, height: h }, ground }: PictureBackground): string {
  const tags = 'out_color_matrix=bt709:out_range=tv';
  if (width >= w && height >= h) {
    return `[picture]scale=${width}:${height}:flags=bicubic:${tags},crop=${w}:${h},format=yuv420p,setsar=1[background]`;
  }
  const whole = `scale=${width}:${height}:flags=bicubic:${tags},format=yuv420p,setsar=1`;
  if (ground) return `[picture]${whole},pad=${w}:${h}:${x}:${y}:color=0x${ground.slice(1)},setsar=1[background]`;
  const [smallWidth, smallHeight] = [even(w / BLUR_SCALE), even(h / BLUR_SCALE)];
  return [
    '[picture]split[whole][copy]',
    `[copy]scale=${smallWidth}:${smallHeight}:force_original_aspect_ratio=increase:flags=bilinear:${tags},crop=${smallWidth}:${smallHeight},format=yuv420p,gblur=sigma=5,${DIMMED},scale=${w}:${h}:flags=bilinear,setsar=1[blurred]`,
    `[whole]${whole}[sharp]`,
    `[blurred][sharp]overlay=x=${x}:y=${y}[background]`,
  ].join(';');
}

const assFilter = ({ ass, fontsDir }: Pick<RenderJob, 'ass' | 'fontsDir'>): string => `ass=filename=${filterValue(ass)}:fontsdir=${filterValue(fontsDir)}`;

/** `firstFrame`: of the reel, where the encoding begins. */
function videoArgs({ keyFrames, threads }: Pick<RenderJob, 'keyFrames' | 'threads'>, fps: Fraction, firstFrame: number): string[] {
  // A little early: the frame is the first one after the time that is asked for, or the nearest to it (ffmpeg 5).
  const forced = keyFrames.filter((frame) => frame > firstFrame).map((frame) => seconds(((frame - firstFrame - 0.25) * fps.denominator * 1_000) / fps.numerator));
  return [
    ...['-r', `${fps.numerator}/${fps.denominator}`, '-c:v', 'libx264', '-preset', 'superfast', '-crf', '20', '-profile:v', 'high', '-pix_fmt', 'yuv420p', '-threads', `${threads}`],
    // `superfast` with the first three looks like `faster` for less than half of its work; dark grounds need the bits that aq-mode 3 gives them.
    ...['-x264-params', `mbtree=1:rc-lookahead=10:weightp=1:aq-mode=3:keyint=${groupFrames(fps)}:min-keyint=1:scenecut=0:open-gop=0`],
    ...(forced.length ? ['-force_key_frames', forced.join(',')] : []),
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
  ];
}

// The quick search costs half and is as good for speech at this rate.
const AUDIO_ARGS = ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '160k', '-ar', '48000', '-ac', '2', '-flags:a', '+bitexact'];

/** It streams; and the same reel gives the same bytes: no dates, no version strings. */
export const FILE_ARGS = ['-movflags', '+faststart', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'];

/** Where in the source this moment of the reel lies. */
function sourceTime(cut: CutSource['cut'], atMs: number): number {
  let left = atMs;
  for (const { startMs, endMs } of cut) {
    if (left < endMs - startMs) return startMs + left;
    left -= endMs - startMs;
  }
  return cut.at(-1)?.startMs ?? 0;
}

const even = (length: number): number => 2 * Math.round(length / 2);
