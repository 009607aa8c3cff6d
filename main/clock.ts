/** The time and timers of the app. Passed as an argument, so that tests can move time themselves. */
export interface Clock {
  /** ms since 1970; may jump forwards or backwards when the wall clock is set. */
  now(): number;
  /** Calls `fn` once after `ms`, even if the wall clock is set meanwhile. Returns a function that cancels it. */
  setTimer(ms: number, fn: () => void): () => void;
}

const longestTimerMs = 2_147_483_647;

/** The clock of this computer. Waits are limited to 24.8 days, the longest a Node timer can run. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(ms, fn) {
    const timer = setTimeout(fn, Math.min(Math.max(ms, 0), longestTimerMs));
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms`. */
export const sleep = (clock: Pick<Clock, 'setTimer'>, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.setTimer(ms, resolve);
  });

/** Stands in for the value of work that took too long. */
export const timedOut = Symbol('timed out');

/** Resolves to the value of `work`, or to `timedOut` after `ms`; `work` itself keeps running. Rejects if `work` does. */
export async function withTimeout<T>(clock: Pick<Clock, 'setTimer'>, ms: number, work: Promise<T>): Promise<T | typeof timedOut> {
  let cancel = () => {};
  const limit = new Promise<typeof timedOut>((resolve) => {
    cancel = clock.setTimer(ms, () => resolve(timedOut));
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    cancel();
  }
}
