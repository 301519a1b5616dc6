import { CAPTION_PART, resolveDesign } from '@reels/contracts';
import type { CaptionStyle, Composition, FontBook, Palette, Peaks, Rect, ReelDesign, ResolvedDesign, Sentence, StillSpec } from '@reels/contracts';
import { captionRules, directionOf, layOutCaptions, withLook } from '../captions/index.js';
import type { PlacedPhrase } from '../captions/index.js';
import { AssDocument } from './ass.js';
import { captionZone, hasRoomBelow, standsClear } from './captionZone.js';
import { PAPER } from './colour.js';
import { drawHeader, drawPaperHeader, drawQuotationMark, drawTitleLine, drawTitlePage } from './header.js';
import { fillsFrame, isBeside, pictureRect, roomBeside, titleAbove } from './picture.js';
import { placesOf } from './places.js';
import type { Places } from './places.js';
import { drawProgress } from './progress.js';
import { standing } from './scene.js';
import type { Scene } from './scene.js';
import { drawNameLine, drawNameTags, speakerTurns } from './speakers.js';
import { CAPTION_DRAWINGS } from './styles/index.js';
import { groundFor, paletteFor, toneOf } from './tone.js';
import { drawWaveform } from './waveform.js';

/** What a reel shows. All times are on the reel's own clock. */
export interface ReelContent {
  sentences: readonly Sentence[];
  durationMs: number;
  /** BCP 47 code of the transcript; decides how words without spaces are cut and which Han glyphs are drawn. */
  language: string;
  design: ReelDesign;
  /** The reel's title and the podcast's name. */
  title: string;
  show: string | null;
  /** The loudness of the cut; see `cutPeaks`. */
  peaks: Peaks;
  /** The episode's own: of its cover art, or chosen by its show's name. */
  palette: Palette;
  hasCover: boolean;
  /** Size of the episode's picture as displayed; null: it has none. */
  video: { width: number; height: number } | null;
}

/** A content whose design is decided. */
type Resolved = Omit<ReelContent, 'design'> & { design: ResolvedDesign };

/** Lays a reel out: captions, names, waveform and progress as one ASS document, and what lies behind them. */
export function composeReel(given: ReelContent, fonts: FontBook): Composition {
  const design = resolveDesign(given.design, given);
  const content: Resolved = { ...given, design };
  const { sentences, durationMs, title, video } = content;
  const { aspect, captions, layout, look, background } = design;
  const spoken = sentences.map(({ text }) => text).join(' ');
  const direction = directionOf(spoken || title);
  const places = placesOf(aspect, direction);
  const { frame, safeZone } = places;
  const picture = layout === 'fit' && video ? pictureRect(video, aspect) : null;
  const ground = picture ? (background === 'paper' ? 'paper' : 'dark') : groundFor(design, content.hasCover);
  const palette = paletteFor(background, content.palette);
  const pictureGround = picture && background !== 'auto' && background !== 'cover' ? (ground === 'paper' ? PAPER : palette.ground) : null;
  const document = new AssDocument(fonts, frame);
  const lettering = picture ? document : new AssDocument(fonts, frame);
  const language = languageOf(content.language, spoken);
  const scene: Scene = { document, standing: lettering, fonts, palette, tone: toneOf(ground, palette), places, look, durationMs, direction, language, part: '' };
  const phrases = captions === 'none' ? [] : placeCaptions(scene, content, captions, picture);

  if (picture) drawOverPicture(scene, content, picture);
  else drawAudiogram(scene, content);
  const overPicture = picture !== null && !(pictureGround && standsClear(picture, look.position, places));
  if (captions !== 'none') CAPTION_DRAWINGS[captions]({ ...scene, part: CAPTION_PART }, phrases, overPicture);

  const still = picture ? null : { frame, ground, palette, cover: coverPlace(content, places), lettering: lettering.toString() };
  const used = [...new Set([...document.fonts, ...lettering.fonts])].sort();
  return { frame, safeZone, ass: document.toString(), fonts: used, still, picture, pictureGround, thumbnailMs: tellingMoment(phrases, durationMs, captions === 'typewriter') };
}

function placeCaptions({ places, language, direction, durationMs, fonts, look }: Scene, { sentences, design }: Resolved, style: CaptionStyle, picture: Rect | null): PlacedPhrase[] {
  const rules = withLook(captionRules(style, design.layout), look, places.captionScale[design.layout]);
  const zone = captionZone({ style, size: rules.size, position: look.position, places, picture, direction });
  return layOutCaptions({ sentences, language, durationMs, direction }, rules, zone, fonts);
}

function drawAudiogram(scene: Scene, content: Resolved): void {
  const { text, accent, track } = scene.tone;
  const { waveform, paperWaveform, nameLine, progress } = scene.places;
  const { captions } = content.design;
  const turns = speakerTurns(content.sentences, scene.durationMs);
  if (captions === 'paper') {
    drawPaperHeader(standing(scene), content);
    drawQuotationMark(standing(scene));
    drawWaveform(scene, content.peaks, { rect: paperWaveform, bars: 60, thickness: 0.46, played: text, toCome: text, toComeOpacity: 0.2 });
    drawNameLine(scene, turns, nameLine, { hex: text, dot: null });
    drawProgress(scene, progress, { track, hex: text });
    return;
  }
  if (captions === 'none') drawTitlePage(standing(scene), content);
  else drawHeader(standing(scene), content);
  drawWaveform(scene, content.peaks, { rect: waveform, bars: 46, thickness: 0.6, played: accent, toCome: text, toComeOpacity: 0.22 });
  drawNameLine(scene, turns, nameLine, { hex: text, dot: accent });
  drawProgress(scene, progress, { track, hex: accent });
}

function drawOverPicture(scene: Scene, content: Resolved, picture: Rect): void {
  const { places } = scene;
  const room = titleAbove(picture, places);
  if (room) drawTitleLine(scene, content, room);
  drawNameTags(scene, speakerTurns(content.sentences, scene.durationMs), tagPlace(places, picture, content.design.look.position === 'top'));
  const { track, accent } = isBeside(picture, places.frame) ? scene.tone : { track: 'light' as const, accent: scene.palette.accent };
  drawProgress(scene, progressOver(picture, places), { track, hex: accent });
}

/** Name tags lie in the picture's upper corner, in the lower one where captions have the upper. */
function tagPlace({ column, safeZone }: Places, picture: Rect, low: boolean): { x: number; y: number; width: number } {
  const x = Math.max(column.x, picture.x + 24);
  const right = Math.min(column.x + column.width, picture.x + picture.width - 24);
  const foot = Math.min(safeZone.y + safeZone.height, picture.y + picture.height);
  return { x, y: low ? foot - 110 : Math.max(safeZone.y + 30, picture.y + 24), width: right - x };
}

/** Under a picture its lower edge is the line; where captions would cross it, a line stands at the foot of the safe zone. */
function progressOver(picture: Rect, places: Places): Rect {
  const { frame, progress, overPicture } = places;
  if (isBeside(picture, frame)) return { ...roomBeside(picture, places), y: progress.y, height: progress.height };
  const lower = picture.y + picture.height - 3;
  const crossed = !hasRoomBelow(picture, places) && lower > overPicture.y && lower < overPicture.y + overPicture.height + CLEAR;
  return fillsFrame(picture, frame) || lower >= frame.height - progress.height || crossed ? progress : { x: picture.x, y: lower, width: picture.width, height: 6 };
}

/** Captions keep so far from the line below them. */
const CLEAR = 40;

/** Paper has no picture but its words. */
function coverPlace({ design }: Resolved, { cover, largeCover }: Places): StillSpec['cover'] {
  if (design.captions === 'paper') return null;
  const box = design.captions === 'none' ? largeCover : cover;
  return { box, radius: Math.round(Math.min(box.width * 0.2, MOST_RADIUS)) };
}

const MOST_RADIUS = 76;
const EARLY_SHARE = 0.6;

/**
 * In the middle of the fullest phrase of the reel's first part, while a word past its half is lit; a third into a reel without captions.
 * `whole`: where words are not there before they are said, the last one.
 */
function tellingMoment(phrases: readonly PlacedPhrase[], durationMs: number, whole: boolean): number {
  const early = phrases.filter(({ startMs }) => startMs <= durationMs * EARLY_SHARE);
  const fullest = early.reduce<PlacedPhrase | null>((best, phrase) => (!best || letters(phrase) > letters(best) ? phrase : best), null);
  const word = whole ? fullest?.words.at(-1) : fullest?.words[Math.floor(fullest.words.length * 0.6)];
  return word ? Math.round(whole ? word.endMs : (word.startMs + word.endMs) / 2) : Math.round(durationMs / 3);
}

const letters = ({ words }: PlacedPhrase): number => words.reduce((sum, { text }) => sum + text.length, 0);

/** Where nobody named the language, kana or hangul tell it: which glyphs Han characters take hangs on it. */
function languageOf(language: string, text: string): string {
  if (/^(ja|ko|zh|yue)/.test(language)) return language;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  return /\p{Script=Hangul}/u.test(text) ? 'ko' : language;
}
