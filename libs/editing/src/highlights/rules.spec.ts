import { describe, expect, test } from '@jest/globals';
import { speak } from '../transcript/testing/speak.js';
import { readEpisode } from './episode.js';
import { languageOf } from './languages/index.js';
import { findHost } from './roles.js';
import { topicShifts } from './topics.js';
import { voiceFromPeaks } from './voice.js';

const linesOf = (script: string, language = 'en') => readEpisode(speak(script, { language }), {}).lines;

describe('roles', () => {
  const interview = `Ada: What is it? Why now? Who pays? How so?\nBob: ${'We bake every day and nobody asks why. '.repeat(8)}`;
  test('the host asks most', () => expect(findHost(speak(interview).sentences)).toBe('Ada'));
  test('among equals there is none', () => expect(findHost(speak(`${interview}\nCleo: What else is it? Why not? Who knows? How come?`).sentences)).toBe(null));
  test('nor where nobody is named', () => expect(findHost(speak('What? Why? How? We bake.').sentences)).toBe(null));
});

describe('openings', () => {
  const stands = (text: string) => linesOf(text)[0]?.opensOnItsOwn;
  test.each(['And', 'But', 'So', 'Or', 'Because', 'He', 'She', 'It', 'They', 'That', 'This', 'These', 'Those', 'Which', 'Then', 'Also', 'His', 'Their', 'Yeah,', 'Exactly.', 'Well, it', 'You know, they', 'Um, so', '"And', 'It’s', "That's", 'No,', 'Wait, what'])('"%s …" leans on what was said', (opening) => {
    expect(stands(`${opening} went on for years in that town.`)).toBe(false);
  });
  test.each(['There are three ways', 'Nobody', 'I', 'When I was six, it', 'Sometimes', 'Italy', 'Thatcher', 'Sober people', 'No one', 'Heat', 'What'])('"%s …" stands on its own', (opening) => {
    expect(stands(`${opening} went on for years in town.`)).toBe(true);
  });
  test('a brief answer is nothing without its question', () => {
    expect(linesOf('Ada: What did you learn?\nBob: Patience, mostly. You can never argue with an oven.').map((line) => line.opensOnItsOwn)).toEqual([true, false, true]);
  });
});

describe('what is kept out', () => {
  const talk = 'The oven was cold for weeks and nobody came to the shop at all. ';
  const kept = (script: string, language = 'en') => linesOf(script, language).map((line) => line.keptOut);

  test('an advertisement from its opening to its last offer', () => {
    const before = talk.repeat(12);
    const script = `Ada: What went wrong? Why? How long?\nBob: ${before}\nAda: Before we go on, this episode is brought to you by Northfield. They make paper. Paper lasts. Use the code shift for ten percent off. Where were we?\nBob: ${before}`;
    const reasons = kept(script);
    const lines = linesOf(script);
    const adverts = lines.filter((_, index) => reasons[index] === 'advert').map((line) => line.plain);
    expect(adverts).toEqual(['Before we go on, this episode is brought to you by Northfield.', 'They make paper.', 'Paper lasts.', 'Use the code shift for ten percent off.']);
  });
  test('a guest who speaks of sponsors is no advertisement', () => {
    expect(kept(`Ada: What went wrong? Why? How long?\nBob: ${talk.repeat(6)}Our only sponsor left in May. ${talk.repeat(6)}`)).not.toContain('advert');
  });
  test('greetings at the beginning, goodbyes at the end, appeals anywhere', () => {
    const reasons = kept(`Welcome to the show. ${talk.repeat(20)} Please subscribe to the show wherever you listen. ${talk.repeat(20)} Thank you so much for coming. See you next week.`);
    expect(reasons[0]).toBe('introduction');
    expect(reasons.filter((reason) => reason === 'appeal')).toHaveLength(1);
    expect(reasons.slice(-2)).toEqual(['farewell', 'farewell']);
  });
  test('in German too', () => {
    const deutsch = 'Der Ofen blieb wochenlang kalt und niemand kam in unseren Laden. ';
    expect(kept(`Willkommen zum Podcast. ${deutsch.repeat(20)} Diese Folge wird präsentiert von Nordfeld. Mit dem Code Herbst gibt es zehn Prozent Rabatt.`, 'de')).toEqual(expect.arrayContaining(['introduction', 'advert']));
  });
});

test('a language is told from the text when it is not stated', () => {
  const english = speak('This is what we have to do, and you know that it was not the plan for the people.', { language: 'und' });
  expect(languageOf(english).code).toBe('en');
  expect(languageOf({ ...english, language: 'en-US' }).code).toBe('en');
  expect(languageOf({ ...english, language: 'sw' }).code).toBe('und');
});

test('the subject changes most where the words do', () => {
  const about = (...words: string[]) => Array.from({ length: 20 }, (_, index) => [words[index % words.length] ?? '', words[(index + 1) % words.length] ?? '']);
  const shifts = topicShifts([...about('ovens', 'bread', 'flour'), ...about('radio', 'valve', 'signal')]);
  expect(shifts.indexOf(Math.max(...shifts.slice(1)), 1)).toBe(20);
});

test('the level of a voice is read off the peaks under its sentence', () => {
  const transcript = speak('One two three. Four five six.', { pauseMs: 1000 });
  const values = Array.from({ length: 100 }, (_, index) => (index * 100 < (transcript.sentences[0]?.endMs ?? 0) ? 200 : 20));
  const [loud, soft] = voiceFromPeaks(transcript, { bucketMs: 100, values });
  expect((loud?.levelDb ?? 0) - (soft?.levelDb ?? 0)).toBeCloseTo(20, 0);
  expect(voiceFromPeaks(transcript, { bucketMs: 100, values: [] })[0]?.levelDb).toBe(null);
});
