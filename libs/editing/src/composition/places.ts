import { frameOf, safeZoneOf } from '@reels/contracts';
import type { Aspect, Layout, Rect, Size } from '@reels/contracts';
import type { Direction } from '../captions/index.js';

/** Where things lie in a frame: one design for each aspect, drawn by hand. Lengths are pixels of the frame. */
export interface Places {
  frame: Size;
  safeZone: Rect;
  /** What text and waveform share, left and right. */
  column: { x: number; width: number };
  cover: Rect;
  /** The show's name and the title, beside or under the cover. */
  header: TextBox;
  /** Without captions the cover and the title have the room. */
  largeCover: Rect;
  titlePage: Rect;
  /** The head of a page of Paper. */
  paperHeader: TextBox;
  /** Where captions of an audiogram are read: as a page, as a page of Paper, in the middle, and in the middle with room to burst out. */
  reading: Record<Reading, Rect>;
  waveform: Rect;
  paperWaveform: Rect;
  /** The line with the speaker's name. */
  nameLine: Rect;
  /** The thin line that tells how far the reel is. */
  progress: Rect;
  /** Captions over a picture that leaves them no room. */
  overPicture: Rect;
  /** How large captions are beside those of a 9:16 reel. */
  captionScale: Record<Layout, number>;
}

export type Reading = 'page' | 'paper' | 'centre' | 'loud';

/** Room for lines of small print. */
export interface TextBox extends Rect {
  anchor: 'top' | 'middle';
  /** Lines at most. */
  showLines: number;
  titleLines: number;
}

type Design = Omit<Places, 'frame' | 'safeZone'>;

const box = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });
const BESIDE = { anchor: 'middle', showLines: 1, titleLines: 2 } as const;
const HEAD = { anchor: 'middle', showLines: 1, titleLines: 1 } as const;

const DESIGNS: Record<Aspect, Design> = {
  '9:16': {
    column: { x: 84, width: 846 },
    cover: box(84, 300, 132, 132),
    header: { ...box(246, 300, 684, 132), ...BESIDE },
    largeCover: box(84, 300, 380, 380),
    titlePage: box(84, 700, 846, 290),
    paperHeader: { ...box(84, 284, 846, 100), ...HEAD },
    reading: { page: box(84, 526, 846, 440), paper: box(84, 534, 846, 466), centre: box(84, 500, 846, 440), loud: box(124, 500, 747, 440) },
    waveform: box(84, 1_010, 846, 150),
    paperWaveform: box(84, 1_040, 846, 120),
    nameLine: box(84, 1_176, 846, 48),
    progress: box(84, 1_238, 846, 6),
    overPicture: box(100, 916, 795, 300),
    captionScale: { audiogram: 1, fit: 1 },
  },
  '1:1': {
    column: { x: 84, width: 912 },
    cover: box(84, 84, 124, 124),
    header: { ...box(236, 84, 760, 124), ...BESIDE },
    largeCover: box(84, 84, 330, 330),
    titlePage: box(84, 440, 912, 300),
    paperHeader: { ...box(84, 72, 912, 100), ...HEAD },
    reading: { page: box(84, 272, 912, 452), paper: box(84, 300, 912, 440), centre: box(84, 240, 912, 500), loud: box(130, 240, 820, 500) },
    waveform: box(84, 766, 912, 130),
    paperWaveform: box(84, 786, 912, 110),
    nameLine: box(84, 910, 912, 48),
    progress: box(84, 982, 912, 6),
    overPicture: box(110, 670, 860, 280),
    captionScale: { audiogram: 1.04, fit: 0.9 },
  },
  '4:5': {
    column: { x: 84, width: 912 },
    cover: box(84, 96, 136, 136),
    header: { ...box(250, 96, 746, 136), ...BESIDE },
    largeCover: box(84, 96, 420, 420),
    titlePage: box(84, 556, 912, 330),
    paperHeader: { ...box(84, 88, 912, 100), ...HEAD },
    reading: { page: box(84, 326, 912, 560), paper: box(84, 356, 912, 550), centre: box(84, 290, 912, 600), loud: box(130, 290, 820, 600) },
    waveform: box(84, 950, 912, 156),
    paperWaveform: box(84, 970, 912, 130),
    nameLine: box(84, 1_126, 912, 48),
    progress: box(84, 1_222, 912, 6),
    overPicture: box(110, 880, 860, 310),
    captionScale: { audiogram: 1.14, fit: 1 },
  },
  // Two columns: who and what on the left, the words and the voice on the right.
  '16:9': {
    column: { x: 120, width: 1_680 },
    cover: box(120, 140, 400, 400),
    header: { ...box(120, 572, 400, 400), anchor: 'top', showLines: 2, titleLines: 6 },
    largeCover: box(120, 140, 400, 400),
    titlePage: box(620, 140, 1_180, 400),
    paperHeader: { ...box(120, 150, 400, 500), anchor: 'top', showLines: 2, titleLines: 8 },
    reading: { page: box(620, 160, 1_180, 540), paper: box(620, 210, 1_180, 520), centre: box(620, 130, 1_180, 590), loud: box(672, 130, 1_076, 590) },
    waveform: box(620, 756, 1_180, 140),
    paperWaveform: box(620, 770, 1_180, 120),
    nameLine: box(620, 912, 1_180, 48),
    progress: box(120, 1_000, 1_680, 6),
    overPicture: box(260, 670, 1_400, 290),
    captionScale: { audiogram: 1.22, fit: 0.86 },
  },
};

/** Text that runs to the left is laid out from the right: all is mirrored in the column. */
export function placesOf(aspect: Aspect, direction: Direction): Places {
  const { column, ...design } = DESIGNS[aspect];
  const common = { frame: frameOf(aspect), safeZone: safeZoneOf(aspect), column };
  if (direction === 'ltr') return { ...common, ...design };
  const mirrored = <T extends Rect>(rect: T): T => ({ ...rect, x: 2 * column.x + column.width - rect.x - rect.width });
  const { reading } = design;
  return {
    ...common,
    ...design,
    cover: mirrored(design.cover),
    header: mirrored(design.header),
    largeCover: mirrored(design.largeCover),
    titlePage: mirrored(design.titlePage),
    paperHeader: mirrored(design.paperHeader),
    reading: { page: mirrored(reading.page), paper: mirrored(reading.paper), centre: mirrored(reading.centre), loud: aspect === '16:9' ? mirrored(reading.loud) : reading.loud },
    waveform: mirrored(design.waveform),
    paperWaveform: mirrored(design.paperWaveform),
    nameLine: mirrored(design.nameLine),
  };
}
