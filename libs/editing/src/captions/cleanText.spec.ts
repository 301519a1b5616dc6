import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from './cleanText.js';

test.each([
  ['{\\b1}bold{\\r}', '(/b1)bold(/r)'],
  ['one\\Ntwo\\hthree', 'one/Ntwo/hthree'],
  ['two\nlines\r\nand\ta tab\u2028end', 'two lines and a tab end'],
  ['nul\u0000, bell\u0007, escape\u001b[31m', 'nul , bell , escape [31m'],
  ['zero\u200bwidth\ufeff and \u202ereversed', 'zerowidth and reversed'],
  ['lone \ud800 surrogate \udc00', 'lone surrogate'],
  ['Z\u0351\u036b\u0343\u036a\u0302\u036b\u033da\u030f\u0334lgo', 'Z\u0351\u0201\u0334lgo'],
  ['e\u0301', '\u00e9'],
  ['👩\u200d🚀 🏳\ufe0f\u200d🌈 👍🏽 1\ufe0f\u20e3', '👩 🌈 👍🏽 1'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['क\u094d\u200dष', 'क\u094d\u200dष'],
  ['  \u00a0 ', ''],
])('%j is drawn as %j', (text, drawn) => {
  expect(cleanText(text)).toBe(drawn);
});

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const nasty = fc.array(fc.constantFrom('{', '}', '\\', '\\N', '{\\p1}', '\u0000', '\r', '\n', '\u2028', '\ud800', '\u200d', '\u202e', 'a', ' ', '\u0301', '字', 'ب'), { maxLength: 40 }).map((parts) => parts.join(''));

test('no text keeps a command, a line break or a hidden character', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, nasty), (text) => {
      expect(cleanText(text)).not.toMatch(/[{}\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
    }),
    { numRuns: 500 },
  );
});

test('cleaning clean text changes nothing', () => {
  fc.assert(fc.property(fc.oneof(anyText, nasty), (text) => expect(cleanText(cleanText(text))).toBe(cleanText(text))), { numRuns: 500 });
});

test('a text made to be slow is not', () => {
  const started = process.cpuUsage();
  cleanText(`a${'\u200d'.repeat(200_000)}b${'\u0301'.repeat(200_000)}${'{'.repeat(200_000)}`);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(2_000);
});
