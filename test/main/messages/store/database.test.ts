import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../main/messages/store/database.ts';
import { type OpenDatabaseOptions, openDatabase } from '../../../../main/messages/store/open-database.ts';
import { DamagedRow } from '../../../../main/messages/store/storage-failure.ts';

const key = 'a1'.repeat(32);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quick-send-'));
  file = join(folder, 'deep', 'history.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (change: Partial<OpenDatabaseOptions> = {}) =>
  openDatabase({ file, key, now: () => Date.UTC(2026, 10, 23, 4, 50), ...change });

function opened(change: Partial<OpenDatabaseOptions> = {}) {
  const result = open(change);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const putNote = (text: string) => {
  const { database } = opened();
  database.prepare('INSERT INTO note (key, value) VALUES (?, ?)').run('k', text);
  database.close();
};

describe('openDatabase', () => {
  it('keeps what was written, unreadable without the key', () => {
    putNote('a very private sentence');
    const { database, notice } = opened();
    expect(database.prepare('SELECT value FROM note WHERE key = ?').get('k')?.value).toBe('a very private sentence');
    expect(notice).toBeUndefined();
    database.close();
    expect(readFileSync(file).includes('private')).toBe(false);
    expect(readFileSync(file).includes('SQLite format')).toBe(false);
  });

  it('works in memory without a key', () => {
    const { database } = opened({ file: undefined, key: undefined });
    database.prepare('INSERT INTO note (key, value) VALUES (?, ?)').run('k', 'v');
    expect(database.prepare('SELECT value FROM note WHERE key = ?').get('k')?.value).toBe('v');
    database.close();
  });

  it('lets one opener in at a time, and the next one after close', () => {
    const first = opened().database;
    expect(open()).toEqual({ ok: false, error: { code: 'history-busy' } });
    first.close();
    first.close();
    opened().database.close();
  });

  it('is free again right after its holder was killed, with all it had committed', async () => {
    opened().database.close();
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'hold-database.ts'), file, key]);
    const written = await new Promise<number>((resolve) => child.stdout.on('data', (data) => resolve(Number(String(data)))));
    expect(open()).toEqual({ ok: false, error: { code: 'history-busy' } });
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const { database } = opened();
    expect(database.prepare("SELECT count(*) AS n FROM note WHERE key LIKE 'k%'").get()?.n).toBe(written);
    database.close();
  });

  it.each([
    ['undecryptable', () => open({ key: 'b2'.repeat(32) }), 'history-damaged'],
    ['of a lost key', () => open({ key: 'b2'.repeat(32), keyIsNew: true }), 'history-key-missing'],
  ])('sets a file aside that is %s and begins a fresh one', (_, reopen, code) => {
    putNote('old');
    const before = readFileSync(file);
    const result = reopen();
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.notice).toEqual({ code, detail: `${file}.set-aside-2026-11-23T04-50-00` });
    expect(result.value.database.prepare("SELECT count(*) AS n FROM note WHERE key LIKE 'k%'").get()?.n).toBe(0);
    result.value.database.close();
    expect(readFileSync(`${file}.set-aside-2026-11-23T04-50-00`).equals(before)).toBe(true);
  });

  it('sets a damaged file aside each time, under its own name', () => {
    opened().database.close();
    for (const _ of [1, 2]) {
      writeFileSync(file, 'not a database at all '.repeat(1000));
      const { database, notice } = opened();
      expect(notice?.code).toBe('history-damaged');
      database.close();
    }
    expect(readdirSync(join(folder, 'deep')).filter((name) => name.includes('set-aside'))).toHaveLength(2);
  });

  it('checks every page after a run that met a damaged one', () => {
    const { database } = opened();
    database.transaction(() => {
      for (let i = 0; i < 2000; i++) database.prepare('INSERT INTO note (key, value) VALUES (?, ?)').run(`k${i}`, 'x'.repeat(200));
    });
    database.close();
    const bytes = readFileSync(file);
    bytes.fill(0x55, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 8192);
    writeFileSync(file, bytes);
    const second = opened().database;
    const read = second.attempt(() => second.prepare('SELECT sum(length(value)) FROM note').all());
    expect(read).toEqual({ ok: false, error: { code: 'history-unreadable' } });
    second.close();
    const third = opened();
    expect(third.notice?.code).toBe('history-damaged');
    third.database.close();
  });

  it('does not check every page for a row that cannot be read: its page is sound', () => {
    const { database } = opened();
    const read = database.attempt(() => {
      throw new DamagedRow('message', 1, 'text');
    });
    expect(read).toEqual({ ok: false, error: { code: 'entry-damaged' } });
    database.close();
    expect(readdirSync(join(folder, 'deep'))).toEqual(['history.db']);
  });

  it('refuses a file of a newer app and leaves it as it is', () => {
    opened().database.close();
    const raw = new Libsql(file, { encryptionKey: key } as Libsql.Options);
    raw.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 99');
    raw.close();
    const before = readFileSync(file);
    expect(open()).toEqual({ ok: false, error: { code: 'history-newer' } });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('asks for the key before it touches anything', () => {
    putNote('old');
    expect(open({ key: undefined })).toMatchObject({ ok: false, error: { code: 'history-key-missing' } });
    expect(opened().database.prepare("SELECT count(*) AS n FROM note WHERE key LIKE 'k%'").get()?.n).toBe(1);
  });

  it('says that the folder is read-only', () => {
    // Root may write anywhere, so it becomes nobody for a moment.
    const isRoot = process.getuid?.() === 0;
    chmodSync(folder, isRoot ? 0o555 : 0o500);
    if (isRoot) process.seteuid?.(65534);
    try {
      expect(open()).toEqual({ ok: false, error: { code: 'read-only' } });
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(folder, 0o700);
    }
  });

  it('says that the place cannot be written where a file stands in for the folder', () => {
    writeFileSync(join(folder, 'deep'), '');
    expect(open()).toMatchObject({ ok: false, error: { code: 'read-only' } });
  });

  it.each([
    ['a transaction', (database: Database) => database.transaction(() => 1)],
    ['a statement', (database: Database) => database.prepare('DELETE FROM note').run()],
    ['a statement prepared before', undefined],
  ])('ends work that goes on after a close, and writes nothing of it: %s', async (_, work) => {
    const { database } = opened();
    const prepared = database.prepare('INSERT INTO note (key, value) VALUES (1, 2)');
    const ended = database.attemptLater(async () => {
      await Promise.resolve();
      return work ? work(database) : prepared.run();
    });
    database.close();
    expect(await ended).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    const again = opened().database;
    expect(again.prepare("SELECT count(*) AS n FROM note WHERE key = '1'").get()?.n).toBe(0);
    again.close();
  });

  it('rolls a transaction back as a whole', () => {
    const { database } = opened();
    const insert = () => database.prepare('INSERT INTO note (key, value) VALUES (?, ?)').run('k', 'v');
    expect(() =>
      database.transaction(() => {
        insert();
        database.transaction(insert);
      }),
    ).toThrow(/UNIQUE/);
    expect(database.prepare("SELECT count(*) AS n FROM note WHERE key LIKE 'k%'").get()?.n).toBe(0);
    database.close();
  });
});
