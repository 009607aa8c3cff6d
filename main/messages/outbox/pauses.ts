import type { Log } from '../../log.ts';

/** Why the queue stands still; it runs when no reason is left. */
export type PauseReason = 'offline' | 'signed-out' | 'suspended' | 'quitting';

/** What pausing needs. */
export interface PausesParts {
  readonly log: Log;
  readonly onPause: (reasons: readonly PauseReason[]) => void;
}

/** Keeps why the queue stands still; it does so until `start` as well. */
export function createPauses({ log, onPause }: PausesParts) {
  const reasons = new Set<PauseReason>();
  let isStarted = false;

  return {
    isPaused: (): boolean => !isStarted || reasons.size > 0,
    start(): void {
      isStarted = true;
    },
    add(reason: PauseReason): void {
      if (reasons.has(reason)) return;
      reasons.add(reason);
      log.info('queue paused', { reason });
      onPause([...reasons]);
    },
    /** Tells whether it was a reason. */
    remove(reason: PauseReason): boolean {
      if (!reasons.delete(reason)) return false;
      log.info('queue no longer paused', { reason });
      onPause([...reasons]);
      return true;
    },
  };
}

export type Pauses = ReturnType<typeof createPauses>;
