import type { FontBook, Rect, Size } from '@reels/contracts';
import type { SetText } from '../captions/index.js';

/** Advanced SubStation Alpha, as libass reads it: https://github.com/libass/libass/wiki/ASS-File-Format-Guide */

export interface AssEvent {
  /** Higher ones lie above. */
  layer: number;
  startMs: number;
  endMs: number;
  /** `CAPTION_PART` for what belongs to the captions; else empty. */
  part: string;
  /** Override tags without their braces. */
  tags: string;
  /** Text made by `AssDocument.text` or a drawing: the only ways for anything to get into the document. */
  body: string;
}

/** Collects the events of a reel and the fonts that they use. */
export class AssDocument {
  readonly #events: string[] = [];
  readonly #fonts = new Set<string>();

  constructor(
    private readonly book: FontBook,
    private readonly frame: Size,
  ) {}

  get fonts(): string[] {
    return [...this.#fonts].sort();
  }

  add({ layer, startMs, endMs, part, tags, body }: AssEvent): void {
    if (endMs - startMs < 10) return;
    this.#events.push(`Dialogue: ${layer},${timeStamp(startMs)},${timeStamp(endMs)},Default,${part},0,0,0,,{${tags}}${body}`);
  }

  /** Set text with the tags that choose its faces. `direction` marks which way the whole runs. */
  text({ runs }: SetText, size: number, direction: 'ltr' | 'rtl'): string {
    const mark = direction === 'rtl' ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK;
    const parts = runs.map(({ text, face }, index) => {
      this.#fonts.add(face.font);
      const { ascent, descent } = this.book.metrics(face.font);
      // libass takes the font size for the height of the font's line.
      const height = size * face.scale * (ascent + descent);
      return `{\\fn${face.font}\\fs${number(height)}\\fsp${number(size * face.tracking)}}${index === 0 ? mark : ''}${text}`;
    });
    return parts.join('');
  }

  toString(): string {
    return [header(this.frame, this.fonts[0] ?? ''), ...this.#events, ''].join('\n');
  }
}

const LEFT_TO_RIGHT_MARK = '\u200e';
const RIGHT_TO_LEFT_MARK = '\u200f';

/** The style's font is looked up though each text names its own. Encoding -1: the direction of a line is read from its first strong character, which is one of the marks above. */
const header = ({ width, height }: Size, font: string): string => `[Script Info]
ScriptType: v4.00+
PlayResX: ${width}
PlayResY: ${height}
WrapStyle: 2
ScaledBorderAndShadow: yes
Kerning: yes
YCbCr Matrix: TV.709

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,${font},40,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,0,0,7,0,0,0,-1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text`;

/** Times in ASS have hundredths of a second; rounding all of them alike leaves no gap and no overlap between neighbours. */
export const centiseconds = (ms: number): number => Math.round(Math.max(0, ms) / 10);

function timeStamp(ms: number): string {
  const total = centiseconds(ms);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(total / 360_000)}:${pad(Math.floor(total / 6_000) % 60)}:${pad(Math.floor(total / 100) % 60)}.${pad(total % 100)}`;
}

/** `#rrggbb` as `&HBBGGRR&`. */
export const colour = (hex: string): string => `&H${hex.slice(5, 7)}${hex.slice(3, 5)}${hex.slice(1, 3)}&`.toUpperCase();

/** Opacity 0..1 as ASS's transparency. */
export const alpha = (opacity: number): string => `&H${Math.round(255 * (1 - opacity)).toString(16).padStart(2, '0').toUpperCase()}&`;

/** A number as short as it may be. */
export const number = (value: number): string => String(Math.round(value * 100) / 100);

/**
 * An animation of tags between two times on the reel's clock, for an event that starts at `eventStartMs`.
 * `ease` below 1 starts fast and ends slow.
 */
export function animate(eventStartMs: number, fromMs: number, toMs: number, tags: string, ease = 1): string {
  const origin = centiseconds(eventStartMs) * 10;
  const from = Math.max(0, Math.round(fromMs - origin));
  // An end of 0 would mean the end of the event.
  const to = Math.max(from + 1, Math.round(toMs - origin));
  return `\\t(${from},${to},${ease === 1 ? '' : `${ease},`}${tags})`;
}

/** Quarter-circle control point of a cubic Bézier curve. */
const ROUND = 0.5523;

/** A rectangle with round corners as drawing commands, at its place in the frame: goes with `\an7\pos(0,0)\p1`. */
export function roundedRect({ x, y, width, height }: Rect, radius: number): string {
  const r = Math.min(radius, width / 2, height / 2);
  const c = r * (1 - ROUND);
  const [left, top, right, bottom] = [x, y, x + width, y + height];
  const points = (...values: number[]): string => values.map(number).join(' ');
  return [
    `m ${points(left + r, top)}`,
    `l ${points(right - r, top)}`,
    `b ${points(right - c, top, right, top + c, right, top + r)}`,
    `l ${points(right, bottom - r)}`,
    `b ${points(right, bottom - c, right - c, bottom, right - r, bottom)}`,
    `l ${points(left + r, bottom)}`,
    `b ${points(left + c, bottom, left, bottom - c, left, bottom - r)}`,
    `l ${points(left, top + r)}`,
    `b ${points(left, top + c, left + c, top, left + r, top)}`,
  ].join(' ');
}

/** Tags of a drawing in frame coordinates. */
export const DRAWING = '\\an7\\pos(0,0)\\p1';

/** A clip to a rectangle; ASS wants whole pixels. */
export const clip = ({ x, y, width, height }: Rect): string => `\\clip(${Math.round(x)},${Math.round(y)},${Math.round(x + width)},${Math.round(y + height)})`;
