import type { Clock } from '../../clock.ts';

/** Waits for `work`, whatever it ends in, but no longer than `ms`. */
export function limited(clock: Clock, work: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(ms, resolve);
    work.finally(() => {
      cancel();
      resolve();
    });
  });
}
