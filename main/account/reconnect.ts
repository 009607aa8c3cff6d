import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

// Quick at first, since most interruptions are short. During a long one, at most every five minutes: the service publishes no limit for
// polling.
const STEPS_MS = [2_000, 5_000, 15_000, 30_000, 60_000, 300_000];

/** The longest pause between two tries, in ms, while a message waits to be sent. */
const LONGEST_WAITING_MS = 30_000;

/** Tries again and again to restore a lost connection. */
interface Reconnect {
  /** Starts trying, first after 2 s. Does nothing if it is already trying. */
  start(): void;
  /** Tries at once, e.g. because the computer woke up. Does nothing unless it is trying. */
  tryNow(): void;
  stop(): void;
}

/** Calls `attempt` with growing pauses until it resolves to true. Pauses are shorter while a message waits to be sent. */
export function createReconnect(parts: {
  readonly attempt: () => Promise<boolean>;
  /** Whether a message waits to be sent. */
  readonly hasWaiting: () => boolean;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
}): Reconnect {
  let step = 0;
  let trying = false;
  let running = false;
  let cancel = () => {};

  const wait = (ms: number) => {
    cancel();
    const part = Math.min(ms, LONGEST_WAITING_MS);
    cancel = parts.clock.setTimer(part, () => {
      if (part === ms || parts.hasWaiting()) void attempt();
      else wait(ms - part);
    });
  };

  async function attempt(): Promise<void> {
    if (running) return;
    running = true;
    const back = await parts.attempt().catch((error: unknown) => {
      parts.log.error('reconnect', error);
      return false;
    });
    running = false;
    if (!trying) return;
    if (back) return stop();
    step = Math.min(step + 1, STEPS_MS.length - 1);
    wait(STEPS_MS[step] ?? 0);
  }

  function stop(): void {
    trying = false;
    step = 0;
    cancel();
  }

  return {
    start() {
      if (trying) return;
      trying = true;
      wait(STEPS_MS[0] ?? 0);
    },
    tryNow() {
      if (trying) wait(0);
    },
    stop,
  };
}
