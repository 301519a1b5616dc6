/** Colours as `#rrggbb`; contrast as WCAG 2.2 defines it. */

export const WHITE = '#ffffff';
export const BLACK = '#000000';
/** What Paper is printed on and with. */
export const PAPER = '#f3ecdf';
export const INK = '#17130f';

/** Contrast that text needs, and large type (WCAG 2.2, 1.4.3). */
export const TEXT_CONTRAST = 4.5;
export const LARGE_CONTRAST = 3;

/**
 * The opacity, 0..1, at which a colour still reads on all of these grounds: words to come are as dim as they may be.
 * Never under `least`, so that they also look like words.
 */
export function dimmest(colour: string, grounds: readonly string[], least: number): number {
  for (let opacity = least; opacity < 1; opacity += 0.02) {
    if (grounds.every((ground) => contrast(mix(ground, colour, opacity), ground) >= TEXT_CONTRAST)) return opacity;
  }
  return 1;
}

/** `share` of `over` on `under`. */
export const mix = (under: string, over: string, share: number): string =>
  `#${channels(under)
    .map((value, at) => Math.round(value + ((channels(over)[at] ?? 0) - value) * share).toString(16).padStart(2, '0'))
    .join('')}`;

/** Contrast of two colours, 1..21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
