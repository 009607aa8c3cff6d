import type { Log } from '../log.ts';
import type { HistoryDamage } from '../model/history-damage.ts';
import type { Database } from './store/database.ts';
import type { Outbox } from './store/outbox.ts';
import { draftTable, messageTable, outboxTable, recipientTable } from './store/tables.ts';

/** What keeping account of damaged rows needs. */
export interface DamageParts {
  readonly database: Pick<Database, 'attempt' | 'damagedRows'>;
  readonly outbox: Pick<Outbox, 'countDamaged'>;
  readonly log: Log;
  /** What is known has changed. */
  readonly onChange: () => void;
}

/** Keeps account of what cannot be shown, and logs each damaged row once, by its table and id. */
export function createDamage({ database, outbox, log, onChange }: DamageParts) {
  const { damagedRows } = database;
  let known: HistoryDamage = { unsent: 0, drafts: 0, people: 0 };

  function count(): void {
    const unsent = database.attempt(outbox.countDamaged);
    const now: HistoryDamage = {
      unsent: unsent.ok ? unsent.value : known.unsent,
      drafts: damagedRows.count(draftTable.name),
      people: damagedRows.count(recipientTable.name),
    };
    const isSame = now.unsent === known.unsent && now.drafts === known.drafts && now.people === known.people;
    known = now;
    if (!isSame) onChange();
  }

  damagedRows.subscribe(({ table, id }) => {
    log.warn('damaged row', { table, id });
    if (counted.includes(table)) count();
  });

  return {
    /** Counts again, e.g. at a start, or after something was deleted. */
    count,
    known: (): HistoryDamage => known,
  };
}

const counted: readonly string[] = [messageTable, outboxTable, draftTable, recipientTable].map(({ name }) => name);
