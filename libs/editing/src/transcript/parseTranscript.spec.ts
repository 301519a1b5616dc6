import { UserError } from '@reels/contracts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseTranscript } from './parseTranscript.js';
import { toPlainText } from './plainText.js';

const brief = (content: string, durationMs?: number) =>
  parseTranscript('file', content, durationMs === undefined ? {} : { durationMs }).sentences.map(({ speaker, startMs, endMs, text }) => [speaker, startMs, endMs, text]);

const failure = (content: string, durationMs?: number): UserError => {
  try {
    parseTranscript('episode.txt', content, durationMs === undefined ? {} : { durationMs });
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('It was read.');
};

test('SubRip: byte order mark, carriage returns, markup, entities; cues broken in mid-sentence are joined', () => {
  const srt = '\ufeff1\r\n00:00:01,000 --> 00:00:03,000\r\n{\\an8}<i>We sold bread &amp; radios,</i>\r\n\r\n2\r\n00:00:03,000 --> 00:00:05,000\r\nand nobody came. [LAUGHTER] Then\r\n\r\n3\r\n00:00:05,500 --> 00:00:06,500\r\nRosa did.\r\n';
  expect(brief(srt)).toEqual([
    [null, 1000, 4545, 'We sold bread & radios, and nobody came.'],
    [null, 4545, 6500, 'Then Rosa did.'],
  ]);
});

test('SubRip: names before a colon hold until the next name; a single colon names nobody', () => {
  const srt = '1\n00:00:01,000 --> 00:00:02,000\nAda Byron: Hello.\n\n2\n00:00:02,000 --> 00:00:03,000\nHow are you?\n\n3\n00:00:03,000 --> 00:00:04,000\nSpeaker 2: Fine. Remember: breathe.\n\n4\n00:00:04,000 --> 00:00:05,000\nAda Byron: Good.\n\n5\n00:00:05,000 --> 00:00:06,000\nSpeaker 2: Bye.\n';
  expect(brief(srt).map(([speaker, , , text]) => [speaker, text])).toEqual([
    ['Ada Byron', 'Hello.'],
    ['Ada Byron', 'How are you?'],
    ['Speaker 2', 'Fine.'],
    ['Speaker 2', 'Remember: breathe.'],
    ['Ada Byron', 'Good.'],
    ['Speaker 2', 'Bye.'],
  ]);
});

test('SubRip: ">>" and dashes end a sentence though nobody is named', () => {
  expect(brief('1\n00:00:01,000 --> 00:00:02,000\nI thought that\n>> Never\n\n2\n00:00:02,000 --> 00:00:03,000\n- Really\n- Yes\n').map((line) => line[3])).toEqual(['I thought that', 'Never', 'Really', 'Yes']);
});

test('WebVTT: voices, settings, notes, styles, hourless times, two voices in one cue', () => {
  const vtt = `WEBVTT - Episode 1
Kind: captions
Language: en-GB

STYLE
::cue { color: red }

NOTE
00:00:00.000 --> this is a remark

intro
00:01.000 --> 00:03.000 align:start position:0%
<v.loud Ada>Hello &lt;there&gt;, <c.big>Bob</c>.</v>

00:03.000 --> 00:05.000
<v Ada>How are you?</v>
<v Bob>Fine.</v>
`;
  expect(brief(vtt)).toEqual([
    ['Ada', 1000, 3000, 'Hello <there>, Bob.'],
    ['Ada', 3000, 4368, 'How are you?'],
    ['Bob', 4368, 5000, 'Fine.'],
  ]);
  expect(parseTranscript('a.vtt', vtt).language).toBe('en-GB');
});

test('WebVTT: times inside a cue are kept, and rolling lines are said once', () => {
  const vtt = `WEBVTT

00:00:00.000 --> 00:00:02.000
 
Hello<00:00:00.500><c> every</c><00:00:01.000><c> body.</c>

00:00:02.000 --> 00:00:02.010
Hello every body.
 

00:00:02.010 --> 00:00:04.000
Hello every body.
Welcome<00:00:03.000><c> back.</c>
`;
  const { sentences } = parseTranscript('youtube.vtt', vtt);
  expect(sentences.map((sentence) => sentence.text)).toEqual(['Hello every body.', 'Welcome back.']);
  expect(sentences[0]?.words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([[0, 500], [500, 1000], [1000, 2000]]);
  expect(sentences[0]?.timing).toBe('given');
});

test('cues of one voice that overlap end where the next begins; two voices may talk at once', () => {
  const overlapping = (first: string, second: string) => brief(`WEBVTT\n\n00:01.000 --> 00:09.000\n${first}\n\n00:04.000 --> 00:06.000\n${second}\n`);
  expect(overlapping('One two.', 'Three.')).toEqual([[null, 1000, 4000, 'One two.'], [null, 4000, 6000, 'Three.']]);
  expect(overlapping('<v A>One two.', '<v B>Three.')).toEqual([['A', 1000, 9000, 'One two.'], ['B', 4000, 6000, 'Three.']]);
});

test('cues that end before they begin, or are out of order, keep their start', () => {
  expect(brief('WEBVTT\n\n00:05.000 --> 00:05.000\nLate.\n\n00:01.000 --> 00:00.500\nEarly on.\n')).toEqual([[null, 1000, 1620, 'Early on.'], [null, 5000, 5372, 'Late.']]);
});

test('Podcasting 2.0 JSON: one word a segment keeps its own times', () => {
  const segments = [['Ada', 0.5, 0.75, 'I'], ['Ada', 0.75, 1, 'am.'], ['Bob', 1.2, 1.5, 'Good'], ['Bob', 1.5, 1.9, 'morning.']].map(([speaker, startTime, endTime, body]) => ({ speaker, startTime, endTime, body }));
  const { sentences } = parseTranscript('t.json', JSON.stringify({ version: '1.0.0', segments }));
  expect(sentences.map(({ speaker, startMs, endMs, text, timing }) => [speaker, startMs, endMs, text, timing])).toEqual([
    ['Ada', 500, 1000, 'I am.', 'given'],
    ['Bob', 1200, 1900, 'Good morning.', 'given'],
  ]);
});

test("the project's own JSON is read as it was written; missing words are placed by length", () => {
  const words = [{ text: 'Hello', startMs: 10, endMs: 400, confidence: 0.5 }, { text: 'you.', startMs: 420, endMs: 700, confidence: 0.8 }];
  const own = { language: 'en', sentences: [{ speaker: 'Ada', startMs: 10, endMs: 700, text: 'Hello you.', words }, { speaker: null, startMs: 800, endMs: 1800, text: 'No words here.' }] };
  const { sentences } = parseTranscript('transcript.json', JSON.stringify(own));
  expect(sentences[0]).toEqual({ ...own.sentences[0], timing: 'given' });
  expect(sentences[1]?.timing).toBe('interpolated');
  expect(sentences[1]?.words.map((word) => word.startMs)).toEqual([800, 1000, 1400]);
});

test.each([
  ['', 'is empty'],
  ['just some text', 'line 1'],
  ['WEBVTT\n\nNOTE nothing', 'no words'],
  ['WEBVTT\n\n00:01.000 --> 00:02.000\n[MUSIC]', 'no words'],
  ['WEBVTT\n\n00:01.000 --> 00:02.000\nFine.\n\n00:0x.000 --> 00:03.000\nBroken.', 'Line 6'],
  ['1\n00:00:61,000 --> 00:01:02,000\nHm', 'Line 2'],
  ['{"segments": [', 'not JSON'],
  ['{"captions": []}', 'neither "segments"'],
  ['{"segments": [{"startTime": 1, "body": "a"}, {"startTime": "x", "body": "b"}]}', 'Segment 2'],
  ['{"sentences": [{"startMs": 5, "endMs": 1, "text": "a"}]}', 'Sentence 1'],
  ['[null]', 'Segment 1'],
])('what cannot be read is refused with the place: %j', (content, place) => {
  const error = failure(content);
  expect(error.code).toBe('BAD_TRANSCRIPT');
  expect(error.message).toContain(place);
});

test('times outside of the episode are another episode’s; a last caption may hang a little', () => {
  const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:09.000 --> 00:12.000\nTwo.\n';
  expect(brief(vtt, 10_000).at(-1)).toEqual([null, 9000, 10_000, 'Two.']);
  expect(failure(vtt, 8000).code).toBe('TRANSCRIPT_MISMATCH');
  expect(failure(vtt, 6000).message).toContain('00:00:12.000');
});

test('the language is told from the words when nobody states it', () => {
  const language = (text: string) => parseTranscript('f', `WEBVTT\n\n00:01.000 --> 00:20.000\n${text}\n`).language;
  expect(language('This is what we have to do, and you know that it was not the plan for the people.')).toBe('en');
  expect(language('Das ist nicht das, was wir uns mit der Zeit gedacht haben, und es ist auch eine Frage.')).toBe('de');
  expect(language('今日は良い天気です。')).toBe('ja');
  expect(language('Tere, kuidas läheb? Täna räägime leivast ja raadiotest siin stuudios koos Annaga.')).toBe('und');
});

test('hostile text is taken in linear time', () => {
  const junk = ['<', '[', '"', '.', '&', '{\\', 'A ', '漢', 'ก', '." ', '00:01 --> ', '\n', '1\n', '<v ', '>> ', 'Aa '].map((piece) => piece.repeat(20_000));
  const began = process.cpuUsage();
  for (const text of junk) {
    for (const head of ['1\n00:00:01,000 --> 00:10:00,000\n', 'WEBVTT\n\n00:01.000 --> 10:00.000\n']) parseTranscript('x', `${head}x ${text} end`);
  }
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(10_000);
});

test('whatever the text, words stay inside their cue, in order, and free of controls', () => {
  const cue = fc.record({ gap: fc.nat(2000), length: fc.integer({ min: 1, max: 8000 }), text: fc.string({ unit: 'binary', maxLength: 60 }) });
  fc.assert(
    fc.property(fc.array(cue, { minLength: 1, maxLength: 20 }), (cues) => {
      let clock = 0;
      const stamp = (ms: number) => new Date(ms).toISOString().slice(11, 23).replace('.', ',');
      const blocks = cues.map(({ gap, length, text }, index) => {
        const startMs = clock + gap;
        clock = startMs + length;
        return `${index + 1}\n${stamp(startMs)} --> ${stamp(clock)}\nWord ${text.replace(/[\r\n]/g, ' ')}\n`;
      });
      const { sentences } = parseTranscript('x.srt', blocks.join('\n'));
      const words = sentences.flatMap((sentence) => sentence.words);
      words.forEach((word, index) => {
        expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
        expect(word.startMs).toBeGreaterThanOrEqual(words[index - 1]?.endMs ?? 0);
        expect(word.endMs).toBeLessThanOrEqual(clock);
        expect(word.text).toMatch(/^[^\s\p{Cc}\p{Surrogate}]+$/u);
      });
    }),
  );
});

test('plain text has one paragraph a turn', () => {
  const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Hello. How are you?\n\n00:03.000 --> 00:04.000\n<v Bob>Fine.\n';
  expect(toPlainText(parseTranscript('a.vtt', vtt))).toBe('Ada: Hello. How are you?\n\nBob: Fine.\n');
});
