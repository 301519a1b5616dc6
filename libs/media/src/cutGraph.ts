import type { Range } from '@reels/contracts';
import type { MediaInput } from './runner.js';

/** Where a reel's sound and picture come from. */
export interface CutSource {
  /** The episode, opened with care: see `safeInput`. */
  input: MediaInput;
  /** What is kept of it, in order. */
  cut: readonly Range[];
}

export const SAMPLE_RATE = 48_000;
/** Decoding begins this much earlier: the first frames after a seek in MP3 and AAC lean on ones before them. */
const PREROLL_MS = 500;
/** Reading ends this much later, so that a trim and not the demuxer decides the last sample. */
const POSTROLL_MS = 500;
/** Fades at each edge of a range: long enough to hide the click of a cut wave, short enough to keep its consonants. */
const FADE_MS = 12;

/** What is trimmed off the head of a range's input. */
const prerollMs = ({ startMs }: Range): number => Math.min(PREROLL_MS, startMs);

/** One input for each range, opened near its start. */
export const cutInputs = ({ input, cut }: CutSource): MediaInput[] =>
  cut.map((range) => ({
    source: input.source,
    args: [...input.args, '-ss', seconds(range.startMs - prerollMs(range)), '-t', seconds(range.endMs - range.startMs + prerollMs(range) + POSTROLL_MS)],
  }));

export const cutDurationMs = (cut: readonly Range[]): number => cut.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

/** Filters from the inputs of `cutInputs` (the first is number `firstInput`) to the pad `[sound]`: the ranges one after the other, 48 kHz stereo, to the sample. */
export function soundGraph(cut: readonly Range[], firstInput = 0): string {
  const parts = cut.map((range, index) => {
    const length = range.endMs - range.startMs;
    const fade = Math.min(FADE_MS, length / 4);
    return [
      `[${firstInput + index}:a:0]aformat=sample_fmts=flt:sample_rates=${SAMPLE_RATE}:channel_layouts=stereo`,
      // A late first packet, or a hole, becomes silence instead of moving what follows.
      'aresample=async=1:first_pts=0',
      `atrim=start=${seconds(prerollMs(range))}`,
      'asetpts=PTS-STARTPTS',
      `apad=whole_len=${samples(length)}`,
      `atrim=end_sample=${samples(length)}`,
      `afade=t=in:d=${seconds(fade)}`,
      `afade=t=out:st=${seconds(length - fade)}:d=${seconds(fade)}[sound${index}]`,
    ].join(',');
  });
  return [...parts, `${cut.map((_range, index) => `[sound${index}]`).join('')}concat=n=${cut.length}:v=0:a=1[sound]`].join(';');
}

/** One range's share of some of the reel's frames. */
interface PicturePart {
  range: Range;
  /** How many of the range's frames come before. */
  skipped: number;
  frames: number;
}

function pictureParts(cut: readonly Range[], fps: Fraction, { first, end }: FrameSpan): PicturePart[] {
  let elapsedMs = 0;
  return cut.flatMap((range) => {
    const from = frameCount(elapsedMs, fps);
    elapsedMs += range.endMs - range.startMs;
    const start = Math.max(from, first);
    const frames = Math.min(frameCount(elapsedMs, fps), end) - start;
    return frames > 0 ? [{ range, skipped: start - from, frames }] : [];
  });
}

/** How far into a range its frames are looked for: whole seconds, so that the time stamps are rounded as if it were read from its start. */
const leapMs = (skipped: number, { numerator, denominator }: Fraction): number => Math.floor((skipped * denominator) / numerator) * 1_000;

/**
 * The inputs for `pictureGraph` of some of the reel's frames. They begin with a key frame of the source, so that a picture which stood there
 * for long is found, and have no end but the graph's: ffmpeg would count it from that key frame.
 */
export const pictureInputs = ({ input, cut }: CutSource, fps: Fraction, span: FrameSpan): MediaInput[] =>
  pictureParts(cut, fps, span).map(({ range, skipped }) => ({
    source: input.source,
    args: [...input.args, '-noaccurate_seek', '-ss', seconds(range.startMs - prerollMs(range) + leapMs(skipped, fps))],
  }));

/**
 * Filters to the pad `[picture]`: the ranges one after the other at a constant frame rate, as many frames as the sound is long.
 * A picture that begins late or ends early stands still. Reads the inputs of `cutInputs`; with `span` those of `pictureInputs`, and gives
 * only these frames, which keep their times.
 */
export function pictureGraph(cut: readonly Range[], fps: Fraction, span?: FrameSpan): string {
  const rate = `${fps.numerator}/${fps.denominator}`;
  const parts = pictureParts(cut, fps, span ?? { first: 0, end: Infinity }).map(({ range, skipped, frames }, index) =>
    [
      `[${span ? index : cut.indexOf(range)}:v:0]setpts=PTS-${seconds(prerollMs(range) - leapMs(skipped, fps))}/TB`,
      'trim=start=0',
      'bwdif=mode=send_frame:deint=interlaced',
      `fps=${rate}:start_time=${seconds((skipped * fps.denominator * 1_000) / fps.numerator)}`,
      'tpad=stop=-1:stop_mode=clone',
      `trim=end_frame=${frames}`,
      `setpts=N/(${rate}*TB)[picture${index}]`,
    ].join(','),
  );
  const clock = span?.first ? `,setpts=PTS+${span.first}` : '';
  return [...parts, `${parts.map((_part, index) => `[picture${index}]`).join('')}concat=n=${parts.length}:v=1:a=0,fps=${rate}${clock}[picture]`].join(';');
}

/** Frames of the reel, half-open. */
export interface FrameSpan {
  first: number;
  end: number;
}

/** When these frames are seen. */
export const timesOf = ({ first, end }: FrameSpan, { numerator, denominator }: Fraction): Range => ({
  startMs: (first * denominator * 1_000) / numerator,
  endMs: (end * denominator * 1_000) / numerator,
});

/** A frame rate, exact. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

export const frameCount = (ms: number, { numerator, denominator }: Fraction): number => Math.round((ms * numerator) / denominator / 1_000);

/** Seconds as ffmpeg reads them, to the microsecond. */
export const seconds = (ms: number): string => (ms / 1_000).toFixed(6).replace(/\.?0+$/, '');

const samples = (ms: number): number => Math.round((ms * SAMPLE_RATE) / 1_000);

/**
 * A value inside a filter graph: escaped for the option parser, then for the graph parser.
 * https://ffmpeg.org/ffmpeg-filters.html#Notes-on-filtergraph-escaping
 */
export const filterValue = (value: string): string => value.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&');
