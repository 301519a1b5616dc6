import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { slug } from './slug.js';

test.each([
  ['The radio that sang', 'the-radio-that-sang'],
  ["Don't panic: it’s 42!", 'dont-panic-its-42'],
  ['  ../../etc/passwd  ', 'etc-passwd'],
  ['Über die Bäckerei', 'über-die-bäckerei'],
  ['Почему радио поёт', 'почему-радио-поёт'],
  ['ラジオが歌う日', 'ラジオが歌う日'],
  ['हिन्दी में', 'हिन्दी-में'],
  ['NUL', 'nul-'],
  ['Com1', 'com1-'],
  ['a\u202eb\u0000c', 'ab-c'],
  ['🎙️ Pod 🎉', 'pod'],
])('%j becomes %j', (title, name) => {
  expect(slug(title, 'reel')).toBe(name);
});

test('nothing to name it by', () => {
  expect(slug('🎉 !!! ', 'reel')).toBe('reel');
  expect(slug('', 'reel')).toBe('reel');
});

test('a long title ends between words', () => {
  expect(slug('a sentence that goes on '.repeat(20), 'reel')).toMatch(/^(a-sentence-that-goes-on-?)+(-[a-z]+)*$/);
});

test('whatever the title, every file system takes the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
      const name = slug(title, 'reel');
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(121);
      expect(name).toMatch(/^[\p{L}\p{M}\p{N}-]+$/u);
      expect(name).not.toMatch(/^-|^(con|prn|aux|nul|com\d|lpt\d)$/);
    }),
  );
});
