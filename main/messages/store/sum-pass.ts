import { type Clock, sleep } from '../../clock.ts';
import { createYielder } from '../yielding.ts';
import { addSum } from './codec.ts';
import type { Database, Row } from './database.ts';
import { columnsOf, sourceOf } from './plain-row.ts';
import type { SealedTable } from './sealed-table.ts';
import { readSumState, writeSumState } from './sum-state.ts';
import { messageTable, sealedTables } from './tables.ts';

/** Rows that get their checksums in one transaction: few, so that each commit is short. */
const sliceSize = 100;

/** ms of rest after each 10 ms of work, and after the disk refused it. */
const restMs = 20;
const diskRestMs = 60_000;

/** The small tables, which are gone through first. */
const smallTables = sealedTables.filter((table) => table !== messageTable);

/**
 * Gives the rows of a file of an earlier version their checksums, the newest messages first, in the background. A start in the middle goes on where the
 * last one stopped. Rows that cannot be read get none; once all others have theirs, those are damaged.
 */
export function createSumPass(database: Database, clock: Pick<Clock, 'setTimer'>) {
  const skipped = new Map<SealedTable, number>();
  let isStopped = false;

  const select = (table: SealedTable, where: string): string =>
    `SELECT ${columnsOf(table)} FROM ${sourceOf(table)} WHERE ${table.alias}.sum IS NULL AND ${where}`;

  /** Rows of a small table without a checksum, apart from those that were met and cannot get one. */
  function sealSome(table: SealedTable): number {
    const before = skipped.get(table) ?? 0;
    const rows = database.prepare(select(table, `true LIMIT ${sliceSize} OFFSET ?`)).all(before);
    const refused = rows.filter((row) => !addSum(database, table, row)).length;
    skipped.set(table, before + refused);
    return rows.length;
  }

  /** The next messages below an id; undefined: there are no more. */
  function sealMessages(below: number): number | undefined {
    const rows = database.prepare(`${select(messageTable, `m.id < ? ORDER BY m.id DESC LIMIT ${sliceSize}`)}`).all(below);
    for (const row of rows) addSum(database, messageTable, row);
    return lastId(rows);
  }

  /** Takes one step; false: all rows have their checksums. */
  function step(): boolean {
    const state = readSumState(database);
    if (state.is === 'complete') return false;
    if (smallTables.some((table) => sealSome(table) > 0)) return true;
    const below = sealMessages(state.below);
    writeSumState(database, below === undefined ? { is: 'complete' } : { is: 'pending', below });
    return readSumState(database).is === 'pending';
  }

  async function run(): Promise<void> {
    const yieldIfDue = createYielder();
    while (!isStopped) {
      const stepped = database.attempt(() => database.transaction(step));
      if (stepped.ok && !stepped.value) return;
      if (!stepped.ok && stepped.error.code === 'not-possible-now') return;
      const pause = stepped.ok ? yieldIfDue() : Promise.resolve();
      if (pause === undefined) continue;
      await pause;
      await sleep(clock, stepped.ok ? restMs : diskRestMs);
    }
  }

  return {
    /** Starts, and ends by itself. Does nothing where all rows have their checksums. */
    start(): void {
      void run();
    },
    stop(): void {
      isStopped = true;
    },
  };
}

/** The id of the last of some messages: it is the key of the row in the file, so it can always be read. */
const lastId = (rows: readonly Row[]): number | undefined => {
  const last = rows.at(-1);
  return last && Number(last[messageTable.selectedKey]);
};
