import type { Clock } from '../../main/clock.ts';

/** A clock moved by hand: `advance` runs what falls due, in order, and lets all promises settle in between. */
export interface FakeClock extends Clock {
  advance(ms: number): Promise<void>;
  /** Sets only the wall clock forward or back, as sleep and a person do: no timer comes nearer. */
  jump(ms: number): void;
}

/** Resolves once no promise has a reaction left to run: Node comes to a tick that was asked for meanwhile only after the last of them. */
const settle = () => new Promise<void>((resolve) => void Promise.resolve().then(() => process.nextTick(resolve)));

export function fakeClock(start = Date.UTC(2026, 4, 1, 10, 20, 30)): FakeClock {
  let passed = 0;
  let ahead = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => passed + ahead,
    setTimer(ms, run) {
      const timer = { at: passed + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    async advance(ms) {
      const end = passed + ms;
      await settle();
      for (;;) {
        const [next] = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        passed = Math.max(passed, next.at);
        timers = timers.filter((timer) => timer !== next);
        next.run();
        await settle();
      }
      passed = end;
    },
    jump(ms) {
      ahead += ms;
    },
  };
}
