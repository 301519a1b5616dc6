import { expect, test } from '@jest/globals';
import { COMMANDS } from '../commands/registry.js';
import { UsageError } from '../failure.js';
import { readLengths, readPart, readProjectOptions } from '../job/projectOptions.js';
import { findCommand, parseCommandLine } from './parse.js';

function parse(line: string) {
  const { command, rest } = findCommand(line.split(' ').filter(Boolean), COMMANDS);
  return { name: command.name, args: parseCommandLine(rest, command) };
}

test('a line without a command is the default job', () => {
  const { name, args } = parse('episode.mp3 --reels 3 --min 15 --max 1:05 --out clips --json');
  expect(name).toBe('');
  expect(args.words).toEqual(['episode.mp3']);
  expect(args.wholeNumber('reels', 1, 50)).toBe(3);
  expect(args.duration('max')).toBe(65_000);
  expect(args.text('out')).toBe('clips');
  expect(args.flag('json')).toBe(true);
  expect(args.flag('quiet')).toBe(false);
});

test('a command is found after options, too, and an option value is not taken for one', () => {
  expect(parse('--json list').name).toBe('list');
  expect(parse('--title list episode.mp3').name).toBe('');
});

test('after two dashes a file may be called like a command', () => {
  const { name, args } = parse('--reels 2 -- list');
  expect(name).toBe('');
  expect(args.words).toEqual(['list']);
});

test('short options and values after "="', () => {
  const { args } = parse('-n 2 -o clips --min=15s episode.mp3');
  expect([args.text('reels'), args.text('out'), args.duration('min')]).toEqual(['2', 'clips', 15_000]);
});

test.each([
  ['episode.mp3 --reals 3', '--reals is not an option. Did you mean --reels?'],
  ['episode.mp3 --zzz', '--zzz is not an option.'],
  ['status abcdef --reels 3', '--reels is not an option of "reels status".'],
  ['episode.mp3 --reels', '--reels needs a value: --reels N.'],
  ['episode.mp3 --title --json', '--title needs a value: --title TEXT.'],
  ['episode.mp3 --json=yes', '--json takes no value.'],
  ['--reels 3', 'Give one episode: reels EPISODE [options]'],
  ['status', 'Give the id of a project: reels status ID'],
  ['a.mp3 b.mp3', '"b.mp3" is one word too many: reels EPISODE [options]'],
  ['doctor now', '"reels doctor" takes no "now".'],
])('%s: %s', (line, sentence) => {
  expect(() => parse(line)).toThrow(new UsageError(sentence));
});

test.each([
  ['--reels 0', '--reels takes a whole number from 1 to 50, not "0".'],
  ['--reels -5', '--reels takes a whole number from 1 to 50, not "-5".'],
  ['--reels 3.5', '--reels takes a whole number from 1 to 50, not "3.5".'],
  ['--min soon', '--min takes a time such as 20, 20s, 1:05 or 1m5s, not "soon".'],
  ['--min 0', '--min must be longer than 0.'],
  ['--min 60 --max 20', '--min (1:00) is longer than --max (0:20).'],
  ['--for 0', '--for must be longer than 0.'],
  ['--captions bold', '--captions takes studio, paper, punch, capsule, solo, karaoke, stack, subtitle, typewriter, auto or none, not "bold".'],
  ['--layout tall', '--layout takes audiogram, fit or auto, not "tall".'],
  ['--language klingon!', '--language takes a language tag such as en, de or pt-BR, not "klingon!".'],
])('episode.mp3 %s: %s', (options, sentence) => {
  const { args } = parse(`episode.mp3 ${options}`);
  expect(() => readProjectOptions(args)).toThrow(new UsageError(sentence));
});

test('options become those of the API; what was not typed is left to its defaults', () => {
  const { args } = parse('e.mp3 --reels 2 --from 12:30 --for 20m --language pt_br --captions Capsule --layout fit --review');
  expect(readProjectOptions(args)).toEqual({
    reels: 2,
    fromMs: 750_000,
    forMs: 1_200_000,
    language: 'pt-BR',
    captions: 'CAPSULE',
    layout: 'FIT',
    review: true,
  });
  expect(readProjectOptions(parse('e.mp3').args)).toEqual({});
});

test('one bound alone moves the other where the defaults would not fit', () => {
  expect(readLengths(parse('e.mp3 --max 15').args)).toEqual({ minMs: 7_500, maxMs: 15_000 });
  expect(readLengths(parse('e.mp3 --min 90').args)).toEqual({ minMs: 90_000, maxMs: 180_000 });
  expect(readLengths(parse('e.mp3 --min 30').args)).toEqual({ minMs: 30_000 });
});

test('a part of the episode', () => {
  expect(readPart(parse('e.mp3').args)).toBeNull();
  expect(readPart(parse('e.mp3 --from 10 --for 5').args)).toEqual({ startMs: 10_000, endMs: 15_000 });
  expect(readPart(parse('e.mp3 --for 5').args)).toEqual({ startMs: 0, endMs: 5_000 });
});
