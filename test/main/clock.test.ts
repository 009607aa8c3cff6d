import { expect, it } from 'vitest';
import { timedOut, withTimeout } from '../../main/clock.ts';
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

it('stops waiting for work that takes longer', async () => {
  const clock = fakeClock();
  const waited = withTimeout(clock, 1000, new Promise(() => undefined));
  await clock.advance(1000);
  expect(await waited).toBe(timedOut);
});
