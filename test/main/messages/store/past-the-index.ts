import type { Database } from '../../../../main/messages/store/database.ts';

/** Changes a value in a table and in none of its indexes, as damage does: through a second table over the same page. */
export function changePastTheIndex(database: Database, table: 'message' | 'line' | 'recipient', set: string, where: string): void {
  const run = (sql: string): void => void database.prepare(sql).run();
  const columns = database
    .prepare(`SELECT CAST(name || ' ' || type || iif(pk, ' PRIMARY KEY', '') AS BLOB) AS column FROM pragma_table_info('${table}')`)
    .all()
    .map(({ column }) => Buffer.from(column as Uint8Array).toString());
  run('PRAGMA writable_schema = ON');
  run(`INSERT INTO sqlite_schema SELECT 'table', 'bare', 'bare', rootpage, 'CREATE TABLE bare (${columns.join(', ')})${table === 'recipient' ? ' WITHOUT ROWID' : ''}'
       FROM sqlite_schema WHERE name = '${table}'`);
  run('PRAGMA writable_schema = RESET');
  run(`UPDATE bare SET ${set} WHERE ${where}`);
  run('PRAGMA writable_schema = ON');
  run("DELETE FROM sqlite_schema WHERE name = 'bare'");
  run('PRAGMA writable_schema = RESET');
}
