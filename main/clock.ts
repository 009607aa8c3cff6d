/** Time as the app sees it, injected so that tests can turn it by hand. */
export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Runs `then` once after `ms`; the function given back cancels it. */
  setTimer(ms: number, then: () => void): () => void;
}

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
