/**
 * Words that lean on the word after them (articles, prepositions, possessives, auxiliaries) in the languages that the
 * product has lists for. A line does not end on one. BBC Subtitle Guidelines, "Line breaks".
 */
const LEANING = new Set(
  `a an the my your his her its our their this that these those of to in on at by for from with into about than as very
  is are was were be been am do does did has have had will would can could should must may might not no every each some any
  i you he she we they who mr mrs ms dr
  der die das den dem des ein eine einen einem einer im am zum zur von mit für auf aus bei nach sehr kein keine mein dein ich wir er
  le la les un une du au aux ce cette ces mon ma mes ton son sa ses de en dans par pour sur avec je tu il elle nous vous ne
  el los las una del al mi tu su con por para sin lo muy yo
  gli uno di da nel nella sul della dei che si non o os as um uma do da dos das no na em com sem meu seu
  het een van op voor met naar bij mijn zijn`.split(/\s+/),
);

/** Words that begin a clause: a line does well to break before them. */
const JOINING = new Set(
  `and but or so because if when while that which who where although until then
  und aber oder weil wenn dass denn et mais ou parce quand si que y pero porque cuando e ma perché mas quando en maar omdat als`.split(/\s+/),
);

const bare = (text: string): string => text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** How much it hurts to break between two words: 0 at the end of a sentence, 10 inside a phrase. */
export function breakCost(before: string, after: string): number {
  const end = before.slice(-40).replace(/[\p{Pe}\p{Pf}"'”’»]+$/u, '');
  if (/[\p{Sentence_Terminal}…]$/u.test(end)) return 0;
  if (/[,;:،、，；：–—]$/u.test(end) || before.endsWith('--')) return 1;
  if (LEANING.has(bare(before.slice(0, 40)))) return 10;
  return JOINING.has(bare(after.slice(0, 40))) ? 2 : 5;
}
