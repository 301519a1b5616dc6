import { expect, test } from '@jest/globals';
import { placeOf, reelMsOf } from './cutClock';
import { CutPlayer } from './cutPlayer';
import type { Media } from './cutPlayer';

const CUT = [{ startMs: 10_000, endMs: 12_000 }, { startMs: 15_000, endMs: 16_000 }, { startMs: 30_000, endMs: 31_500 }];

/** An element whose time goes on when it is told to. */
class Tape implements Media {
  currentTime = 0;
  paused = true;
  play(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }
  pause(): void {
    this.paused = true;
  }
  run(ms: number): void {
    if (!this.paused) this.currentTime += ms / 1000;
  }
}

function started(): { tapes: [Tape, Tape]; player: CutPlayer; run: (ms: number) => void } {
  const tapes: [Tape, Tape] = [new Tape(), new Tape()];
  const player = new CutPlayer(tapes, CUT);
  const run = (ms: number): void => {
    for (let left = ms; left > 0; left -= 10) {
      for (const tape of tapes) tape.run(Math.min(10, left));
      player.tick();
    }
  };
  return { tapes, player, run };
}

test('a moment of the reel lies in one range, and is found back from there', () => {
  expect(placeOf(CUT, 0)).toEqual({ range: 0, sourceMs: 10_000 });
  expect(placeOf(CUT, 2_000)).toEqual({ range: 1, sourceMs: 15_000 });
  expect(placeOf(CUT, 3_250)).toEqual({ range: 2, sourceMs: 30_250 });
  expect(placeOf(CUT, 99_000)).toEqual({ range: 2, sourceMs: 31_500 });
  expect(placeOf(CUT, -5)).toEqual({ range: 0, sourceMs: 10_000 });
  for (const ms of [0, 1_999, 2_000, 2_999, 3_000, 4_499]) {
    const { range, sourceMs } = placeOf(CUT, ms);
    expect(reelMsOf(CUT, range, sourceMs)).toBe(ms);
  }
});

test('plays range after range on one clock, and the next one waits at its start', async () => {
  const { tapes, player, run } = started();
  await player.play();
  expect(tapes[1].currentTime).toBe(15);
  run(1_500);
  expect(player.positionMs).toBeCloseTo(1_500, 5);
  run(700);
  expect(player.active).toBe(1);
  expect([tapes[0].paused, tapes[1].paused]).toEqual([true, false]);
  expect(player.positionMs).toBeCloseTo(2_200, -1.5);
  expect(tapes[0].currentTime).toBe(30);
  run(1_000);
  expect(player.active).toBe(0);
  expect(player.positionMs).toBeGreaterThan(3_000);
});

test('stops at the end, and plays from the beginning then', async () => {
  const { tapes, player, run } = started();
  await player.play();
  run(6_000);
  expect(player.playing).toBe(false);
  expect(player.positionMs).toBe(4_500);
  expect(tapes.every(({ paused }) => paused)).toBe(true);
  await player.play();
  expect(player.positionMs).toBe(0);
});

test('a seek while it rests, and while it plays', async () => {
  const { tapes, player, run } = started();
  player.seek(2_400);
  expect(player.positionMs).toBe(2_400);
  expect(tapes[player.active].currentTime).toBe(15.4);
  await player.play();
  run(100);
  player.seek(500);
  expect(player.positionMs).toBe(500);
  player.pause();
  expect(player.positionMs).toBe(500);
});

test('sound that does not start is told, a pause before it starts is not', async () => {
  const { tapes, player } = started();
  tapes[0].play = () => Promise.reject(new Error('NotSupportedError'));
  await expect(player.play()).rejects.toThrow('NotSupportedError');
  expect(player.playing).toBe(false);
  let refuse = (_: Error): void => undefined;
  tapes[0].play = () => new Promise((_, reject) => (refuse = reject));
  const playing = player.play();
  player.pause();
  refuse(new Error('AbortError'));
  await expect(playing).resolves.toBeUndefined();
});
