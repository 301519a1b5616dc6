/**
 * Finds the language of a text that does not state it: by its script where one language owns it, else by its
 * commonest words. Small on purpose: it tells languages apart that the product has word lists for.
 */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
];

/** Words that make up a good part of any text and that the other languages here do not share. */
const FUNCTION_WORDS: Record<string, string> = {
  en: 'the and of to that it is was you we they have this with for what not but are be',
  de: 'der die das und ist nicht ich wir ein eine zu mit auf auch wie dass aber es sich den',
  fr: 'le les des et est pas je vous nous une dans pour que qui sur avec mais ce il elle',
  es: 'el los las y es pero una por con para muy como está hay lo su más yo porque del',
  it: 'il gli che di è non sono una per con ma anche questo della come più lo ci perché dei',
  pt: 'os não é uma um em por com mas também isso você eu da do muito são na foi mais',
  nl: 'de het een en is niet ik wij van dat die op ook maar voor met zijn aan we er',
};
const SETS = Object.entries(FUNCTION_WORDS).map(([language, words]) => [language, new Set(words.split(' '))] as const);

/** Enough of a text to be sure. */
const SAMPLE = 20_000;
/** Function words make up 20 to 45 % of speech in these languages. */
const LEAST_SHARE = 0.12;
const FEWEST_WORDS = 12;

/** Whether a value looks like a BCP 47 code: "en", "pt-BR", "zh-Hant-TW". */
export const isLanguageCode = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z]{2,3}(?:-[A-Za-z\d]{1,8}){0,4}$/.test(value);

/** BCP 47 code of the text's language; "und" where it cannot be told. */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of SCRIPTS) {
    // Japanese is a third kana at least, between Han characters; the others fill their text.
    if ((sample.match(script)?.length ?? 0) > letters * (language === 'ja' ? 0.2 : 0.5)) return language;
  }
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < FEWEST_WORDS) return 'und';
  const counts = SETS.map(([language, set]) => ({ language, count: words.filter((word) => set.has(word)).length }));
  const [first, second] = counts.sort((a, b) => b.count - a.count);
  const sure = first && first.count >= words.length * LEAST_SHARE && first.count > (second?.count ?? 0) * 1.3;
  return sure ? first.language : 'und';
}
