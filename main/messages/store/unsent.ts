import type { Database } from './database.ts';
import { stateCode } from './message-rows.ts';

const ended = [stateCode.accepted, stateCode.received].join(', ');

/**
 * How many messages would be lost with the history: those with an open end that nobody put out of the way, and drafts with a text. Throws what
 * SQLite throws.
 */
export function countUnsent(database: Database): number {
  const count = (sql: string) => Number(database.prepare(sql).get()?.n);
  return (
    count(
      `SELECT count(*) AS n FROM outbox o CROSS JOIN message m ON m.id = o.id WHERE m.state NOT IN (${ended}) AND m.hidden_at IS NULL`,
    ) + count("SELECT count(*) AS n FROM draft WHERE text <> '' OR exact_text IS NOT NULL")
  );
}
