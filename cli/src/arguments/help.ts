import type { Command, Option } from './command.js';
import { GLOBAL_OPTIONS } from './parse.js';
import { wrap } from '../terminal/text.js';

const WIDTH = 96;

/** The help of the whole: the default job with its options, the other commands, examples. */
export function renderOverview(commands: readonly Command[]): string {
  const standard = commands.find(({ name }) => name === '');
  if (!standard) throw new Error('There is no default command.');
  const others = commands.filter(({ name }) => name !== '');
  return [
    'reels: a podcast episode in, captioned vertical reels out.',
    '',
    'Usage:',
    `  reels ${standard.usage}`,
    '  reels COMMAND ...',
    '',
    ...paragraphs(standard.details),
    ...optionLines(standard.options),
    'Commands:',
    ...columns(others.map(({ name, usage, summary }) => [`${name} ${usage}`.trim().replace(/ \[.*$/, ''), summary])),
    '',
    ...exampleLines(standard.examples),
    '"reels COMMAND --help" tells more of a command.',
  ].join('\n');
}

/** The help of one command. */
export function renderHelp(command: Command): string {
  return [
    `reels ${command.name}: ${command.summary}`,
    '',
    'Usage:',
    `  reels ${command.name} ${command.usage}`.trimEnd(),
    '',
    ...paragraphs(command.details),
    ...optionLines(command.options),
    ...exampleLines(command.examples),
  ]
    .join('\n')
    .trimEnd();
}

const paragraphs = (texts: readonly string[]): string[] => texts.flatMap((text) => [...wrap(text, WIDTH), '']);

function optionLines(options: readonly Option[]): string[] {
  const all = [...options, ...GLOBAL_OPTIONS];
  return ['Options:', ...columns(all.map((option) => [signature(option), option.help])), ''];
}

const signature = ({ name, short, value }: Option): string => `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;

function exampleLines(examples: Command['examples']): string[] {
  return ['Examples:', ...examples.flatMap(([line, does]) => [`  reels ${line}`.trimEnd(), `      ${does}`]), ''];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) => {
    const lines = wrap(right, WIDTH - width - 4);
    return lines.map((line, index) => `  ${(index === 0 ? left : '').padEnd(width)}  ${line}`);
  });
}
