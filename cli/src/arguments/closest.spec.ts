import { expect, test } from '@jest/globals';
import { closest } from './closest.js';

const NAMES = ['start', 'status', 'list', 'approve', 'export'];

test.each([
  ['statsu', 'status'],
  ['lsit', 'list'],
  ['aprove', 'approve'],
  ['EXPORT', 'export'],
])('%s is meant to be %s', (typed, meant) => {
  expect(closest(typed, NAMES)).toBe(meant);
});

test.each(['episode.mp3', 'x', 'transcript'])('%s is like none', (typed) => {
  expect(closest(typed, NAMES)).toBeUndefined();
});
