import type { Peaks, Rect } from '@reels/contracts';
import { animate, clip, colour, number, roundedRect } from './ass.js';
import { drawShape, LAYERS, standing } from './scene.js';
import type { Scene } from './scene.js';

/** How a waveform looks. */
export interface WaveformLook {
  rect: Rect;
  bars: number;
  /** Share of a bar's pitch that the bar takes. */
  thickness: number;
  played: string;
  /** Bars to come: this colour at this opacity. */
  toCome: string;
  toComeOpacity: number;
}

/** The highest standing bar, in shares of the height: the rest is room for the bars that move with the voice. */
const STANDING = 0.68;
/** How much the bar being played and those behind it follow the voice. */
const FOLLOWING = [1, 0.72, 0.46, 0.24];
const SYLLABLE_MS = 160;
/** The voice is read this often. */
const STEP_MS = 80;
/** The moving bars are drawn in events of so many steps: long chains of animations are slow to read. */
const STEPS_AN_EVENT = 6;
/** The moving level falls by this factor a step, and rises at once. */
const DECAY = 0.72;
/** Quiet recordings fill the height as loud ones do: this share of all values lies below full scale. */
const FULL_SCALE_QUANTILE = 0.97;

/**
 * The voice of the reel as bars: the whole cut at a glance, the played part in the accent, and the bars at the play head
 * rising and falling with what is heard. Runs from right to left where the text does.
 */
export function drawWaveform(scene: Scene, peaks: Peaks, look: WaveformLook): void {
  const { rect, bars, played, toCome, toComeOpacity } = look;
  const { durationMs, direction } = scene;
  const scale = quantile(peaks.values, FULL_SCALE_QUANTILE) || 1;
  const heights = barLevels(peaks, bars).map((level) => barHeight(look, Math.min(1, level / scale) * STANDING));
  const shape = heights.map((height, index) => barShape(look, index, height, direction)).join(' ');
  const { x, y, width, height } = rect;
  const none = { x: direction === 'rtl' ? x + width : x, y, width: 0, height };
  // Played bars cover those to come.
  drawShape(standing(scene), shape, { hex: toCome, opacity: toComeOpacity, layer: LAYERS.waveform });
  drawShape(scene, shape, { hex: played, layer: LAYERS.waveform, tags: clip(none) + animate(0, 0, durationMs, clip(rect)) });
  drawMovingBars(scene, movingLevel(peaks, durationMs, scale), heights, look);
}

/** For each bar near the play head short events whose height follows the voice. */
function drawMovingBars({ document, durationMs, direction, part }: Scene, level: readonly number[], heights: readonly number[], look: WaveformLook): void {
  const { rect, bars, played } = look;
  const barMs = durationMs / bars;
  heights.forEach((standing, index) => {
    const { x, width } = barRect(look, index, rect.height, direction);
    const centre = `\\an5\\pos(${number(x + width / 2)},${number(rect.y + rect.height / 2)})\\p1\\1c${colour(played)}`;
    const heightAt = (step: number): number => {
      const behind = (step * STEP_MS) / barMs - index;
      const follows = behind < 0 || behind >= FOLLOWING.length ? 0 : (FOLLOWING[Math.floor(behind)] ?? 0);
      return Math.max(standing, standing + (barHeight(look, level[step] ?? 0) - standing) * follows);
    };
    const first = Math.ceil((index * barMs) / STEP_MS);
    const last = Math.min(level.length - 1, Math.ceil(((index + FOLLOWING.length) * barMs) / STEP_MS));
    for (let step = first; step < last; step += STEPS_AN_EVENT) {
      const end = Math.min(last, step + STEPS_AN_EVENT);
      const startMs = step * STEP_MS;
      // Drawn at a middling height, so that scaling keeps its ends round.
      const drawn = (Math.max(...range(step, end).map(heightAt)) + standing) / 2;
      const scaled = (at: number): string => `\\fscy${number((100 * heightAt(at)) / drawn)}`;
      const moves = range(step, end).map((at) => animate(startMs, at * STEP_MS, (at + 1) * STEP_MS, scaled(at + 1)));
      const shape = roundedRect({ x: 0, y: 0, width, height: drawn }, width / 2);
      document.add({ layer: LAYERS.live, startMs, endMs: end * STEP_MS, part, tags: `${centre}${scaled(step)}${moves.join('')}`, body: shape });
    }
  });
}

/** The loudness in the middle of each bar's share of the reel: a syllable's length, since the mean of a long share is the same everywhere. */
function barLevels({ bucketMs, values }: Peaks, bars: number): number[] {
  const reach = Math.ceil(SYLLABLE_MS / 2 / bucketMs);
  return Array.from({ length: bars }, (_, index) => {
    const centre = Math.floor((values.length * (index + 0.5)) / bars);
    const part = values.slice(Math.max(0, centre - reach), centre + reach + 1);
    return part.length ? part.reduce((sum, value) => sum + value, 0) / part.length : 0;
  });
}

/** 0..1 for each step: rises with the voice, falls a little slower. */
function movingLevel({ bucketMs, values }: Peaks, durationMs: number, scale: number): number[] {
  let level = 0;
  return Array.from({ length: Math.ceil(durationMs / STEP_MS) + 1 }, (_, step) => {
    const heard = Math.max(0, ...values.slice(Math.floor(((step - 0.5) * STEP_MS) / bucketMs), Math.ceil(((step + 0.5) * STEP_MS) / bucketMs)));
    level = Math.max(Math.min(1, heard / scale), level * DECAY);
    return level;
  });
}

/** A silent bar is a dot. */
function barHeight({ rect, bars, thickness }: WaveformLook, level: number): number {
  const dot = (rect.width / bars) * thickness;
  return dot + (rect.height - dot) * level;
}

function barRect({ rect, bars, thickness }: WaveformLook, index: number, height: number, direction: 'ltr' | 'rtl'): Rect {
  const width = rect.width / (bars - 1 + thickness);
  const at = direction === 'rtl' ? bars - 1 - index : index;
  return { x: rect.x + at * width, y: rect.y + (rect.height - height) / 2, width: width * thickness, height };
}

const barShape = (look: WaveformLook, index: number, height: number, direction: 'ltr' | 'rtl'): string => {
  const bar = barRect(look, index, height, direction);
  return roundedRect(bar, bar.width / 2);
};

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}
