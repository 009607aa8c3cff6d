import type { Clock } from '../../clock.ts';

/** A time limit and a caller's wish to stop, as one. */
export interface Stop {
  /** For fetch. */
  readonly signal: AbortSignal;
  /** Waits for a promise, but rejects at the stop: a fetch, or the stream of its body, need not react to its signal. */
  race<T>(promise: Promise<T>): Promise<T>;
  /** Why it stopped; undefined while it has not. */
  reason(): 'timeout' | 'cancelled' | undefined;
  /** Ends the fetch itself, for another reason than these two. */
  abort(): void;
  /** Lets go of the timer and of the caller's signal. */
  end(): void;
}

/** Starts a limit of `limitMs`. */
export function startStop(limitMs: number, caller: AbortSignal | undefined, clock: Pick<Clock, 'setTimer'>): Stop {
  const controller = new AbortController();
  let reason: 'timeout' | 'cancelled' | undefined;
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  stopped.catch(() => undefined);

  function stop(why: 'timeout' | 'cancelled'): void {
    reason ??= why;
    controller.abort();
  }
  const cancelTimer = clock.setTimer(limitMs, () => stop('timeout'));
  const cancel = () => stop('cancelled');
  caller?.addEventListener('abort', cancel, { once: true });

  return {
    signal: controller.signal,
    race: (promise) => Promise.race([promise, stopped]),
    reason: () => reason,
    abort: () => controller.abort(),
    end() {
      cancelTimer();
      caller?.removeEventListener('abort', cancel);
    },
  };
}
