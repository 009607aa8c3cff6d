import type { Clock } from '../../clock.ts';

/** Longer waits are made of steps of this length: setTimeout takes 24.8 days at most, and stands still while the machine sleeps. */
const stepMs = 60_000;

/**
 * One timer per message. `after` counts ms as they pass, whatever the wall clock does; `until` waits for a time of the wall clock and checks it
 * every minute, so that it is right even if the clock is set or the machine sleeps. A new timer of a message replaces its old one.
 */
export function createMessageTimers(clock: Clock) {
  const cancels = new Map<number, () => void>();

  function set(id: number, ms: number, then: () => void): void {
    cancel(id);
    cancels.set(
      id,
      clock.setTimer(ms, () => {
        cancels.delete(id);
        then();
      }),
    );
  }

  function cancel(id: number): void {
    cancels.get(id)?.();
    cancels.delete(id);
  }

  function after(id: number, ms: number, then: () => void): void {
    if (ms <= stepMs) set(id, Math.max(ms, 0), then);
    else set(id, stepMs, () => after(id, ms - stepMs, then));
  }

  function until(id: number, at: number, then: () => void): void {
    const ms = at - clock.now();
    if (ms <= 0) set(id, 0, then);
    else set(id, Math.min(ms, stepMs), () => until(id, at, then));
  }

  return {
    after,
    until,
    cancel,
    has: (id: number): boolean => cancels.has(id),
    cancelAll(): void {
      for (const id of [...cancels.keys()]) cancel(id);
    },
  };
}

export type MessageTimers = ReturnType<typeof createMessageTimers>;
