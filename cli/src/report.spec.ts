import { expect, test } from '@jest/globals';
import { UserError } from '@reels/contracts';
import { SettingsError } from '@reels/platform';
import { SetupError } from '@reels/stack';
import { CommandError, Interrupted, UsageError } from './failure.js';
import { describeError } from './report.js';

test.each([
  [new UsageError('--min is wrong.'), { code: 'USAGE', exitCode: 2, nextStep: '"reels list --help" tells how it is used.' }],
  [
    new CommandError('NO_SPEECH', 'Nobody speaks.', 'Choose another.', 'p1'),
    { code: 'NO_SPEECH', exitCode: 1, nextStep: 'Choose another.', projectId: 'p1' },
  ],
  [new UserError('EMPTY'), { code: 'EMPTY', exitCode: 1, message: 'The file is empty.' }],
  [new SetupError('The disk is full.', 'Free 2 GB.'), { code: 'SETUP', exitCode: 1, nextStep: 'Free 2 GB.' }],
  [new SettingsError([{ name: 'API_PORT', problem: 'must be a number' }]), { code: 'SETTINGS', exitCode: 2 }],
  [new Interrupted(143, 'Nothing is lost.', 'p1'), { code: 'INTERRUPTED', exitCode: 143, nextStep: 'Nothing is lost.' }],
])('%s', (error, ending) => {
  expect(describeError(error, 'list')).toMatchObject(ending);
});

test('a bug shows where it arose', () => {
  const ending = describeError(new TypeError('x is not a function'), '');
  expect(ending).toMatchObject({ code: 'INTERNAL', exitCode: 1 });
  expect(ending.message).toContain('report.spec');
});
