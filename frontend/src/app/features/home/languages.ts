/** Languages that the local recognizer knows well enough to be offered by name, the most spoken in podcasts first. */
const CODES = [
  'en',
  'es',
  'pt',
  'fr',
  'de',
  'it',
  'nl',
  'pl',
  'sv',
  'da',
  'no',
  'fi',
  'cs',
  'hu',
  'ro',
  'el',
  'tr',
  'uk',
  'ru',
  'ar',
  'he',
  'hi',
  'id',
  'vi',
  'th',
  'ko',
  'ja',
  'zh',
];

/** Codes (BCP 47) with their names in the language of the browser. */
export function languages(): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(undefined, { type: 'language' });
  return CODES.map((code) => ({ code, name: names.of(code) ?? code }));
}
