import { expect, test } from '@jest/globals';
import { record, redo, startHistory, undo } from './history';

const at = (ms: number, key = 'size'): { key: string; at: number } => ({ key, at: ms });

test('back and forth again', () => {
  let history = record(record(startHistory('a'), 'b', at(0)), 'c', at(5_000));
  history = undo(undo(undo(history)));
  expect(history.present).toBe('a');
  history = redo(history);
  expect([history.present, history.future]).toEqual(['b', ['c']]);
  expect(record(history, 'd', at(9_000)).future).toEqual([]);
});

test('a slider that is dragged is one step, the next drag another, another control at once another', () => {
  let history = record(startHistory(1), 2, at(0));
  history = record(history, 3, at(300));
  history = record(history, 4, at(2_000));
  history = record(history, 5, at(2_100, 'colour'));
  expect(history.past).toEqual([1, 3, 4]);
  // What was undone is not glued to what comes next.
  history = record(undo(history), 6, at(2_200, 'colour'));
  expect(history.past).toEqual([1, 3, 4]);
  expect(history.present).toBe(6);
});

test('at either end nothing happens', () => {
  const history = startHistory('a');
  expect(undo(history).present).toBe('a');
  expect(redo(history).present).toBe('a');
});
