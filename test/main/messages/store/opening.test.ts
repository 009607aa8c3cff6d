import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../main/messages/store/open-database.ts';
import { createHistoryFile, key, now, texts } from './history-file.ts';

let history: ReturnType<typeof createHistoryFile>;
beforeEach(() => {
  history = createHistoryFile();
});
afterEach(() => history.remove());

/** Runs a process that opens the history and dies: in the check, by reading damaged text, or by this signal once it is open. */
const diesAfter = (what: string) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'die-while-opening.ts'), history.file, key, what], {
    encoding: 'utf8',
  });

describe('a start', () => {
  it('is marked until it has read what it reads, and by a close', () => {
    const first = history.opened();
    expect(history.markOf()).toBe('opening');
    first.endOpening();
    expect(history.markOf()).toBeUndefined();
    first.database.close();
    history.opened().database.close();
    expect(readdirSync(history.folder)).toEqual(['history.db']);
  });

  it.each(['SIGKILL', 'SIGABRT'])('that a process did not survive (%s) costs one check, and the file stays in use', (signal) => {
    history.fill();
    expect(diesAfter(signal).signal).toBe(signal);
    expect(history.markOf()).toBe('opening');
    const { database, notice, endOpening } = history.opened();
    expect(notice).toBeUndefined();
    expect(texts(database)).toBe(3);
    endOpening();
    expect(history.markOf()).toBeUndefined();
    database.close();
  });

  it('that libsql did not survive is followed by one that works', () => {
    history.fill();
    history.change((connection) => connection.exec("UPDATE message SET text = CAST(x'c328ff' AS TEXT) WHERE text = 'two'"));
    expect(diesAfter('read-as-text').signal).toBe('SIGABRT');
    expect(history.markOf()).toBe('opening');
    const { database, notice } = history.opened();
    expect(notice).toBeUndefined();
    expect(texts(database)).toBe(3);
    database.close();
  });

  it('that dies each time outside the check never costs the file', { timeout: 120_000 }, () => {
    history.fill();
    for (let start = 0; start < 12; start++) {
      expect(diesAfter('SIGKILL').signal).toBe('SIGKILL');
      expect(history.markOf()).toBe('opening');
    }
    const { database, notice } = history.opened();
    expect(notice).toBeUndefined();
    expect(texts(database)).toBe(3);
    database.close();
  });

  it('whose check dies each time is the last one with that file after the fifth', { timeout: 120_000 }, () => {
    history.fill();
    writeFileSync(history.mark, 'suspect');
    for (let start = 1; start <= 5; start++) {
      expect(diesAfter('check').signal).toBe('SIGABRT');
      expect(history.markOf()).toBe(`checking ${start}`);
    }
    const { database, notice } = history.opened();
    expect(notice?.code).toBe('history-damaged');
    expect(texts(database)).toBe(0);
    database.close();
  });

  it('that meets a damaged page leaves the file suspect, however it ends', () => {
    history.fill();
    for (const end of ['endOpening', 'close'] as const) {
      const { database, endOpening } = history.opened();
      const meet = () =>
        database.attempt(() => {
          throw Object.assign(new Error(), { code: 'SQLITE_CORRUPT' });
        });
      if (end === 'endOpening') endOpening();
      meet();
      database.close();
      expect(history.markOf()).toBe('suspect');
    }
  });

  it('that could not begin leaves the mark as it was', () => {
    history.fill();
    const holder = history.opened();
    expect(openDatabase({ file: history.file, key, now })).toMatchObject({ ok: false, error: { code: 'history-busy' } });
    expect(history.markOf()).toBe('opening');
    holder.endOpening();
    expect(openDatabase({ file: history.file, key, now })).toMatchObject({ ok: false, error: { code: 'history-busy' } });
    expect(history.markOf()).toBeUndefined();
    holder.database.close();
  });
});
