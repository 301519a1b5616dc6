/** Colours by how they look: OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020). */

export interface Oklch {
  /** 0 black .. 1 white. */
  lightness: number;
  /** 0 grey .. about 0.3. */
  chroma: number;
  /** Degrees; red about 29, yellow 110, green 142, blue 264. */
  hue: number;
}

type Triple = [number, number, number];

/** `#rrggbb`; a colour outside of sRGB keeps its lightness and hue and loses chroma until it fits. */
export const hexOf = (colour: Oklch): string => hexOfLinear(linearOf(fitted(colour)));

/** The nearest colour inside sRGB of the same lightness and hue. */
export function fitted({ lightness, chroma, hue }: Oklch): Oklch {
  for (let fitting = chroma; fitting > 0; fitting -= 0.004) {
    const colour = { lightness, chroma: fitting, hue };
    if (linearOf(colour).every((channel) => channel >= -1e-4 && channel <= 1 + 1e-4)) return colour;
  }
  return { lightness, chroma: 0, hue };
}

/** From 8-bit sRGB. */
export function oklchOf(red: number, green: number, blue: number): Oklch {
  const [r, g, b] = [red, green, blue].map((channel) => toLinear(channel / 255)) as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const alpha = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const beta = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(alpha, beta),
    hue: ((Math.atan2(beta, alpha) * 180) / Math.PI + 360) % 360,
  };
}

export const rgbOf = (hex: string): Triple => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Triple;

function linearOf({ lightness, chroma, hue }: Oklch): Triple {
  const [alpha, beta] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * alpha + 0.2158037573 * beta) ** 3;
  const m = (lightness - 0.1055613458 * alpha - 0.0638541728 * beta) ** 3;
  const s = (lightness - 0.0894841775 * alpha - 1.291485548 * beta) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const hexOfLinear = (rgb: Triple): string => `#${rgb.map((channel) => Math.round(255 * fromLinear(Math.min(1, Math.max(0, channel)))).toString(16).padStart(2, '0')).join('')}`;
const toLinear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const fromLinear = (value: number): number => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
