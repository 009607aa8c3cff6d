import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHistoryFile, texts } from './history-file.ts';

let history: ReturnType<typeof createHistoryFile>;
beforeEach(() => {
  history = createHistoryFile();
});
afterEach(() => history.remove());

/** Runs SQL while an index does not look, as damage does. */
function withoutIndex(connection: Libsql.Database, name: string, sql: string): void {
  const rewrite = (expression: string) => {
    connection.exec('PRAGMA writable_schema = ON');
    connection.exec(`UPDATE sqlite_schema SET sql = ${expression} WHERE name = '${name}'`);
    connection.exec('PRAGMA writable_schema = RESET');
  };
  rewrite("iif(sql LIKE '%WHERE%', replace(sql, 'WHERE', 'WHERE at < 0 AND'), sql || ' WHERE at < 0')");
  connection.exec(sql);
  rewrite("replace(replace(sql, 'WHERE at < 0 AND', 'WHERE'), ' WHERE at < 0', '')");
}

/** Makes an index forget its rows, which a check of the pages alone does not notice. */
const emptyIndex = (name: string) => history.change((connection) => withoutIndex(connection, name, `REINDEX ${name}`));

describe('a full check', () => {
  it.each(['opening', 'suspect', 'checking 1', 'checking 4', 'checking -1', 'not a word of ours', ''])(
    'follows the mark %j and leaves a sound file in use',
    (word) => {
      history.fill();
      writeFileSync(history.mark, word);
      const { database, notice } = history.opened();
      expect(notice).toBeUndefined();
      expect(texts(database)).toBe(3);
      expect(history.markOf()).toBe('opening');
      database.close();
      expect(history.markOf()).toBeUndefined();
    },
  );

  it('that did not come to its end five times sets the file aside without opening it, and says where', () => {
    history.fill();
    writeFileSync(history.mark, 'checking 5');
    const before = readFileSync(history.file);
    const { database, notice } = history.opened();
    const aside = `${history.file}.set-aside-2026-11-23T04-50-00`;
    expect(notice).toEqual({ code: 'history-damaged', detail: aside });
    expect(readFileSync(aside).equals(before)).toBe(true);
    expect(texts(database)).toBe(0);
    database.close();
    expect(readdirSync(history.folder).sort()).toEqual(['history.db', 'history.db.set-aside-2026-11-23T04-50-00']);
  });

  it.each(['message_address', 'message_state'])('builds a damaged index anew: %s', (name) => {
    history.fill();
    emptyIndex(name);
    writeFileSync(history.mark, 'opening');
    const { database, notice } = history.opened();
    expect(notice).toBeUndefined();
    expect(database.prepare('PRAGMA integrity_check').get()?.integrity_check).toBe('ok');
    expect(texts(database)).toBe(3);
    database.close();
  });

  it('sets a file aside in which an index cannot be built anew', () => {
    history.fill();
    history.change((connection) => {
      connection.exec("UPDATE message SET server_id = 'a' || id");
      withoutIndex(connection, 'message_server_id', "UPDATE message SET server_id = 'same'");
    });
    writeFileSync(history.mark, 'suspect');
    const { database, notice } = history.opened();
    expect(notice?.code).toBe('history-damaged');
    database.close();
  });
});

describe('without a mark', () => {
  it.each([
    ['hides what is unsent', ''],
    ['has it under another state', 'UPDATE message SET state = 5 WHERE state = 3'],
  ])('an index that %s is noticed and built anew', (_, sql) => {
    history.fill();
    if (sql === '') emptyIndex('message_state');
    else
      history.change((connection) => {
        connection.exec(sql);
        const unseen = "UPDATE message SET state = 3 WHERE text = 'three'";
        withoutIndex(connection, 'message_state', unseen);
      });
    const { database, notice } = history.opened();
    expect(notice).toBeUndefined();
    expect(database.prepare('SELECT count(*) AS n FROM message INDEXED BY message_state WHERE state = 3').get()?.n).toBe(1);
    database.close();
  });

  it('a row of the outbox that is gone, or belongs to no message, makes the file suspect, which a check settles', () => {
    for (const sql of ['DELETE FROM outbox', 'UPDATE outbox SET id = id + 1']) {
      history.fill();
      history.change((connection) => connection.exec(`PRAGMA foreign_keys = OFF; ${sql}`));
      const { database, notice } = history.opened();
      expect(notice).toBeUndefined();
      expect(texts(database)).toBe(3);
      database.close();
      rmSync(history.file);
    }
  });

  it('a file whose version is another by damage is put right', () => {
    history.fill();
    history.change((connection) => connection.exec('PRAGMA user_version = 67108867'));
    const { database, notice } = history.opened();
    expect(notice).toBeUndefined();
    expect(texts(database)).toBe(3);
    database.close();
  });

  it.each([
    ['name', "name = 'message_state'"],
    ['tbl_name', "name = 'message_state'"],
    ['type', "name = 'outbox'"],
    ['sql', "name = 'outbox'"],
    ['sql', "name = 'message_state'"],
  ])('a file whose schema is no UTF-8 in %s where %s is set aside, and the process goes on', (column, where) => {
    history.fill();
    history.change((connection) => {
      connection.exec('PRAGMA writable_schema = ON');
      connection.exec(`UPDATE sqlite_schema SET ${column} = CAST(x'c328ff' AS TEXT) || ${column} WHERE ${where}`);
      connection.exec('PRAGMA writable_schema = OFF');
    });
    const { database, notice } = history.opened();
    expect(notice?.code).toBe('history-damaged');
    database.close();
  });

  it.each(['PRAGMA user_version = 1', 'ALTER TABLE message RENAME COLUMN state TO stata', 'DROP TABLE outbox'])(
    'a file that our statements do not fit is set aside: %s',
    (sql) => {
      history.fill();
      history.change((connection) => connection.exec(sql));
      const { database, notice } = history.opened();
      expect(notice?.code).toBe('history-damaged');
      database.close();
    },
  );
});
