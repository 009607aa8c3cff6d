import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import { readNumber } from './codec.ts';
import type { Database } from './database.ts';

/** Pages of the index merged at one go; 64, as FTS5 does by itself, takes 50 to 100 ms in an encrypted file. */
const pagesAtOnce = 8;

/** ms after a change until the index is tended. */
const restMs = 2000;

/** ms between two steps when nobody waits for them. */
const betweenMs = 50;

/**
 * Merges what changes leave behind in the text index (sqlite.org, "FTS5", the 'merge' command) in steps of a few ms. FTS5's own merging is off
 * (schema.ts), since it stops the thread in the middle of a send.
 */
export function createUpkeep(database: Database, clock: Clock) {
  let cancel: (() => void) | undefined;
  let isStopped = false;

  /** Does one step; gives whether there was something to do. */
  function step(): boolean {
    const changes = () => readNumber(database, 'SELECT total_changes() AS value') ?? 0;
    const merged = database.attempt(() => {
      const before = changes();
      database.prepare("INSERT INTO message_text (message_text, rank) VALUES ('merge', ?)").run(pagesAtOnce);
      return changes() - before >= 2;
    });
    return merged.ok && merged.value;
  }

  async function tend(): Promise<void> {
    while (step()) await setImmediate();
  }

  /** One step after another with time in between, so that whoever searches meanwhile hardly notices. */
  function goOn(): void {
    cancel = step() && !isStopped ? clock.setTimer(betweenMs, goOn) : undefined;
  }

  return {
    /** Merges until there is nothing to merge, for work that changes many messages. */
    tend,
    /** Tends the index in a while; call it after a change. */
    soon(): void {
      cancel ??= clock.setTimer(restMs, goOn);
    },
    stop(): void {
      isStopped = true;
      cancel?.();
    },
  };
}

export type Upkeep = ReturnType<typeof createUpkeep>;
