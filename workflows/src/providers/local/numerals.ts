/** English words for numbers, as they are read aloud, for the aligner's dictionary. */

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const IRREGULAR_ORDINALS: Record<string, string> = {
  one: 'first', two: 'second', three: 'third', five: 'fifth', eight: 'eighth', nine: 'ninth', twelve: 'twelfth',
};
const CURRENCIES: Record<string, string> = { $: 'dollars', '€': 'euros', '£': 'pounds', '¥': 'yen' };

/** Replaces digits and the signs around them by words: "$11.5" -> "eleven point five dollars", "1990s" -> "nineteen nineties". */
export function spellOutNumbers(text: string): string {
  return text
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/([$€£¥])(\d+(?:\.\d+)?)/g, (_, sign: string, amount: string) => `${amount} ${CURRENCIES[sign]}`)
    .replace(/%/g, ' percent ')
    .replace(/&/g, ' and ')
    .replace(/(\d+)(st|nd|rd|th)\b/gi, (_, digits: string) => spaced(ordinal(cardinal(digits))))
    .replace(/(\d+)s\b/gi, (_, digits: string) => spaced(plural(cardinal(digits))))
    .replace(/(\d+)\.(\d+)/g, (_, whole: string, fraction: string) => spaced(`${cardinal(whole)} point ${digitByDigit(fraction)}`))
    .replace(/\d+/g, (digits) => spaced(cardinal(digits)));
}

const spaced = (words: string): string => ` ${words} `;
const digitByDigit = (digits: string): string => [...digits].map((digit) => ONES[Number(digit)]).join(' ');

function cardinal(digits: string): string {
  if (digits.length > 1 && digits.startsWith('0')) return digitByDigit(digits);
  const n = Number(digits);
  return n < 1_000_000 ? below(n) : digitByDigit(digits);
}

/** 0..999,999. Years are read in pairs: 1984 is "nineteen eighty four", 2021 "twenty twenty one", but 2000 "two thousand". */
function below(n: number): string {
  if (n < 20) return ONES[n]!;
  if (n < 100) return join(TENS[Math.floor(n / 10)]!, n % 10);
  if (n >= 1100 && n < 10_000 && n % 1000 >= 10) {
    const rest = n % 100;
    return `${below(Math.floor(n / 100))} ${rest === 0 ? 'hundred' : rest < 10 ? `oh ${ONES[rest]}` : below(rest)}`;
  }
  if (n < 1000) return join(`${ONES[Math.floor(n / 100)]} hundred`, n % 100);
  return join(`${below(Math.floor(n / 1000))} thousand`, n % 1000);
}

const join = (words: string, rest: number): string => (rest ? `${words} ${below(rest)}` : words);

const changeLast = (words: string, change: (word: string) => string): string => words.replace(/\S+$/, change);
const ordinal = (words: string): string =>
  changeLast(words, (word) => IRREGULAR_ORDINALS[word] ?? (word.endsWith('y') ? `${word.slice(0, -1)}ieth` : `${word}th`));
const plural = (words: string): string =>
  changeLast(words, (word) => (word.endsWith('y') ? `${word.slice(0, -1)}ies` : word.endsWith('x') ? `${word}es` : `${word}s`));
