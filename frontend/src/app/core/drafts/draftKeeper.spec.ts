import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { DEFAULT_DESIGN } from '@reels/contracts';
import { ApiClient } from '../api/client';
import { Unreachable } from '../api/failures';
import { ReelDraftDocument } from '../api/generated/operations';
import { Session } from '../session/session';
import { Toasts } from '../toasts/toasts';
import { designInput } from './design';
import { DraftKeeper } from './draftKeeper';

const stored = { title: 'As stored', design: DEFAULT_DESIGN };
const draft = { title: 'As typed', design: DEFAULT_DESIGN };
const reel = (title: string, version: number) => ({ __typename: 'Reel', id: 'r1', outdated: true, draft: { title, version, design: designInput(DEFAULT_DESIGN) } });
const STALE = { __typename: 'StaleRevision', code: 'STALE_REVISION', message: 'Changed meanwhile.', nextStep: 'Read it.', currentRevision: 9 };

let answer: () => unknown;
let sends: number;
let told: string[];
const account = signal<{ id: string } | null>(null);
let keeper: DraftKeeper;

beforeEach(() => {
  jest.useFakeTimers();
  localStorage.clear();
  [answer, sends, told] = [() => reel('As typed', 4), 0, []];
  account.set({ id: 'maya' });
  const request = async (document: unknown): Promise<unknown> => {
    if (document === ReelDraftDocument) return { reel: reel('As others typed', 9) };
    sends += 1;
    return { saveReelDraft: answer() };
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: ApiClient, useValue: { request } },
      { provide: Session, useValue: { account, signedIn: () => account() !== null } },
      { provide: Toasts, useValue: { good: (text: string) => told.push(text), failed: ({ message }: Error) => told.push(message) } },
      { provide: Router, useValue: {} },
    ],
  });
  keeper = TestBed.inject(DraftKeeper);
  keeper.keep('r1', { draft, stored, version: 3 });
});
afterEach(() => void jest.useRealTimers());

test('a draft is the studio’s while it is open, and is sent once it was left, as often as it takes', async () => {
  await jest.advanceTimersByTimeAsync(60_000);
  expect(sends).toBe(0);
  answer = () => {
    throw new Unreachable();
  };
  expect(keeper.leave('r1')).toBe(true);
  await jest.advanceTimersByTimeAsync(10_000);
  expect([sends, told]).toEqual([3, []]);
  answer = () => reel('As typed', 4);
  await jest.advanceTimersByTimeAsync(30_000);
  expect(told).toEqual([expect.stringContaining('is saved')]);
  expect(await keeper.take('r1')).toBeNull();
});

test('a draft that was changed elsewhere, too, is told once and kept for its studio', async () => {
  answer = () => STALE;
  keeper.leave('r1');
  await jest.advanceTimersByTimeAsync(120_000);
  expect([sends, told]).toEqual([1, [expect.stringContaining('was changed elsewhere')]]);
  expect(await keeper.take('r1')).toMatchObject({ draft, stored, version: 3 });
});

test('who signs in next sends nothing of somebody else’s', async () => {
  keeper.leave('r1');
  account.set({ id: 'daniel' });
  await jest.advanceTimersByTimeAsync(60_000);
  expect([sends, await keeper.take('r1')]).toEqual([0, null]);
});
