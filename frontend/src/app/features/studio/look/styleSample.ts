import { CAPTION_PART, DEFAULT_LOOK } from '@reels/contracts';
import type { CaptionStyle, Composition, Sentence } from '@reels/contracts';
import { PAPER } from '@reels/editing/composition';
import type { ReelContent } from '@reels/editing/composition';

/** A few of the reel's own words, to show a caption style with. */

const WORDS = 4;
const LEAST_MS = 400;

/** The same reel, saying only a few of its words in this style as it was drawn; one of them is being said at `thumbnailMs`. */
export function sampleContent(content: ReelContent, captions: CaptionStyle): ReelContent {
  const spoken = content.sentences.find(({ words }) => words.length >= WORDS) ?? content.sentences[0];
  if (!spoken) return { ...content, sentences: [], durationMs: LEAST_MS };
  const from = spoken.words[0]?.startMs ?? 0;
  const words = spoken.words.slice(0, WORDS).map((word) => ({ ...word, startMs: word.startMs - from, endMs: word.endMs - from }));
  const endMs = Math.max(words.at(-1)?.endMs ?? 0, LEAST_MS);
  const sentence: Sentence = { ...spoken, startMs: 0, endMs, text: words.map(({ text }) => text).join(' '), words };
  return { ...content, sentences: [sentence], durationMs: endMs + LEAST_MS, design: { ...content.design, captions, look: { ...DEFAULT_LOOK, wordsAtATime: null } } };
}

/** The captions of a document without what stands around them. */
export const captionsAlone = (ass: string): string =>
  ass
    .split('\n')
    .filter((line) => !line.startsWith('Dialogue:') || line.split(',', 5)[4] === CAPTION_PART)
    .join('\n');

/** A colour that the style is seen on: its ground, or a dim picture. */
export function sampleGround({ still, pictureGround }: Composition): string {
  if (!still) return pictureGround ?? 'linear-gradient(160deg, #56606e, #23272e)';
  return still.ground === 'paper' ? PAPER : `linear-gradient(200deg, ${still.palette.glows[0]}, ${still.palette.ground} 70%)`;
}
