import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealedTables } from '../../../../main/messages/store/tables.ts';
import { memory } from '../harness.ts';

const main = join(import.meta.dirname, '../../../../main');

const names = sealedTables.map(({ name }) => name);

/** What writes rows without a checksum. A message's words in the index find it, and nothing is shown of them; a line is covered by each row that names it. */
const writesRow = new RegExp(`\\b(INSERT( OR \\w+)? INTO|REPLACE INTO|UPDATE( OR \\w+)?)\\s+(${names.join('|')}|\\$\\{)\\b`, 'i');

/** The two files that may: the codec itself, and the steps that bring an old file to the newest version. */
const mayWrite = ['messages/store/codec.ts', 'messages/store/schema.ts'];

describe('the rows of a history', () => {
  it('are written by the codec alone', () => {
    const files = readdirSync(main, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const writing = files.filter((file) => writesRow.test(readFileSync(join(main, file), 'utf8')));
    expect(writing.sort()).toEqual(mayWrite);
    expect(writesRow.test("prepare('INSERT OR IGNORE INTO gone VALUES (?, ?)')")).toBe(true);
  });

  it('are in tables that have a checksum, which covers every column', () => {
    const database = memory();
    const tables = database
      .prepare(
        "SELECT CAST(name AS BLOB) AS name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'message_t%'",
      )
      .all()
      .map(({ name }) => Buffer.from(name as Uint8Array).toString());
    expect(tables.sort()).toEqual([...names, 'line'].sort());
    for (const { name, sealed, unsealed = [] } of sealedTables) {
      const columns = database
        .prepare(`SELECT CAST(name AS BLOB) AS name FROM pragma_table_info('${name}')`)
        .all()
        .map((row) => Buffer.from(row.name as Uint8Array).toString());
      const covered = Object.entries(sealed).flatMap(([column, { from }]) => (from === undefined ? [column] : []));
      expect([name, ...columns.sort()]).toEqual([name, ...[...covered, ...unsealed, 'sum'].sort()]);
    }
    database.close();
  });
});
