import type { Log } from '../../log.ts';

/** Why nothing is sent at the moment. */
export type PauseReason = 'offline' | 'signed-out' | 'suspended' | 'quitting';

/** What pausing needs. */
export interface PausesParts {
  readonly log: Log;
  readonly onPause: (reasons: readonly PauseReason[]) => void;
}

/** Keeps track of why nothing is sent at the moment: before `start`, and while there is a reason. */
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
    /** Takes a reason away; false: it was none. */
    remove(reason: PauseReason): boolean {
      if (!reasons.delete(reason)) return false;
      log.info('queue no longer paused', { reason });
      onPause([...reasons]);
      return true;
    },
  };
}

export type Pauses = ReturnType<typeof createPauses>;
