import { beforeEach, expect, test } from '@jest/globals';
import { DEFAULT_DESIGN } from '@reels/contracts';
import { KeptDrafts } from './keptDrafts';
import type { KeptDraft } from './keptDrafts';

const DRAFT = { title: 'As typed', design: DEFAULT_DESIGN };
const kept = (accountId: string, reelId: string): KeptDraft => ({ accountId, reelId, draft: DRAFT, stored: { ...DRAFT, title: 'As stored' }, version: 3, open: true, at: 5 });

beforeEach(() => localStorage.clear());

test('a draft is kept for its account, until it is stored', () => {
  const drafts = new KeptDrafts(localStorage);
  for (const [account, reel] of [['maya', 'r1'], ['maya', 'r2'], ['daniel', 'r1']] as const) drafts.put(kept(account, reel));
  expect(new KeptDrafts(localStorage).of('maya').sort((a, b) => a.reelId.localeCompare(b.reelId))).toEqual([kept('maya', 'r1'), kept('maya', 'r2')]);
  drafts.remove('maya', 'r1');
  expect([drafts.get('maya', 'r1'), drafts.get('daniel', 'r1')]).toEqual([null, kept('daniel', 'r1')]);
});

test('where the browser keeps nothing, that is told', () => {
  const full = { setItem: () => { throw new DOMException('Full', 'QuotaExceededError'); } } as unknown as Storage;
  expect([new KeptDrafts(full).put(kept('maya', 'r1')), new KeptDrafts(null).put(kept('maya', 'r1'))]).toEqual([false, false]);
});

test('what is not ours to read is nothing', () => {
  localStorage.setItem('draft:maya:r1', '{');
  expect(new KeptDrafts(localStorage).of('maya')).toEqual([]);
});
