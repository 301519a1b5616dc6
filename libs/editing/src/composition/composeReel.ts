import type { CaptionStyle, Composition, FontBook, Layout, Palette, Peaks, Sentence } from '@reels/contracts';

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
export function composeReel(_content: ReelContent, _fonts: FontBook): Composition {
  throw new Error('not yet');
}
