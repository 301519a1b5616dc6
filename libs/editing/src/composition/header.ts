import type { Rect } from '@reels/contracts';
import { cleanText, createTypesetter, directionOf, smallFaces, splitGraphemes } from '../captions/index.js';
import { captionRules } from '../captions/index.js';
import { WHITE } from './colour.js';
import { fitLines, fitWhole, stack } from './label.js';
import type { TextBox } from './places.js';
import { drawLabel, LAYERS } from './scene.js';
import type { Scene } from './scene.js';

/** What a reel is called. */
export interface Names {
  title: string;
  show: string | null;
  hasCover: boolean;
}

const TITLE_OPACITY = 0.72;

/** Cover art with the show's name and the title beside it. */
export function drawHeader(scene: Scene, names: Names): void {
  const { cover, header } = scene.places;
  const { text: hex } = scene.tone;
  if (!names.hasCover) drawMonogram(scene, names, cover);
  const show = cleanText(names.show ?? '');
  const title = cleanText(names.title);
  const [bold, plain] = [createTypesetter(scene.fonts, smallFaces('Bricolage Grotesque SemiBold', scene.language)), createTypesetter(scene.fonts, smallFaces('Instrument Sans Regular', scene.language))];
  const showLines = fitLines(show, bold, 40, header.width, header.showLines).map((set) => ({ set, size: 40, height: 52, opacity: 1 }));
  const { titleLines: most } = header;
  // A long title is set smaller before it is cut.
  const titleLines = show
    ? fitWhole(title, plain, header.width, [{ size: 34, height: 42, maxLines: most }, { size: 28, height: 34, maxLines: most + 1 }]).map((line) => ({ ...line, opacity: TITLE_OPACITY }))
    : fitWhole(title, bold, header.width, [{ size: 40, height: 52, maxLines: most }, { size: 34, height: 42, maxLines: most + 1 }]).map((line) => ({ ...line, opacity: 1 }));
  const lines = [...showLines, ...titleLines];
  stack(lines, anchored(header, lines), scene.direction).forEach((label, index) => drawLabel(scene, label, { hex, opacity: lines[index]?.opacity ?? 1 }));
}

/** One line of capitals in a typewriter face, as on a column's head. */
export function drawPaperHeader(scene: Scene, { title, show }: Names): void {
  const mono = createTypesetter(scene.fonts, smallFaces('Geist Mono Medium', scene.language).map((face, index) => (index === 0 ? { ...face, tracking: 0.09 } : face)));
  const plain = createTypesetter(scene.fonts, smallFaces('Instrument Sans Regular', scene.language));
  const { paperHeader } = scene.places;
  const box = show || paperHeader.anchor === 'top' ? paperHeader : { ...paperHeader, height: LONE_HEAD };
  const head = fitLines(cleanText(show ?? title).toUpperCase(), mono, 30, box.width, show ? box.showLines : box.titleLines).map((set) => ({ set, size: 30, height: 50 }));
  const under = show ? fitLines(cleanText(title), plain, 34, box.width, box.titleLines).map((set) => ({ set, size: 34, height: 50 })) : [];
  const lines = [...head, ...under];
  stack(lines, anchored(box, lines), scene.direction).forEach((label, index) => drawLabel(scene, label, { hex: scene.tone.text, opacity: index < head.length ? 1 : TITLE_OPACITY }));
}

/** Height of a head of one line, and of its lines. */
const LONE_HEAD = 60;

/** The box in whose middle lines come to stand where they are anchored. */
const anchored = (box: TextBox, lines: readonly { height: number }[]): Rect =>
  box.anchor === 'middle' ? box : { ...box, height: lines.reduce((sum, { height }) => sum + height, 0) };

/** The quotation mark that opens the page, at the side where reading starts. */
export function drawQuotationMark(scene: Scene): void {
  const size = 220;
  const { paper } = scene.places.reading;
  const set = createTypesetter(scene.fonts, captionRules('paper', 'audiogram').faces(scene.language))(scene.direction === 'rtl' ? '”' : '“');
  const width = set.width * size;
  const x = scene.direction === 'rtl' ? paper.x + paper.width - width : paper.x;
  drawLabel(scene, { set, size, width, x, baseline: paper.y + MARK_BASELINE }, { hex: scene.tone.text });
}

/** Below the top of the words that it opens. */
const MARK_BASELINE = 62;

/** The show and the title in one line above a picture. */
export function drawTitleLine(scene: Scene, { title, show }: Names, box: Rect): void {
  const typeset = createTypesetter(scene.fonts, smallFaces('Instrument Sans SemiBold', scene.language));
  const text = cleanText(show ? `${show} · ${title}` : title);
  const lines = fitLines(text, typeset, 34, box.width, 1).map((set) => ({ set, size: 34, height: box.height }));
  for (const label of stack(lines, box, scene.direction)) drawLabel(scene, label, { hex: scene.tone.text });
}

/** Distance of two baselines of a title, in its size. */
const TITLE_LEADING = 1.14;

/** What stands where captions would: the title, large, under a large cover. */
export function drawTitlePage(scene: Scene, names: Names): void {
  const { largeCover, titlePage: room } = scene.places;
  if (!names.hasCover) drawMonogram(scene, names, largeCover);
  const { faces, size } = captionRules('studio', 'audiogram');
  const large = createTypesetter(scene.fonts, faces(scene.language));
  const small = createTypesetter(scene.fonts, smallFaces('Instrument Sans Regular', scene.language));
  const shows = fitLines(cleanText(names.show ?? ''), small, 36, room.width, 1).map((set) => ({ set, size: 36, height: 60 }));
  const settings = [1, 0.78, 0.62].map((share) => {
    const height = TITLE_LEADING * size * share;
    return { size: size * share, height, maxLines: Math.floor((room.height - shows.length * 60) / height) };
  });
  const titles = fitWhole(cleanText(names.title), large, room.width, settings).map((line) => ({ ...line, height: line.size * Math.max(TITLE_LEADING, line.set.lineHeight) }));
  stack([...titles, ...shows], room, scene.direction).forEach((label, index) => drawLabel(scene, label, { hex: scene.tone.text, opacity: index < titles.length ? 1 : TITLE_OPACITY }));
}

/** The initials on the tile that stands in for cover art. */
function drawMonogram(scene: Scene, { title, show }: Names, tile: Rect): void {
  const set = createTypesetter(scene.fonts, captionRules('studio', 'audiogram').faces(scene.language))(initials(cleanText(show ?? title)));
  const size = tile.height * Math.min(0.46, 0.72 / set.width);
  const width = set.width * size;
  drawLabel(scene, { set, size, width, x: tile.x + (tile.width - width) / 2, baseline: tile.y + tile.height / 2 + 0.35 * size }, { hex: WHITE, layer: LAYERS.text });
}

const LITTLE_WORDS = /^(the|a|an|of|and|in|on|der|die|das|le|la|les|el|los|las|il|lo|o|os|de|het|und|et|y|e)$/i;

/** The first letters of the first two words that count. */
function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const telling = words.filter((word) => !LITTLE_WORDS.test(word));
  const letters = (telling.length ? telling : words).slice(0, 2).map((word) => splitGraphemes(word.replace(/^\P{L}+(?=\p{L})/u, ''))[0] ?? '');
  // Joined, letters of Arabic would change their shape and stop being initials.
  return (directionOf(name) === 'rtl' ? letters.slice(0, 1) : letters).join('').toUpperCase();
}
