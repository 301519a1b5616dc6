import { expect, test } from '@jest/globals';
import { progressEvent } from '../testing/events.js';
import { JsonView } from './jsonView.js';

test('one object a line, told apart by their type', () => {
  let text = '';
  const view = new JsonView({ write: (line) => void (text += line) });
  const event = progressEvent({ seq: 7, percent: 12, message: 'two\nlines' });
  view.setup({ kind: 'up', service: 'api', milliseconds: 900 });
  view.uploaded({ doneBytes: 1, totalBytes: 4, bytesPerSecond: 2 });
  view.project({ id: 'x', title: 'T', ...{ state: 'RUNNING' } });
  view.event(event);
  view.notice('Mind this.');
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { type: 'setup', event: { kind: 'up', service: 'api', milliseconds: 900 } },
    { type: 'upload', doneBytes: 1, totalBytes: 4, bytesPerSecond: 2, percent: 25 },
    { type: 'project', id: 'x', title: 'T' },
    { type: 'progress', ...event },
    { type: 'notice', message: 'Mind this.' },
  ]);
});
