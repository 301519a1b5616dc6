import { afterEach, expect, test } from '@jest/globals';
import { progressEvent } from '../testing/events.js';
import { TerminalScreen } from '../testing/terminalScreen.js';
import { LiveView } from './liveView.js';

let view: LiveView;
afterEach(() => view.end());

test('a job leaves one line a stage, below what was said on the way', () => {
  const screen = new TerminalScreen(60);
  view = new LiveView(screen);
  view.setup({ kind: 'starting', service: 'postgres', message: '' });
  view.setup({ kind: 'up', service: 'worker', milliseconds: 900 });
  view.ready();
  view.begin(['ingest', 'transcribe'], { upload: true });
  view.uploaded({ doneBytes: 8, totalBytes: 8, bytesPerSecond: 1 });
  view.project({ id: '0199a1b2-0000-7000-8000-00000000abcd', title: 'The baker' });
  view.event(progressEvent({ kind: 'started' }));
  view.event(progressEvent({ kind: 'completed', seq: 2 }));
  view.event(progressEvent({ stage: 'transcribe', kind: 'fallback', message: 'French is aligned by English rules.', seq: 3 }));
  view.event(progressEvent({ stage: 'transcribe', kind: 'completed', seq: 4 }));
  view.end();
  expect(screen.shown.map((line) => line.replace(/\s+/g, ' '))).toEqual([
    'The baker (project 0000abcd)',
    '! French is aligned by English rules.',
    '✓ Stack ████████ 100 % 0:00 up',
    '✓ Upload ████████ 100 % 0:00 8 B',
    '✓ Ingest ████████ 100 % 0:00',
    '✓ Transcribe ████████ 100 % 0:00',
    '',
  ]);
});

test('after the end, what is still to be said is plain text', () => {
  const screen = new TerminalScreen(60);
  view = new LiveView(screen);
  view.begin(['ingest'], { upload: false });
  view.end();
  view.notice('The stack is stopped.');
  expect(screen.shown).toEqual(['· Ingest', '! The stack is stopped.', '']);
});
