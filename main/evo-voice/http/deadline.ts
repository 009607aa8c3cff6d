import type { Clock } from '../../clock.ts';

/** A time limit and a caller's abort signal in one. */
export interface Deadline {
  /** For fetch. */
  readonly signal: AbortSignal;
  /** Waits for a promise, but rejects as soon as it stops: a fetch, or the stream of its body, may ignore its signal. */
  race<T>(promise: Promise<T>): Promise<T>;
  /** Why it stopped; undefined until then. */
  reason(): 'timeout' | 'cancelled' | undefined;
  /** Ends the fetch for any other reason. */
  abort(): void;
  /** Cancels the timer and stops listening to the caller's signal. */
  end(): void;
}

/** Starts a limit of `limitMs`; it also stops when the caller's signal is aborted. */
export function startDeadline(limitMs: number, caller: AbortSignal | undefined, clock: Pick<Clock, 'setTimer'>): Deadline {
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
