import { expect, it } from 'vitest';
import { sleep, timedOut, withTimeout } from '../../main/clock.ts';
import { fakeClock } from '../fakes/clock.ts';

it('gives the value of work that ends in time, and leaves no timer behind', async () => {
  const clock = fakeClock();
  let timers = 0;
  const counting = {
    setTimer(ms: number, run: () => void) {
      timers++;
      const cancel = clock.setTimer(ms, run);
      return () => {
        timers--;
        cancel();
      };
    },
  };
  expect(await withTimeout(counting, 1000, Promise.resolve('done'))).toBe('done');
  await expect(withTimeout(counting, 1000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(timers).toBe(0);
});

it('waits', async () => {
  const clock = fakeClock();
  let isOver = false;
  const waiting = sleep(clock, 1000).then(() => {
    isOver = true;
  });
  await clock.advance(999);
  expect(isOver).toBe(false);
  await clock.advance(1);
  await waiting;
});

it('of tests lets every promise settle before the next timer, however long the chain', async () => {
  const clock = fakeClock();
  const order: string[] = [];
  clock.setTimer(1, async () => {
    for (let link = 0; link < 1000; link++) await undefined;
    order.push('chain');
  });
  clock.setTimer(1, () => order.push('timer'));
  await clock.advance(1);
  expect(order).toEqual(['chain', 'timer']);
});

it('stops waiting for work that takes longer', async () => {
  const clock = fakeClock();
  const waited = withTimeout(clock, 1000, new Promise(() => undefined));
  await clock.advance(1000);
  expect(await waited).toBe(timedOut);
});
