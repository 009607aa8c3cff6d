import { createYielder } from '../../yielding.ts';
import type { Database } from './database.ts';
import { stateCode } from './message-rows.ts';

/** Messages deleted in one transaction. */
const atOnce = 50;

/** Deletes all messages but those being sent, and leaves the text index alone; returns how many. Throws what SQLite throws, but for damage. */
export async function deleteAllRows(database: Database): Promise<number> {
  const yieldIfDue = createYielder();
  const next = database.prepare(
    `SELECT id FROM message NOT INDEXED WHERE id > ? AND state IS NOT ${stateCode.sending} ORDER BY id LIMIT ${atOnce}`,
  );
  let count = 0;
  for (let last: number | undefined = Number.MIN_SAFE_INTEGER; last !== undefined; ) {
    const ids: readonly number[] = next.all(last).map(({ id }) => Number(id));
    count += deleteThoseThatCan(database, ids);
    last = ids.at(-1);
    await yieldIfDue();
  }
  return count;
}

/** Deletes some messages; where damage keeps them from going together, those go that can. */
function deleteThoseThatCan(database: Database, ids: readonly number[]): number {
  try {
    return deleteRows(database, ids);
  } catch (error) {
    if (!database.isDamage(error)) throw error;
    return ids.length === 1 ? 0 : ids.reduce((count, id) => count + deleteThoseThatCan(database, [id]), 0);
  }
}

const deleteRows = (database: Database, ids: readonly number[]): number =>
  database.transaction(() => {
    const some = 'SELECT value FROM json_each(?)';
    database.prepare(`DELETE FROM outbox WHERE id IN (${some})`).run(JSON.stringify(ids));
    return database.prepare(`DELETE FROM message WHERE id IN (${some})`).run(JSON.stringify(ids));
  });
