import type { Clock } from '../../../main/clock.ts';

/** A clock whose timers fire only when a test says so. */
interface ManualClock extends Clock {
  /** The timers that were started and not cancelled. */
  readonly waiting: ReadonlySet<() => void>;
  /** Fires all of them. */
  expire(): void;
}

/** Creates a clock that tells the machine's time, but whose timers wait for the test. */
export function createManualClock(): ManualClock {
  const waiting = new Set<() => void>();
  return {
    now: Date.now,
    setTimer(_ms, run) {
      waiting.add(run);
      return () => void waiting.delete(run);
    },
    waiting,
    expire() {
      for (const run of [...waiting]) run();
    },
  };
}
