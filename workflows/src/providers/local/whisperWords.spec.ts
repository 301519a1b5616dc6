import { expect, test } from '@jest/globals';
import { parseWhisperJson, wordsFromWhisper } from './whisperWords.js';
import type { WhisperToken } from './whisperWords.js';

/** Tokens as whisper-cli gives them: text as bytes, the end in hundredths of a second. */
const token = (text: string | Buffer, end: number, p = 0.9): WhisperToken => ({
  text: (typeof text === 'string' ? Buffer.from(text) : text).toString('latin1'),
  offsets: { from: end * 10 - 100, to: end * 10 },
  p,
  t_dtw: end,
});
const texts = (tokens: WhisperToken[], language = 'en'): string[] => wordsFromWhisper([{ tokens }], language).map(({ text }) => text);

test('tokens join to words at spaces; marks of time are no words', () => {
  const tokens = [token('[_BEG_]', 0), token(' Radio', 50), token('s', 60), token(',', 62), token(' don', 90), token("'t", 95), token(' hum', 120), token('.', 121), token('[_TT_50]', 121)];
  expect(texts(tokens)).toEqual(['Radios,', "don't", 'hum.']);
});

test('a word begins where the one before it ends, and after a pause shortly before its own first token ends', () => {
  const [first, second, third] = wordsFromWhisper([{ tokens: [token(' One', 50), token(' two', 90), token(' three', 300)] }], 'en');
  expect(first).toMatchObject({ startMs: 150, endMs: 500 });
  expect(second).toMatchObject({ startMs: 500, endMs: 900 });
  expect(third).toMatchObject({ startMs: 2650, endMs: 3000 });
});

test('characters whose bytes are split over two tokens come out whole', () => {
  const bytes = Buffer.from('好🎧');
  const tokens = [token(bytes.subarray(0, 2), 10), token(bytes.subarray(2, 5), 20), token(bytes.subarray(5), 30), token(' ok', 60)];
  expect(texts(tokens, 'zh').join('')).toContain('好');
  expect(texts(tokens, 'zh').at(-1)).toBe('ok');
});

test('scripts without spaces are split into words, their punctuation stays on', () => {
  const words = texts([token('今日は', 50), token('いい天気', 120), token('ですね。', 160)], 'ja');
  expect(words.length).toBeGreaterThan(3);
  expect(words.join('')).toBe('今日はいい天気ですね。');
  expect(words.at(-1)).toMatch(/。$/);
});

test('punctuation that stands apart joins its word; dashes and notes go', () => {
  expect(texts([token(' -', 10), token(' Ça', 30), token(' va', 50), token(' ?', 55), token(' ♪', 70), token(' «', 80), token(' Oui', 90), token(' »', 95)], 'fr')).toEqual(['Ça', 'va?', '«Oui»']);
});

test('an answer that is not UTF-8 is read, one that is no transcript is a failure that a user can see', () => {
  const json = Buffer.concat([
    Buffer.from('{"result": {"language": "zh"}, "transcription": [{"tokens": [{"text": "'),
    Buffer.from('好').subarray(0, 2),
    Buffer.from('", "offsets": {"from": 0, "to": 10}, "p": 0.5, "t_dtw": 1}]}]}'),
  ]);
  expect(parseWhisperJson(json)).toMatchObject({ language: 'zh', segments: [{ tokens: [{ p: 0.5 }] }] });
  expect(() => parseWhisperJson(Buffer.from('{"result": {}}'))).toThrow(expect.objectContaining({ code: 'PROVIDER_FAILED' }));
});
