import type { Clock } from '../clock.ts';
import { askEveryMs } from '../evo-voice/pace.ts';
import type { Log } from '../log.ts';

// Quick at first, since most interruptions are short.
const STEPS_MS = [2_000, 5_000, 15_000, askEveryMs];

/** The longest pause the service may ask for, in ms. */
const LONGEST_MS = 300_000;

/** Tries again and again to restore a lost connection. */
interface Reconnect {
  /** Starts trying, first after 2 s or `leastMs`. Does nothing if it is already trying. */
  start(leastMs?: number): void;
  /** Tries at once, e.g. because the computer woke up. Does nothing unless it is trying. */
  tryNow(): void;
  stop(): void;
}

/**
 * Calls `attempt` with pauses of up to 25 s until it resolves to undefined, so that a service that is back is noticed within 60 s. A pause lasts at
 * least the ms it resolves to, but no more than 5 minutes.
 */
export function createReconnect(parts: {
  readonly attempt: () => Promise<number | undefined>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
}): Reconnect {
  let step = 0;
  let trying = false;
  let running = false;
  let cancel = () => {};

  const wait = (ms: number) => {
    cancel();
    cancel = parts.clock.setTimer(Math.min(ms, LONGEST_MS), () => void attempt());
  };

  async function attempt(): Promise<void> {
    if (running) return;
    running = true;
    const leastMs = await parts.attempt().catch((error: unknown) => {
      parts.log.error('reconnect', error);
      return 0;
    });
    running = false;
    if (!trying) return;
    if (leastMs === undefined) return stop();
    step = Math.min(step + 1, STEPS_MS.length - 1);
    wait(Math.max(STEPS_MS[step] ?? 0, leastMs));
  }

  function stop(): void {
    trying = false;
    step = 0;
    cancel();
  }

  return {
    start(leastMs = 0) {
      if (trying) return;
      trying = true;
      wait(Math.max(STEPS_MS[0] ?? 0, leastMs));
    },
    tryNow() {
      if (trying) wait(0);
    },
    stop,
  };
}
