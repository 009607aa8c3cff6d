import type Libsql from 'libsql';
import { stateCode } from './message-rows.ts';

/** Thrown when a file cannot be used as it is; the code is SQLite's own for a damaged one. */
export class DamagedHistory extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

/** Findings that leave a file usable: such a row is unreadable to the codec, and the others are not affected. */
const ofOneRow = /^NULL value in /;

/**
 * Checks every page and every index of a file, which takes some 400 ms for 100,000 messages, and builds the indexes anew if that cures what was found.
 * Throws `DamagedHistory` if not, or what libsql throws.
 */
export function checkInFull(connection: Libsql.Database): void {
  if (isSound(connection)) return;
  rebuildIndexes(connection);
  if (!isSound(connection)) throw new DamagedHistory();
}

function isSound(connection: Libsql.Database): boolean {
  // Read as bytes, since what is found may quote from the file.
  const found = connection.prepare('SELECT CAST(integrity_check AS BLOB) AS bytes FROM pragma_integrity_check').all();
  return (found as { readonly bytes: Uint8Array }[])
    .map(({ bytes }) => Buffer.from(bytes).toString())
    .every((finding) => finding === 'ok' || ofOneRow.test(finding));
}

function rebuildIndexes(connection: Libsql.Database): void {
  try {
    connection.exec('REINDEX');
  } catch (error) {
    // Two rows have become one in a value that may exist only once.
    if (error instanceof Error && 'code' in error && /^SQLITE_CONSTRAINT/.test(String(error.code))) throw new DamagedHistory();
    throw error;
  }
}

const open = Object.entries(stateCode)
  .filter(([state]) => state !== 'accepted' && state !== 'received')
  .map(([, code]) => code)
  .join(', ');

/** Every row of the outbox belongs to a message that the index has under its state, and every message with an open outcome has such a row. */
const misfits = `
  SELECT 1 FROM outbox o LEFT JOIN message m ON m.id = o.id
  WHERE m.state IS NULL OR m.state NOT IN (${open}, ${stateCode.accepted})
    OR NOT EXISTS (SELECT 1 FROM message i INDEXED BY message_state WHERE i.state = m.state AND i.at = m.at AND i.id = m.id)
  UNION ALL
  SELECT 1 FROM message i INDEXED BY message_state WHERE i.state IN (${open}) AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = i.id)
  LIMIT 1`;

/** Whether what is unsent is the same wherever the file tells it, so that no damage hides any of it; this takes a moment only. */
export const unsentAgrees = (connection: Libsql.Database): boolean => connection.prepare(misfits).get() === undefined;

/** The columns of our tables. Those that SQLite makes by itself for the text index may differ from one version of it to the next. */
const columns = `
  SELECT CAST(t.name || ' ' || c.name || ' ' || c.type || ' ' || c."notnull" || c.pk AS BLOB) AS bytes
  FROM sqlite_schema t JOIN pragma_table_info(t.name) c
  WHERE t.type = 'table' AND t.name NOT GLOB 'message_text_*' AND t.name NOT GLOB 'sqlite_*' ORDER BY t.name, c.cid`;

const columnsOf = (connection: Libsql.Database): string =>
  (connection.prepare(columns).all() as { readonly bytes: Uint8Array }[]).map(({ bytes }) => Buffer.from(bytes).toString('hex')).join(' ');

/** Whether the tables of two histories have the same columns. */
export const haveSameTables = (one: Libsql.Database, other: Libsql.Database): boolean => columnsOf(one) === columnsOf(other);
