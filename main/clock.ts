/** Time as the send path sees it; injected, so that tests move it by hand. */
export interface Clock {
  /** ms since 1970; it may jump in both directions. */
  now(): number;
  /** Calls `fn` once after `ms`, whatever the wall clock does meanwhile; the function given back cancels. */
  setTimer(ms: number, fn: () => void): () => void;
}

const longestTimerMs = 2_147_483_647;

/** The clock of the machine. A wait above 24.8 days, the most a Node timer takes, is cut to that. */
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

/** What work that took too long gives instead of its value. */
export const timedOut = Symbol('timed out');

/** The value of `work`, or `timedOut` when that takes longer than `ms`; `work` itself goes on. Rejects as `work` does. */
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
