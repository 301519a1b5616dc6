/** Text as a terminal shows it: what may be printed, how wide it is, where it breaks. */

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const WIDE =
  /[\u{1100}-\u{115f}\u{2e80}-\u{303e}\u{3041}-\u{a4cf}\u{a960}-\u{a97c}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{1f300}-\u{1f64f}\u{1f680}-\u{1f9ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\u{fe0f}/u;
const UNPRINTED = /^[\p{M}\p{Cf}\p{Cc}]+$/u;
// eslint-disable-next-line no-control-regex
const CONTROLS = /\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g;

/**
 * Foreign text (titles, messages, file names) made fit for a terminal: no escape sequences, control characters or
 * direction overrides, which could move the cursor, change the window or forge a line.
 */
export function printable(text: string): string {
  return text.replace(CONTROLS, ' ').trim();
}

/** How many columns a text takes: two for East Asian wide characters and emoji, none for combining marks. */
export function textWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (!UNPRINTED.test(segment)) width += WIDE.test(segment) ? 2 : 1;
  }
  return width;
}

/** A text cut to `columns`, with an ellipsis where something is missing. */
export function fit(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let [kept, width] = ['', 0];
  for (const { segment } of graphemes.segment(text)) {
    width += textWidth(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return columns > 0 ? `${kept.trimEnd()}…` : '';
}

/** A text filled up with blanks to `columns`, and cut when it is longer. */
export function cell(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const shown = fit(text, columns);
  const blanks = ' '.repeat(Math.max(0, columns - textWidth(shown)));
  return align === 'left' ? shown + blanks : blanks + shown;
}

/** A text broken at blanks into lines of at most `columns`; a longer word has a line of its own. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
