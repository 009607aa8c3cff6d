import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import { readNumber } from './codec.ts';
import type { Database } from './database.ts';

/** Pages of the index merged in one step; 64, which is what FTS5 does by itself, takes 50 to 100 ms in an encrypted file. */
const pagesPerStep = 8;

/** ms from a change to the first step. */
const delayMs = 2000;

/** ms between two steps that nobody waits for. */
const pauseMs = 50;

/**
 * Merges what changes leave behind in the text index (sqlite.org, "FTS5", the 'merge' command) in steps of a few ms. FTS5's own merging is off
 * (schema.ts), because it would block the thread in the middle of a send.
 */
export function createIndexMerge(database: Database, clock: Clock) {
  let cancel: (() => void) | undefined;
  let isStopped = false;

  /** Returns whether there was something to merge. */
  function mergeStep(): boolean {
    const changes = () => readNumber(database, 'SELECT total_changes() AS value') ?? 0;
    const merged = database.attempt(() => {
      const before = changes();
      database.prepare("INSERT INTO message_text (message_text, rank) VALUES ('merge', ?)").run(pagesPerStep);
      return changes() - before >= 2;
    });
    return merged.ok && merged.value;
  }

  /** One step after another with a pause between them, so that a search in the meantime is hardly slower. */
  function mergeInBackground(): void {
    cancel = mergeStep() && !isStopped ? clock.setTimer(pauseMs, mergeInBackground) : undefined;
  }

  return {
    /** Merges until nothing is left to merge, or until `signal` is aborted, for work that changes many messages. */
    async mergeAll(signal?: AbortSignal): Promise<void> {
      while (!signal?.aborted && mergeStep()) await setImmediate();
    },
    /** Merges in 2 s; call it after a change. */
    scheduleMerge(): void {
      cancel ??= clock.setTimer(delayMs, mergeInBackground);
    },
    stop(): void {
      isStopped = true;
      cancel?.();
    },
  };
}

export type IndexMerge = ReturnType<typeof createIndexMerge>;
