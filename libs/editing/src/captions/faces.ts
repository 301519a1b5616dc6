import type { CaptionFont } from '@reels/contracts';
import type { Face } from './typeset.js';

/** The fonts of each style: its own first, then one for every script, in weights and sizes that match. */

const face = (font: string, lineHeight: number, scale = 1, tracking = 0): Face => ({ font, scale, lineHeight, tracking });

/** Chinese, Japanese and Korean share characters that each draws its own way: the language's own font comes first. */
function eastAsian(language: string, chinese: string, japanese: string, korean: string): Face[] {
  const [zh, ja, ko] = [face(chinese, 1.3, 0.94), face(japanese, 1.3, 0.94), face(korean, 1.3, 0.96)];
  if (language.startsWith('ja')) return [ja, zh, ko];
  return language.startsWith('ko') ? [ko, zh, ja] : [zh, ja, ko];
}

const REST = [face('Noto Emoji Bold', 1.2, 0.9), face('Noto Sans Bold', 1.2)];

/** Bold sans-serif faces of all scripts, to follow a style's own. */
const boldWorld = (language: string): Face[] => [
  face('Noto Sans Arabic Bold', 1.5, 1.02),
  face('Noto Sans Hebrew Bold', 1.25, 1.04),
  face('Noto Sans Devanagari Bold', 1.4, 0.98),
  face('Noto Sans Thai Bold', 1.5, 0.98),
  ...eastAsian(language, 'Noto Sans SC Bold', 'Zen Kaku Gothic New Black', 'NanumGothicExtraBold'),
  ...REST,
];

const blackWorld = (language: string, scale: number): Face[] => [
  face('Noto Sans Arabic Black', 1.5, scale),
  face('Noto Sans Hebrew Black', 1.25, scale),
  face('Noto Sans Devanagari Black', 1.4, scale),
  face('Noto Sans Thai Black', 1.5, scale),
  ...eastAsian(language, 'Noto Sans SC Black', 'Zen Kaku Gothic New Black', 'Black Han Sans Regular'),
  ...REST,
];

export const studioFaces = (language: string): Face[] => [face('Bricolage Grotesque Bold', 1.14, 1, -0.016), face('Commissioner Bold', 1.2, 0.96, -0.01), ...boldWorld(language)];

export const paperFaces = (language: string): Face[] => [
  face('Instrument Serif Regular', 1, 1, -0.012),
  face('Noto Serif Display Regular', 1.08, 0.8, -0.01),
  face('Noto Naskh Arabic Regular', 1.3, 0.86),
  face('Frank Ruhl Libre Regular', 1.08, 0.86),
  face('Noto Sans Devanagari Medium', 1.24, 0.72),
  face('Noto Sans Thai Medium', 1.3, 0.72),
  ...eastAsian(language, 'Noto Sans SC Medium', 'Zen Kaku Gothic New Medium', 'NanumGothic').map((other) => ({ ...other, scale: 0.7, lineHeight: 1 })),
  ...REST.map((other) => ({ ...other, scale: 0.75, lineHeight: 1 })),
];

export const punchFaces = (language: string): Face[] => [face('Anton Regular', 1.2, 1, 0.008), face('Sofia Sans Extra Condensed Black', 1.2, 1.2, 0.008), ...blackWorld(language, 0.92)];

export const capsuleFaces = (language: string): Face[] => [face('Poppins ExtraBold', 1.5), face('Commissioner ExtraBold', 1.5, 1.02), ...blackWorld(language, 1)];

export const soloFaces = (language: string): Face[] => [face('Bricolage Grotesque ExtraBold', 1.14, 1, -0.02), face('Commissioner ExtraBold', 1.2, 0.96, -0.01), ...blackWorld(language, 0.96)];

export const karaokeFaces = (language: string): Face[] => [face('Montserrat ExtraBold', 1.26, 1, -0.012), face('Commissioner ExtraBold', 1.26, 1.06), ...blackWorld(language, 1.02)];

export const stackFaces = (language: string): Face[] => [face('Big Shoulders Black', 0.9, 1, 0.004), face('Sofia Sans Extra Condensed Black', 0.9, 1.06, 0.006), ...blackWorld(language, 0.74).map(tightened)];

export const subtitleFaces = (language: string): Face[] => [face('Instrument Sans SemiBold', 1.42), face('Commissioner Bold', 1.42, 0.96), ...boldWorld(language).map((other) => ({ ...other, lineHeight: Math.max(1.42, other.lineHeight) }))];

export const typewriterFaces = (language: string): Face[] => [face('Geist Mono SemiBold', 1.34), face('Commissioner Bold', 1.34, 1.06), ...boldWorld(language).map((other) => ({ ...other, lineHeight: Math.max(1.34, other.lineHeight), scale: other.scale * 1.06 }))];

/** Scripts without capitals, on the tight lines of a poster. */
const tightened = (other: Face): Face => ({ ...other, lineHeight: other.lineHeight * 0.78 });

/** How each family is set when a person chooses it: its size that looks as large as Bricolage's, its face, and one beside it for Cyrillic and Greek. */
const FAMILIES: Record<CaptionFont, { size: number; faces: [own: Face, ...beside: Face[]] }> = {
  bricolage_grotesque: { size: 1, faces: [face('Bricolage Grotesque Bold', 1, 1, -0.016), face('Commissioner Bold', 1, 0.96, -0.01)] },
  instrument_sans: { size: 1.02, faces: [face('Instrument Sans Bold', 1, 1, -0.01), face('Commissioner Bold', 1, 0.96, -0.01)] },
  instrument_serif: { size: 1.3, faces: [face('Instrument Serif Regular', 1, 1, -0.012), face('Noto Serif Display Regular', 1, 0.8, -0.01)] },
  anton: { size: 1.16, faces: [face('Anton Regular', 1, 1, 0.008), face('Sofia Sans Extra Condensed Black', 1, 1.2, 0.008)] },
  poppins: { size: 0.94, faces: [face('Poppins ExtraBold', 1), face('Commissioner ExtraBold', 1, 1.02)] },
  montserrat: { size: 0.92, faces: [face('Montserrat ExtraBold', 1, 1, -0.01), face('Commissioner ExtraBold', 1, 1.02)] },
  big_shoulders: { size: 1.3, faces: [face('Big Shoulders Black', 1, 1, 0.004), face('Sofia Sans Extra Condensed Black', 1, 1.1, 0.008)] },
  geist_mono: { size: 0.86, faces: [face('Geist Mono SemiBold', 1), face('Commissioner Bold', 1, 1)] },
};

/** A style's faces with another family before them: as large to the eye as the style's `own`, on its lines; the style's faces draw what the family lacks. */
export function familyFaces(chosen: CaptionFont, own: CaptionFont, styleFaces: readonly Face[]): Face[] {
  const ratio = FAMILIES[chosen].size / FAMILIES[own].size;
  const lineHeight = styleFaces[0]?.lineHeight ?? 1.2;
  return [...FAMILIES[chosen].faces.map((one) => ({ ...one, scale: one.scale * ratio, tracking: one.tracking * ratio, lineHeight })), ...styleFaces];
}

/** Names, titles and other small print; `first` is the Latin font. */
export const smallFaces = (first: string, language: string): Face[] => [
  face(first, 1.25),
  face('Commissioner Medium', 1.25, 0.98),
  face('Noto Sans Arabic Medium', 1.5),
  face('Noto Sans Hebrew Medium', 1.25),
  face('Noto Sans Devanagari Medium', 1.4),
  face('Noto Sans Thai Medium', 1.5),
  ...eastAsian(language, 'Noto Sans SC Medium', 'Zen Kaku Gothic New Medium', 'NanumGothic'),
  face('Noto Emoji Bold', 1.2, 0.9),
  face('Noto Sans Medium', 1.25),
];
