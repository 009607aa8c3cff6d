import type { Clock } from '../../clock.ts';

/** A timer may not be longer than this (setTimeout takes 24.8 days at most, and a suspended machine stops it). */
const longestStepMs = 60_000;

/**
 * Timers by message. `after` counts ms that pass, whatever the wall clock does; `until` waits for a time of the wall clock and looks at it again
 * each minute, so that it is right after the clock was set or the machine slept. A new timer of a message replaces its old one.
 */
export function createMessageTimers(clock: Clock) {
  const cancels = new Map<number, () => void>();

  function step(id: number, ms: number, then: () => void): void {
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
    if (ms <= longestStepMs) step(id, Math.max(ms, 0), then);
    else step(id, longestStepMs, () => after(id, ms - longestStepMs, then));
  }

  function until(id: number, at: number, then: () => void): void {
    const ms = at - clock.now();
    if (ms <= 0) step(id, 0, then);
    else step(id, Math.min(ms, longestStepMs), () => until(id, at, then));
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
