import { expect, test } from '@jest/globals';
import { COMMANDS } from '../commands/registry.js';
import { renderHelp, renderOverview } from './help.js';
import { findCommand, parseCommandLine } from './parse.js';

test('the overview names every command, and every option of the default job', () => {
  const overview = renderOverview(COMMANDS);
  for (const { name } of COMMANDS) expect(overview).toContain(`  ${name}`);
  for (const { name } of COMMANDS[0]?.options ?? []) expect(overview).toContain(`--${name}`);
});

test.each(COMMANDS.filter(({ name }) => name))('the help of $name shows its usage, options and examples', (command) => {
  const help = renderHelp(command);
  expect(help).toContain(`reels ${command.name}`);
  for (const { name } of command.options) expect(help).toContain(`--${name}`);
  for (const [line] of command.examples) expect(help).toContain(`reels ${line}`);
});

test('help fits a common terminal', () => {
  const lines = [renderOverview(COMMANDS), ...COMMANDS.map(renderHelp)].join('\n').split('\n');
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
});

test.each(COMMANDS.flatMap((command) => command.examples.map(([line]) => ({ line, name: command.name }))))(
  'the example "reels $line" is understood',
  ({ line, name }) => {
    const { command, rest } = findCommand(line.split(' '), COMMANDS);
    expect(command.name).toBe(name);
    expect(() => parseCommandLine(rest, command)).not.toThrow();
  },
);
