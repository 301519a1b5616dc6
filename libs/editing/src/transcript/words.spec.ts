import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinWords, segmentWords } from './words.js';

const join = (text: string) => joinWords(segmentWords(text).map((word) => ({ text: word })));

test('words of scripts with spaces keep their punctuation', () => {
  expect(segmentWords(' Well, “this”  is 3.5 % — fine ! ')).toEqual(['Well,', '“this”', 'is', '3.5', '%—', 'fine!']);
  expect(segmentWords('« Bonjour ! »')).toEqual(['«Bonjour!»']);
});

test.each([
  ['今日は良い天気です。', ['今日', 'は', '良い', '天気', 'です。']],
  ['「我用Python写」。', ['「我', '用', 'Python', '写」。']],
  ['สวัสดีครับ วันนี้', ['สวัสดี', 'ครับ', 'วัน', 'นี้']],
])('words of scripts without spaces: %s', (text, words) => {
  expect(segmentWords(text)).toEqual(words);
});

test('words are joined as their script writes them', () => {
  for (const text of ['Hello there, world.', '今日は良い天気です。', '我用Python写', 'สวัสดีครับ', '안녕하세요 여러분', 'هل أنت بخير؟']) expect(join(text)).toBe(text);
  expect(joinWords([{ text: 'ใช้' }, { text: 'Python' }])).toBe('ใช้ Python');
});

test('nothing is lost but white space', () => {
  const text = fc.string({ unit: fc.oneof(fc.constantFrom(' ', '\n', '.', '"', '(', '漢', 'ก', 'あ', 'é', '🎙️'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })), maxLength: 300 });
  fc.assert(
    fc.property(text, (value) => {
      const words = segmentWords(value);
      const bare = value.replace(/\s/gu, '');
      if (words.length > 0) expect(words.join('')).toBe(bare);
      else expect(bare).toMatch(/^(?:(?![&%#@])\p{P})*$/u);
      for (const word of words) expect(word).toMatch(/^\S+$/u);
    }),
  );
});

test('a run of letters without end takes time linear in its length', () => {
  const began = process.cpuUsage();
  expect(segmentWords('ก'.repeat(40_000)).join('')).toHaveLength(40_000);
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(3000);
});
