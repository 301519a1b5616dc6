const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** File systems take 255 bytes; a number in front and an ending are added. */
const MOST_BYTES = 120;
/** Invisible characters and apostrophes: what they join is one word. */
const UNWRITTEN = /[\p{Cf}\p{Variation_Selector}'’ʼ]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
/** Names that Windows keeps for devices, whatever follows the first dot. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A title as a file name that every file system takes: letters, marks and digits of all scripts in lower case, words joined by
 * dashes, at most 120 bytes. `fallback` stands for a title without any letter or digit.
 */
export function slug(title: string, fallback: string): string {
  const words = title.normalize('NFC').toLowerCase().replace(UNWRITTEN, '').match(WORD)?.join('-') ?? '';
  const cut = cutToBytes(words, MOST_BYTES).replace(/-+$/, '');
  if (cut === '') return fallback;
  return RESERVED.test(cut) ? `${cut}-` : cut;
}

/** The longest beginning within so many bytes of UTF-8, ending between words where there is one in its last half. */
function cutToBytes(text: string, bytes: number): string {
  let kept = '';
  let size = 0;
  for (const { segment } of graphemes.segment(text)) {
    size += Buffer.byteLength(segment);
    if (size > bytes) {
      const end = kept.lastIndexOf('-');
      return end > kept.length / 2 ? kept.slice(0, end) : kept;
    }
    kept += segment;
  }
  return kept;
}
