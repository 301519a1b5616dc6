import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { UsageError } from '../failure.js';
import { Arguments } from './arguments.js';
import { closest } from './closest.js';
import type { Command, Option } from './command.js';

/** Options that every command understands. */
export const GLOBAL_OPTIONS: readonly Option[] = [
  { name: 'help', short: 'h', help: 'show this help' },
  { name: 'no-colour', help: 'no colours (as does the environment variable NO_COLOR)' },
];

/** The command that a line names by its first word, else the default one (whose name is empty), and what is left of the line. */
export function findCommand(line: readonly string[], commands: readonly Command[]): { command: Command; rest: string[] } {
  const all = [...GLOBAL_OPTIONS, ...commands.flatMap((command) => command.options)];
  // After "--" every word is an episode, even if it is called "list".
  const word = tokens(line, all).find((token) => token.kind !== 'option');
  const named = word?.kind === 'positional' && commands.find((command) => command.name !== '' && command.name === word.value);
  if (named) return { command: named, rest: line.filter((_, index) => index !== word.index) };
  const standard = commands.find((command) => command.name === '');
  if (!standard) throw new Error('There is no default command.');
  return { command: standard, rest: [...line] };
}

/** Reads the options and words of one command; throws a UsageError that names what is wrong. */
export function parseCommandLine(line: readonly string[], command: Command): Arguments {
  const known = [...command.options, ...GLOBAL_OPTIONS];
  const words: string[] = [];
  const values = new Map<string, string | true>();
  for (const token of tokens(line, known)) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind === 'option') {
      const option = known.find(({ name }) => name === spelling(token.name));
      if (!option) throw new UsageError(unknownOption(token.rawName, command, known));
      values.set(option.name, optionValue(option, token.value, token.inlineValue));
    }
  }
  const args = new Arguments(words, values);
  if (!args.flag('help')) checkWords(words, command);
  return args;
}

function tokens(line: readonly string[], options: readonly Option[]) {
  const config: NonNullable<ParseArgsConfig['options']> = {};
  for (const { name, short, value } of options) {
    config[name] = { type: value ? 'string' : 'boolean', ...(short ? { short } : {}) };
  }
  return parseArgs({ args: [...line], options: config, strict: false, allowPositionals: true, tokens: true }).tokens;
}

const spelling = (name: string): string => (name === 'no-color' ? 'no-colour' : name);

function optionValue(option: Option, value: string | undefined, inline: boolean | undefined): string | true {
  if (!option.value) {
    if (value !== undefined) throw new UsageError(`--${option.name} takes no value.`);
    return true;
  }
  // "--title --json": the value was forgotten.
  if (value === undefined || (!inline && value.startsWith('--'))) {
    throw new UsageError(`--${option.name} needs a value: --${option.name} ${option.value}.`);
  }
  return value;
}

function unknownOption(rawName: string, command: Command, known: readonly Option[]): string {
  const meant = closest(
    rawName.replace(/^-+/, ''),
    known.map(({ name }) => name),
  );
  const where = command.name ? ` of "reels ${command.name}"` : '';
  return `${rawName} is not an option${where}.${meant ? ` Did you mean --${meant}?` : ''}`;
}

function checkWords(words: readonly string[], { name, usage, words: { min, max, what } }: Command): void {
  const called = `reels${name && ` ${name}`}${usage && ` ${usage}`}`;
  if (words.length < min) throw new UsageError(`Give ${what}: ${called}`);
  if (words.some((word) => word.trim() === '')) throw new UsageError(`An empty word stands where ${what} should be: ${called}`);
  const extra = words[max];
  if (extra !== undefined)
    throw new UsageError(max === 0 ? `"reels ${name}" takes no "${extra}".` : `"${extra}" is one word too many: ${called}`);
}
