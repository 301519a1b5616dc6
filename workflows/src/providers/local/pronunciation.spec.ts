import { expect, test } from '@jest/globals';
import { spellOutNumbers } from './numerals.js';
import { guessPronunciation, spokenTokens, voiceFor } from './pronunciation.js';

test.each([
  ['7', 'seven'],
  ['42', 'forty two'],
  ['105', 'one hundred five'],
  ['1984', 'nineteen eighty four'],
  ['1905', 'nineteen oh five'],
  ['2000', 'two thousand'],
  ['2021', 'twenty twenty one'],
  ['12,500', 'twelve thousand five hundred'],
  ['$11.5', 'eleven point five dollars'],
  ['20%', 'twenty percent'],
  ['21st', 'twenty first'],
  ['30th', 'thirtieth'],
  ['1990s', 'nineteen nineties'],
  ['007', 'zero zero seven'],
  ['1234567', 'one two three four five six seven'],
])('%s is read "%s"', (digits, words) => {
  expect(spellOutNumbers(digits).trim().replace(/\s+/g, ' ')).toBe(words);
});

test('languages in Latin script have a voice, the others have none', () => {
  expect(voiceFor('en-GB')).toEqual({ model: 'en-us', dictionary: true });
  expect(voiceFor('fr')).toEqual({ model: 'fr-fr', dictionary: true });
  expect(voiceFor('de')).toEqual({ model: 'en-us', dictionary: false });
  for (const language of ['ja', 'ru', 'ar', 'hi', 'und', 'not a language']) expect(voiceFor(language)).toBeNull();
});

test('a written word becomes the words that are spoken', () => {
  const english = voiceFor('en')!;
  const german = voiceFor('de')!;
  expect(spokenTokens('“Rock’n’Roll!”', english)).toEqual(["Rock'n'Roll"]);
  expect(spokenTokens('20%', english)).toEqual(['twenty', 'percent']);
  expect(spokenTokens('20', german)).toEqual([]);
  expect(spokenTokens('привет', english)).toEqual([]);
});

test('words that no dictionary has are read by rules, capitals aloud', () => {
  expect(guessPronunciation('Ask', voiceFor('de')!)).toBe('AE S K');
  expect(guessPronunciation('Straße', voiceFor('de')!)).toBe('S T R AE S S EH');
  expect(guessPronunciation('PCM', voiceFor('en')!)).toBe('P IY S IY EH M');
  expect(guessPronunciation('Zoo', voiceFor('fr')!)).toBe('zz ou');
});
