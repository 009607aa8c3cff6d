import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../main/messages/store/database.ts';
import { openDatabase } from '../../../../main/messages/store/open-database.ts';
import { createHarness, value } from '../harness.ts';

const key = 'a1'.repeat(32);
const now = () => Date.UTC(2026, 10, 23, 4, 50);
let folder: string;
let file: string;
let mark: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quick-send-opening-'));
  file = join(folder, 'history.db');
  mark = `${file}.opening`;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const opened = () => value(openDatabase({ file, key, now }));
const markOf = () => (existsSync(mark) ? readFileSync(mark, 'utf8') : undefined);
const texts = (database: Database) => database.prepare('SELECT CAST(text AS BLOB) AS text FROM message ORDER BY id').all().length;

/** Runs a process that opens the history and dies: in the check, by reading damaged text, or by this signal once it is open. */
const diesAfter = (what: string) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'die-while-opening.ts'), file, key, what], {
    encoding: 'utf8',
  });

/** A history with three messages, one of them unsent. */
function fill(): void {
  const { database } = opened();
  const harness = createHarness(database);
  harness.messages.pause('offline');
  for (const text of ['one', 'two', 'three']) harness.submit(text);
  database.prepare('UPDATE message SET state = 5 WHERE id IN (SELECT id FROM message LIMIT 2)').run();
  database.prepare('DELETE FROM outbox WHERE id IN (SELECT id FROM message WHERE state = 5)').run();
  database.close();
}

/** Changes the file behind the app's back. */
function change(work: (connection: Libsql.Database) => void): void {
  const connection = new Libsql(file, { encryptionCipher: 'aes256cbc', encryptionKey: key } as Libsql.Options);
  work(connection);
  connection.exec('PRAGMA journal_mode = DELETE');
  connection.close();
}

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
const emptyIndex = (name: string) => change((connection) => withoutIndex(connection, name, `REINDEX ${name}`));

describe('a start', () => {
  it('is marked until it has read what it reads, and by a close', () => {
    const first = opened();
    expect(markOf()).toBe('opening');
    first.endOpening();
    expect(markOf()).toBeUndefined();
    first.database.close();
    opened().database.close();
    expect(readdirSync(folder)).toEqual(['history.db']);
  });

  it.each(['SIGKILL', 'SIGABRT'])('that a process did not survive (%s) costs one check, and the file stays in use', (signal) => {
    fill();
    expect(diesAfter(signal).signal).toBe(signal);
    expect(markOf()).toBe('opening');
    const { database, notice, endOpening } = opened();
    expect(notice).toBeUndefined();
    expect(texts(database)).toBe(3);
    endOpening();
    expect(markOf()).toBeUndefined();
    database.close();
  });

  it('that libsql did not survive is followed by one that works', () => {
    fill();
    change((connection) => connection.exec("UPDATE message SET text = CAST(x'c328ff' AS TEXT) WHERE text = 'two'"));
    expect(diesAfter('read-as-text').signal).toBe('SIGABRT');
    expect(markOf()).toBe('opening');
    const { database, notice } = opened();
    expect(notice).toBeUndefined();
    expect(texts(database)).toBe(3);
    database.close();
  });

  it('that dies each time outside the check never costs the file', { timeout: 120_000 }, () => {
    fill();
    for (let start = 0; start < 12; start++) {
      expect(diesAfter('SIGKILL').signal).toBe('SIGKILL');
      expect(markOf()).toBe('opening');
    }
    const { database, notice } = opened();
    expect(notice).toBeUndefined();
    expect(texts(database)).toBe(3);
    database.close();
  });

  it('whose check dies each time is the last one with that file after the fifth', { timeout: 120_000 }, () => {
    fill();
    writeFileSync(mark, 'suspect');
    for (let start = 1; start <= 5; start++) {
      expect(diesAfter('check').signal).toBe('SIGABRT');
      expect(markOf()).toBe(`checking ${start}`);
    }
    const { database, notice } = opened();
    expect(notice?.code).toBe('history-damaged');
    expect(texts(database)).toBe(0);
    database.close();
  });

  it('that meets a damaged page leaves the file suspect, however it ends', () => {
    fill();
    for (const end of ['endOpening', 'close'] as const) {
      const { database, endOpening } = opened();
      const meet = () =>
        database.attempt(() => {
          throw Object.assign(new Error(), { code: 'SQLITE_CORRUPT' });
        });
      if (end === 'endOpening') endOpening();
      meet();
      database.close();
      expect(markOf()).toBe('suspect');
    }
  });

  it('that could not begin leaves the mark as it was', () => {
    fill();
    const holder = opened();
    expect(openDatabase({ file, key, now })).toMatchObject({ ok: false, error: { code: 'history-busy' } });
    expect(markOf()).toBe('opening');
    holder.endOpening();
    expect(openDatabase({ file, key, now })).toMatchObject({ ok: false, error: { code: 'history-busy' } });
    expect(markOf()).toBeUndefined();
    holder.database.close();
  });
});

describe('a full check', () => {
  it.each(['opening', 'suspect', 'checking 1', 'checking 4', 'checking -1', 'not a word of ours', ''])(
    'follows the mark %j and leaves a sound file in use',
    (word) => {
      fill();
      writeFileSync(mark, word);
      const { database, notice } = opened();
      expect(notice).toBeUndefined();
      expect(texts(database)).toBe(3);
      expect(markOf()).toBe('opening');
      database.close();
      expect(markOf()).toBeUndefined();
    },
  );

  it('that did not come to its end five times sets the file aside without opening it, and says where', () => {
    fill();
    writeFileSync(mark, 'checking 5');
    const before = readFileSync(file);
    const { database, notice } = opened();
    const aside = `${file}.set-aside-2026-11-23T04-50-00`;
    expect(notice).toEqual({ code: 'history-damaged', detail: aside });
    expect(readFileSync(aside).equals(before)).toBe(true);
    expect(texts(database)).toBe(0);
    database.close();
    expect(readdirSync(folder).sort()).toEqual(['history.db', 'history.db.set-aside-2026-11-23T04-50-00']);
  });

  it.each(['message_address', 'message_state'])('builds a damaged index anew: %s', (name) => {
    fill();
    emptyIndex(name);
    writeFileSync(mark, 'opening');
    const { database, notice } = opened();
    expect(notice).toBeUndefined();
    expect(database.prepare('PRAGMA integrity_check').get()?.integrity_check).toBe('ok');
    expect(texts(database)).toBe(3);
    database.close();
  });

  it('sets a file aside in which an index cannot be built anew', () => {
    fill();
    change((connection) => {
      connection.exec("UPDATE message SET server_id = 'a' || id");
      withoutIndex(connection, 'message_server_id', "UPDATE message SET server_id = 'same'");
    });
    writeFileSync(mark, 'suspect');
    const { database, notice } = opened();
    expect(notice?.code).toBe('history-damaged');
    database.close();
  });
});

describe('without a mark', () => {
  it.each([
    ['hides what is unsent', ''],
    ['has it under another state', 'UPDATE message SET state = 5 WHERE state = 3'],
  ])('an index that %s is noticed and built anew', (_, sql) => {
    fill();
    if (sql === '') emptyIndex('message_state');
    else
      change((connection) => {
        connection.exec(sql);
        const unseen = "UPDATE message SET state = 3 WHERE text = 'three'";
        withoutIndex(connection, 'message_state', unseen);
      });
    const { database, notice } = opened();
    expect(notice).toBeUndefined();
    expect(database.prepare('SELECT count(*) AS n FROM message INDEXED BY message_state WHERE state = 3').get()?.n).toBe(1);
    database.close();
  });

  it('a row of the outbox that is gone, or belongs to no message, makes the file suspect, which a check settles', () => {
    for (const sql of ['DELETE FROM outbox', 'UPDATE outbox SET id = id + 1']) {
      fill();
      change((connection) => connection.exec(`PRAGMA foreign_keys = OFF; ${sql}`));
      const { database, notice } = opened();
      expect(notice).toBeUndefined();
      expect(texts(database)).toBe(3);
      database.close();
      rmSync(file);
    }
  });

  it('a file whose version is another by damage is put right', () => {
    fill();
    change((connection) => connection.exec('PRAGMA user_version = 67108867'));
    const { database, notice } = opened();
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
    fill();
    change((connection) => {
      connection.exec('PRAGMA writable_schema = ON');
      connection.exec(`UPDATE sqlite_schema SET ${column} = CAST(x'c328ff' AS TEXT) || ${column} WHERE ${where}`);
      connection.exec('PRAGMA writable_schema = OFF');
    });
    const { database, notice } = opened();
    expect(notice?.code).toBe('history-damaged');
    database.close();
  });

  it.each(['PRAGMA user_version = 1', 'ALTER TABLE message RENAME COLUMN state TO stata', 'DROP TABLE outbox'])(
    'a file that our statements do not fit is set aside: %s',
    (sql) => {
      fill();
      change((connection) => connection.exec(sql));
      const { database, notice } = opened();
      expect(notice?.code).toBe('history-damaged');
      database.close();
    },
  );
});
