import { CAPTION_PART } from '@reels/contracts';
import type { CaptionStyle, Composition, FontBook, Layout, Palette, Peaks, Rect, Sentence, StillSpec } from '@reels/contracts';
import { captionRules, directionOf, layOutCaptions } from '../captions/index.js';
import type { PlacedPhrase } from '../captions/index.js';
import { AssDocument } from './ass.js';
import { INK, WHITE } from './colour.js';
import { captionZone, COLUMN, COVER, LARGE_COVER, mirrored, NAME_LINE, pictureRect, PROGRESS, titleAbove, WAVEFORM } from './frame.js';
import { drawHeader, drawPaperHeader, drawQuotationMark, drawTitleLine, drawTitlePage } from './header.js';
import { drawProgress } from './progress.js';
import { standing } from './scene.js';
import type { Scene } from './scene.js';
import { drawNameLine, drawNameTags, speakerTurns } from './speakers.js';
import { drawCapsule } from './styles/capsule.js';
import { drawPaper } from './styles/paper.js';
import { drawPunch } from './styles/punch.js';
import { drawStudio } from './styles/studio.js';
import { drawWaveform } from './waveform.js';

/** What a reel shows. All times are on the reel's own clock. */
export interface ReelContent {
  sentences: readonly Sentence[];
  durationMs: number;
  /** BCP 47 code of the transcript; decides how words without spaces are cut and which Han glyphs are drawn. */
  language: string;
  /** "none": everything but the captions. */
  captions: CaptionStyle | 'none';
  layout: Layout;
  /** The reel's title and the podcast's name. */
  title: string;
  show: string | null;
  /** The loudness of the cut; see `cutPeaks`. */
  peaks: Peaks;
  palette: Palette;
  hasCover: boolean;
  /** Size of the episode's picture as displayed; needed by the layout "fit". */
  video: { width: number; height: number } | null;
}

/** Lays a reel out: captions, names, waveform and progress as one ASS document, and what lies behind them. */
export function composeReel(content: ReelContent, fonts: FontBook): Composition {
  const { sentences, durationMs, captions, layout, title, palette } = content;
  if (layout === 'fit' && !content.video) throw new Error('The layout "fit" needs the size of the picture');
  const picture = layout === 'fit' && content.video ? pictureRect(content.video) : null;
  const spoken = sentences.map(({ text }) => text).join(' ');
  const document = new AssDocument(fonts);
  const lettering = picture ? document : new AssDocument(fonts);
  const scene: Scene = { document, standing: lettering, fonts, palette, durationMs, direction: directionOf(spoken || title), language: languageOf(content.language, spoken), part: '' };
  const phrases = captions === 'none' ? [] : layOutCaptions({ sentences, language: scene.language, durationMs, direction: scene.direction }, captionRules(captions, layout), captionZone(captions, layout, picture), fonts);

  if (picture) drawOverPicture(scene, content, picture);
  else drawAudiogram(scene, content);
  if (captions !== 'none') drawCaptions({ ...scene, part: CAPTION_PART }, captions, phrases, picture !== null);

  const still = picture ? null : { ...groundOf(content, scene), lettering: lettering.toString() };
  return { ass: document.toString(), fonts: [...new Set([...document.fonts, ...lettering.fonts])].sort(), still, picture, thumbnailMs: tellingMoment(phrases, durationMs) };
}

function drawCaptions(scene: Scene, style: CaptionStyle, phrases: readonly PlacedPhrase[], overPicture: boolean): void {
  if (style === 'studio') drawStudio(scene, phrases, overPicture);
  else if (style === 'paper') drawPaper(scene, phrases, overPicture);
  else if (style === 'punch') drawPunch(scene, phrases);
  else drawCapsule(scene, phrases);
}

function drawAudiogram(scene: Scene, content: ReelContent): void {
  const { palette } = scene;
  const turns = speakerTurns(content.sentences, scene.durationMs);
  if (content.captions === 'paper') {
    drawPaperHeader(standing(scene), content);
    drawQuotationMark(standing(scene));
    drawWaveform(scene, content.peaks, { rect: { ...WAVEFORM, y: 1_040, height: 120 }, bars: 60, thickness: 0.46, played: INK, toCome: INK, toComeOpacity: 0.2 });
    drawNameLine(scene, turns, NAME_LINE, { hex: INK, dot: null });
    drawProgress(scene, PROGRESS, { track: 'dark', hex: INK });
    return;
  }
  if (content.captions === 'none') drawTitlePage(standing(scene), content, LARGE_COVER, { ...COLUMN, y: 700, height: 290 });
  else drawHeader(standing(scene), content);
  drawWaveform(scene, content.peaks, { rect: WAVEFORM, bars: 46, thickness: 0.6, played: palette.accent, toCome: WHITE, toComeOpacity: 0.22 });
  drawNameLine(scene, turns, NAME_LINE, { hex: WHITE, dot: palette.accent });
  drawProgress(scene, PROGRESS, { track: 'light', hex: palette.accent });
}

function drawOverPicture(scene: Scene, content: ReelContent, picture: Rect): void {
  const room = titleAbove(picture);
  const fills = picture.y === 0;
  if (room) drawTitleLine(scene, content, room);
  drawNameTags(scene, speakerTurns(content.sentences, scene.durationMs), { x: COLUMN.x, y: fills ? 300 : Math.max(300, picture.y + 24), width: COLUMN.width });
  // Under a picture its lower edge is the line; on one that fills the frame a line stands at the foot of the safe zone.
  const line = fills ? { ...COLUMN, y: 1_238, height: 6 } : { x: 0, y: picture.y + picture.height - 3, width: picture.width, height: 6 };
  drawProgress(scene, line, { track: 'light', hex: scene.palette.accent });
}

function groundOf({ captions, palette }: ReelContent, { direction }: Scene): Omit<StillSpec, 'lettering'> {
  if (captions === 'paper') return { ground: 'paper', palette, cover: null };
  const box = mirrored(captions === 'none' ? LARGE_COVER : COVER, direction);
  return { ground: 'dark', palette, cover: { box, radius: Math.round(box.width * 0.2) } };
}

const EARLY_SHARE = 0.6;

/** In the middle of the fullest phrase of the reel's first part, while a word past its half is lit; a third into a reel without captions. */
function tellingMoment(phrases: readonly PlacedPhrase[], durationMs: number): number {
  const early = phrases.filter(({ startMs }) => startMs <= durationMs * EARLY_SHARE);
  const fullest = early.reduce<PlacedPhrase | null>((best, phrase) => (!best || letters(phrase) > letters(best) ? phrase : best), null);
  const word = fullest?.words[Math.floor(fullest.words.length * 0.6)];
  return word ? Math.round((word.startMs + word.endMs) / 2) : Math.round(durationMs / 3);
}

const letters = ({ words }: PlacedPhrase): number => words.reduce((sum, { text }) => sum + text.length, 0);

/** Where nobody named the language, kana or hangul tell it: which glyphs Han characters take hangs on it. */
function languageOf(language: string, text: string): string {
  if (/^(ja|ko|zh|yue)/.test(language)) return language;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  return /\p{Script=Hangul}/u.test(text) ? 'ko' : language;
}
