import { expect, test } from '@jest/globals';
import { TerminalScreen } from '../testing/terminalScreen.js';
import { LiveArea } from './liveArea.js';

test('lines are redrawn in place', () => {
  const screen = new TerminalScreen(40);
  screen.write('$ reels episode.mp3\n');
  const area = new LiveArea(screen);
  area.draw(['Upload 10 %', 'Ingest']);
  area.draw(['Upload done', 'Ingest 5 %', 'Render']);
  expect(screen.shown).toEqual(['$ reels episode.mp3', 'Upload done', 'Ingest 5 %', 'Render', '']);
});

test('fewer lines than before leave nothing behind', () => {
  const screen = new TerminalScreen(40);
  const area = new LiveArea(screen);
  area.draw(['a long first line', 'second', 'third']);
  area.draw(['short']);
  expect(screen.shown).toEqual(['short', '']);
});

test('what is said once scrolls away above', () => {
  const screen = new TerminalScreen(40);
  const area = new LiveArea(screen);
  area.draw(['Ingest 5 %']);
  area.above(['! Postgres was started again.'], ['Ingest 6 %']);
  area.draw(['Ingest 7 %']);
  expect(screen.shown).toEqual(['! Postgres was started again.', 'Ingest 7 %', '']);
});

test('a window made narrower, whose lines have wrapped, is drawn over', () => {
  const screen = new TerminalScreen(10);
  const area = new LiveArea(screen);
  area.draw(['123456789', 'b']);
  // As a terminal does on becoming 5 columns wide.
  const narrow = new TerminalScreen(5);
  narrow.write('12345\n6789\nb\n');
  Object.assign(screen, { columns: 5, write: (text: string) => narrow.write(text) });
  area.draw(['1234', 'c']);
  expect(narrow.shown).toEqual(['1234', 'c', '']);
});

test('more lines than the screen has: the newest are shown', () => {
  const screen = new TerminalScreen(40, 4);
  const area = new LiveArea(screen);
  area.draw(['1', '2', '3', '4', '5']);
  expect(screen.shown).toEqual(['3', '4', '5', '']);
});
