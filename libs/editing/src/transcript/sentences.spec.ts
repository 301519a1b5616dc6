import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sentencesFromWords } from './sentences.js';
import { speak } from './testing/speak.js';

const split = (text: string, language = 'en', pauseMs = 300) => speak(text, { language, pauseMs }).sentences.map((sentence) => sentence.text);

test.each([
  ['en', 'Mr. Smith paid 3.5 dollars at 9 a.m. in the U.S. Army store. He left.', ['Mr. Smith paid 3.5 dollars at 9 a.m. in the U.S. Army store.', 'He left.']],
  ['en', 'It costs more in the U.S. The rest is cheap, e.g. bread.', ['It costs more in the U.S.', 'The rest is cheap, e.g. bread.']],
  ['en', '"Really?" she asked. He said, "Go home." Then we left... and came back.', ['"Really?" she asked.', 'He said, "Go home."', 'Then we left... and came back.']],
  ['en', 'No. That is all! Is it? J. R. R. Tolkien wrote it.', ['No.', 'That is all!', 'Is it?', 'J. R. R. Tolkien wrote it.']],
  ['en', 'We sold an iPhone. iPhone owners came back.', ['We sold an iPhone.', 'iPhone owners came back.']],
  ['de', 'Wir haben am 3. Mai z.B. in Berlin angefangen. Es war 1998. Dann kam Dr. Müller.', ['Wir haben am 3. Mai z.B. in Berlin angefangen.', 'Es war 1998.', 'Dann kam Dr. Müller.']],
  ['ja', '今日は良い天気です。「そうですね。」と言った。', ['今日は良い天気です。', '「そうですね。」', 'と言った。']],
  ['zh', '他来了吗？来了！我们走吧。', ['他来了吗？', '来了！', '我们走吧。']],
  ['ar', 'هل أنت بخير؟ نعم أنا بخير. شكرا لك', ['هل أنت بخير؟', 'نعم أنا بخير.', 'شكرا لك']],
  ['hi', 'यह अच्छा है। मुझे पसंद है।', ['यह अच्छा है।', 'मुझे पसंद है।']],
  ['el', 'Πώς είσαι; Καλά είμαι.', ['Πώς είσαι;', 'Καλά είμαι.']],
])('sentences end where the language (%s) ends them: %s', (language, text, sentences) => {
  expect(split(text, language)).toEqual(sentences);
});

test('small letters after a full stop do not hide sentences where all is written small', () => {
  expect(split('this is one. this is two. and three? yes.')).toHaveLength(4);
});

test('a change of speaker ends a sentence, whatever the punctuation', () => {
  const { sentences } = speak('Ada: I think that\nBob: yeah\nAda: it works.');
  expect(sentences.map(({ speaker, text }) => [speaker, text])).toEqual([
    ['Ada', 'I think that'],
    ['Bob', 'yeah'],
    ['Ada', 'it works.'],
  ]);
});

test('speech without punctuation is split at its pauses, and no sentence goes on for ever', () => {
  let clock = 0;
  const words = Array.from({ length: 400 }, (_, index) => {
    const word = { text: `word${index}`, startMs: clock, endMs: clock + 250, confidence: 1 };
    clock += index % 12 === 11 ? 1200 : 300;
    return word;
  });
  const sentences = sentencesFromWords(words, 'en', 'recognized');
  expect(sentences.every((sentence) => sentence.words.length === 12 || sentence === sentences.at(-1))).toBe(true);
  const breathless = sentencesFromWords(words.map((word, index) => ({ ...word, startMs: index * 250, endMs: index * 250 + 250 })), 'en', 'recognized');
  expect(Math.max(...breathless.map((sentence) => sentence.endMs - sentence.startMs))).toBeLessThanOrEqual(10_000);
});

test('every word is in exactly one sentence, in order, inside its times', () => {
  const word = fc.record({ text: fc.constantFrom('so', 'And', 'e.g.', 'U.S.', 'done.', 'what?', '...', 'Mr.', '"Go."', '好。', '3.'), gap: fc.nat(3000), length: fc.nat(900), speaker: fc.constantFrom(null, 'Ada', 'Bob') });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 200 }), fc.constantFrom('en', 'de', 'und'), (spoken, language) => {
      let clock = 0;
      const words = spoken.map(({ text, gap, length, speaker }) => {
        const startMs = clock + gap;
        clock = startMs + length;
        return { text, startMs, endMs: clock, confidence: 1, speaker };
      });
      const sentences = sentencesFromWords(words, language, 'aligned');
      expect(sentences.flatMap((sentence) => sentence.words)).toEqual(words.map(({ speaker: _, ...rest }) => rest));
      for (const sentence of sentences) {
        expect(sentence.startMs).toBe(sentence.words[0]?.startMs);
        expect(sentence.endMs).toBe(sentence.words.at(-1)?.endMs);
      }
    }),
  );
});
