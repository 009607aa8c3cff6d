import type { Clock } from '../../main/clock.ts';

/** A clock turned by hand: `advance` runs what falls due, in order, letting promises settle in between. */
export interface FakeClock extends Clock {
  advance(ms: number): Promise<void>;
  /** Sets the wall clock on (or back) alone, as sleep and a person do: no timer comes nearer. */
  jump(ms: number): void;
}

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

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
