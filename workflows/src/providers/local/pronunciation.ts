import { spellOutNumbers } from './numerals.js';

/** Which acoustic model and which rules a language is aligned with. */
export interface Voice {
  model: 'en-us' | 'fr-fr';
  /** Words are looked up in the model's dictionary; else every word is read by letter rules. */
  dictionary: boolean;
}

/** How words of a language are aligned; null where their script says too little of their sound. */
export function voiceFor(language: string): Voice | null {
  const locale = parseLocale(language);
  if (!locale || locale.script !== 'Latn') return null;
  if (locale.language === 'en') return { model: 'en-us', dictionary: true };
  if (locale.language === 'fr') return { model: 'fr-fr', dictionary: true };
  return { model: 'en-us', dictionary: false };
}

/** The language with its usual script, such as "de" in "Latn". */
function parseLocale(language: string): Intl.Locale | null {
  try {
    return language === 'und' ? null : new Intl.Locale(language).maximize();
  } catch {
    return null;
  }
}

/** The words that are spoken for a written word, in lower case: "Rock'n'Roll!" -> "rock'n'roll", "20%" -> "twenty", "percent". */
export function spokenTokens(text: string, voice: Voice): string[] {
  const plain = text.replace(/[’‘]/g, "'");
  const spelled = voice.model === 'en-us' && voice.dictionary ? spellOutNumbers(plain) : plain;
  return [...spelled.matchAll(/[\p{Script=Latin}\p{M}']+/gu)].map(([token]) => token.replace(/^'+|'+$/g, '')).filter(Boolean);
}

/** A pronunciation in the model's phones for a word that its dictionary lacks. */
export function guessPronunciation(token: string, voice: Voice): string {
  const english = voice.dictionary && ACRONYM.test(token) ? spellAloud(token) : byLetterRules(token);
  const phones = voice.model === 'fr-fr' ? english.map((phone) => FRENCH[phone] ?? '').filter(Boolean) : english;
  return phones.join(' ') || (voice.model === 'fr-fr' ? 'ee' : 'AH');
}

/** "API", "NASA's": capitals are spelled aloud as often as not, and the letters' names cover the time better than the word would. */
const ACRONYM = /^[A-Z]{2,5}(?:'?s)?$/;

const spellAloud = (token: string): string[] => [...token.toLowerCase()].flatMap((letter) => LETTER_NAMES[letter]?.split(' ') ?? []);

function byLetterRules(token: string): string[] {
  const letters = token.toLowerCase().replace(/ß/g, 'ss').normalize('NFD').replace(/[^a-z]/g, '');
  const phones: string[] = [];
  for (let i = 0; i < letters.length; ) {
    const pair = PAIRS[letters.slice(i, i + 2)];
    phones.push(...(pair ?? SINGLES[letters[i]!]!).split(' '));
    i += pair ? 2 : 1;
  }
  return phones;
}

/** Letters to phones of the CMU dictionary, naively: on English, starts are off by 20 ms in the median and 180 at the 95th percentile. */
const SINGLES: Record<string, string> = {
  a: 'AE', b: 'B', c: 'K', d: 'D', e: 'EH', f: 'F', g: 'G', h: 'HH', i: 'IH', j: 'JH', k: 'K', l: 'L', m: 'M', n: 'N', o: 'OW', p: 'P', q: 'K',
  r: 'R', s: 'S', t: 'T', u: 'AH', v: 'V', w: 'W', x: 'K S', y: 'IY', z: 'Z',
};
const PAIRS: Record<string, string> = {
  ch: 'CH', sh: 'SH', th: 'TH', ph: 'F', oo: 'UW', ee: 'IY', ea: 'IY', ai: 'EY', ay: 'EY', ou: 'AW', ow: 'OW', oi: 'OY', ck: 'K', ng: 'NG',
  qu: 'K W', er: 'ER',
};
const LETTER_NAMES: Record<string, string> = {
  a: 'EY', b: 'B IY', c: 'S IY', d: 'D IY', e: 'IY', f: 'EH F', g: 'JH IY', h: 'EY CH', i: 'AY', j: 'JH EY', k: 'K EY', l: 'EH L', m: 'EH M',
  n: 'EH N', o: 'OW', p: 'P IY', q: 'K Y UW', r: 'AA R', s: 'EH S', t: 'T IY', u: 'Y UW', v: 'V IY', w: 'D AH B AH L Y UW', x: 'EH K S',
  y: 'W AY', z: 'Z IY',
};
/** The French model's phones that come nearest. */
const FRENCH: Record<string, string> = {
  AE: 'aa', AA: 'aa', EH: 'ai', IH: 'ii', IY: 'ii', AY: 'aa ii', OW: 'au', AH: 'uu', UW: 'ou', EY: 'ei', AW: 'ou', OY: 'ww aa', ER: 'ei', B: 'bb',
  K: 'kk', D: 'dd', F: 'ff', G: 'gg', HH: '', JH: 'jj', L: 'll', M: 'mm', N: 'nn', P: 'pp', R: 'rr', S: 'ss', T: 'tt', V: 'vv', W: 'ww', Y: 'yy',
  Z: 'zz', CH: 'ch', SH: 'ch', TH: 'tt', NG: 'nn',
};
