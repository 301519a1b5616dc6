import { expect, test } from '@jest/globals';
import { DEFAULT_DESIGN, DEFAULT_LOOK } from '@reels/contracts';
import { applyChanges, changesOf } from './changes';
import type { Draft } from './changes';

const BASE: Draft = { title: 'A title', design: DEFAULT_DESIGN };

test('only what was changed is told, what was cleared as null', () => {
  const coloured = applyChanges(BASE, { design: { look: { colour: '#ff0000' } } });
  expect(changesOf(BASE, BASE)).toEqual({});
  expect(changesOf(BASE, { ...BASE, title: 'Another' })).toEqual({ title: 'Another' });
  expect(changesOf(BASE, applyChanges(BASE, { design: { aspect: '1:1', look: { size: 1.2 } } }))).toEqual({ design: { aspect: '1:1', look: { size: 1.2 } } });
  expect(changesOf(coloured, BASE)).toEqual({ design: { look: { colour: null } } });
});

test('changes of two windows come together: theirs stay where mine are none', () => {
  const theirs = applyChanges(BASE, { title: 'Theirs', design: { look: { font: 'anton', size: 0.8 } } });
  const mine = applyChanges(BASE, { design: { aspect: '4:5', look: { size: 1.3 } } });
  expect(applyChanges(theirs, changesOf(BASE, mine))).toEqual({
    title: 'Theirs',
    design: { ...DEFAULT_DESIGN, aspect: '4:5', look: { ...DEFAULT_LOOK, font: 'anton', size: 1.3 } },
  });
});
