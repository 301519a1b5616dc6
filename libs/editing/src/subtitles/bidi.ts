/** Letters of scripts written from right to left, and of those written from left to right. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/gu;
const LETTERS = /\p{L}/gu;
/** Direction controls that need a partner: a text that holds only one of a pair would turn what follows it. */
const PAIRED_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;
const RIGHT_TO_LEFT_EMBEDDING = '\u202b';
const POP = '\u202c';

/**
 * Lines of one subtitle, marked so that a player sets them from right to left when their text is, wherever Latin
 * words and punctuation stand in them.
 */
export function markDirection(lines: readonly string[]): string[] {
  const clean = lines.map((line) => line.replace(PAIRED_CONTROLS, ''));
  const text = clean.join('');
  const turned = (text.match(RIGHT_TO_LEFT)?.length ?? 0) * 2 > (text.match(LETTERS)?.length ?? 0);
  return turned ? clean.map((line) => RIGHT_TO_LEFT_EMBEDDING + line + POP) : clean;
}
