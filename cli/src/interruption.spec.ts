import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Interrupted } from './failure.js';
import { InterruptionListener } from './interruption.js';

/** A process as far as it can be interrupted. */
class InterruptedProcess extends EventEmitter {
  ended: number | null = null;
  exit(code: number): void {
    this.ended = code;
  }
}

function listen() {
  const process = new InterruptedProcess();
  const listener = new InterruptionListener(process, 50);
  let hurried = 0;
  listener.onHurry(async () => void hurried++);
  return { process, listener, hurried: () => hurried };
}

test('the first signal asks for an end, with the code that shells expect', () => {
  const { process, listener, hurried } = listen();
  process.emit('SIGTERM');
  expect(listener.signal.reason).toEqual(new Interrupted(143));
  expect([process.ended, hurried()]).toEqual([null, 0]);
});

test('the same key press, told twice, counts once', () => {
  const { process, hurried } = listen();
  process.emit('SIGINT');
  process.emit('SIGINT');
  expect([process.ended, hurried()]).toEqual([null, 0]);
});

test('an output that nobody reads asks for an end, and does not hurry it', async () => {
  const { process, listener, hurried } = listen();
  listener.hangUp();
  await sleep(60);
  listener.hangUp();
  expect(listener.signal.reason).toEqual(new Interrupted(129));
  expect([process.ended, hurried()]).toEqual([null, 0]);
});

test('a second one hurries, then ends the process; a third ends it if that hangs', async () => {
  const { process, listener, hurried } = listen();
  process.emit('SIGINT');
  await sleep(60);
  process.emit('SIGINT');
  await sleep(0);
  expect([process.ended, hurried()]).toEqual([130, 1]);

  const hanging = new InterruptedProcess();
  const other = new InterruptionListener(hanging, 50);
  other.onHurry(() => new Promise(() => {}));
  for (const pause of [60, 60, 0]) {
    hanging.emit('SIGINT');
    await sleep(pause);
  }
  expect(hanging.ended).toBe(130);
  expect(listener.signal.aborted).toBe(true);
});
