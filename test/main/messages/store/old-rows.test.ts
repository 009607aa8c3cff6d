import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../main/clock.ts';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { openDatabase } from '../../../../main/messages/store/open-database.ts';
import { createRowSums } from '../../../../main/messages/store/row-sums.ts';
import { DamagedRow } from '../../../../main/messages/store/storage-failure.ts';
import { createSumPass } from '../../../../main/messages/store/sum-pass.ts';
import { goneTable, noteTable, sealedTables } from '../../../../main/messages/store/tables.ts';
import { ann } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';
import { writeOlderFile } from './older-file.ts';

const key = 'a1'.repeat(32);
const first = 517_772_148_736;
/** More than get their checksums in 10 ms. */
const count = 4000;
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quick-send-'));
  file = join(folder, 'history.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file of version 3 with rows in every table; the message in the middle holds bytes that are no text. */
function writeFile(): void {
  writeOlderFile(file, key, 3, (raw, reached) => {
    if (reached !== 3) return;
    raw.exec(`
      INSERT INTO line VALUES (1, 'ep-main', 'Main line');
      WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < ${count - 1})
        INSERT INTO message (id, at, state, own, line, address, text)
        SELECT ${first} + n, 1777630830000, iif(n = 5, 8, 5), 1, 1, '${ann}', 'text ' || n FROM n;
      UPDATE message SET text = CAST(x'c328ff' AS TEXT) WHERE id = ${first + count / 2};
      INSERT INTO outbox (id, turn, caret) VALUES (${first + 5}, 1, 0);
      INSERT INTO draft (address, text, caret, at) VALUES ('${ann}', 'draft', 0, 1), (CAST(x'c328' AS TEXT), 'broken', 0, 1);
      INSERT INTO recipient VALUES ('${ann}', 'Ann', 1, 1777630830000, 1.5, 'ann');
      INSERT INTO gone VALUES ('g1', 1777630830000);
      INSERT INTO note VALUES ('note:lines', '["x"]');
    `);
  });
}

const open = () => value(openDatabase({ file, key, now: Date.now })).database;
type Database = ReturnType<typeof open>;

const numberOf = (database: Database, query: string): number => Number(database.prepare(query).get()?.n);
const without = (database: Database, table: string): number => numberOf(database, `SELECT count(*) AS n FROM ${table} WHERE sum IS NULL`);

describe('the rows of an earlier version', () => {
  it('get their checksums in slices, the newest first, and a restart goes on where it stopped', async () => {
    writeFile();
    const database = open();
    const pass = createSumPass(database, systemClock);
    pass.start();
    await expect.poll(() => without(database, 'message'), { interval: 1, timeout: 20_000 }).toBeLessThan(count);
    pass.stop();
    const left = without(database, 'message');
    expect(left).toBeGreaterThan(1);
    const newest = numberOf(database, 'SELECT max(id) AS n FROM message WHERE sum IS NULL');
    expect(numberOf(database, `SELECT count(*) AS n FROM message WHERE sum IS NOT NULL AND id < ${newest}`)).toBe(0);
    database.close();

    const again = open();
    expect(without(again, 'message')).toBe(left);
    const store = createMessageStore(again);
    expect(store.find(first)?.text).toBe('text 0');
    expect(() => store.find(first + count / 2)).toThrow(DamagedRow);
    createSumPass(again, systemClock).start();
    await expect.poll(() => again.sums.mayBeMissing(), { timeout: 20_000 }).toBe(false);
    for (const { name } of sealedTables) expect([name, without(again, name)]).toEqual([name, /^(message|draft)$/.test(name) ? 1 : 0]);
    again.close();

    const last = open();
    const harness = createHarness(last);
    expect(value(await harness.messages.page({ search: '', limit: 1 })).items).toMatchObject([{ text: `text ${count - 1}` }]);
    expect(harness.get(first + 5)).toMatchObject({ text: 'text 5', state: 'review' });
    expect(value(harness.messages.drafts.list()).map(({ excerpt }) => excerpt)).toEqual(['draft']);
    expect(value(harness.messages.suggest(''))).toMatchObject([{ address: ann, name: 'Ann', endpointId: 'ep-main' }]);
    expect(value(harness.messages.readValue('lines'))).toEqual(['x']);
    last.prepare(`UPDATE message SET sum = NULL WHERE id = ${first}`).run();
    expect(harness.messages.get(first)).toEqual({ ok: false, error: { code: 'entry-damaged' } });
    last.close();
  });

  it('may be without them until then, but a checksum that is there must fit, and a changed row gets one', () => {
    writeFile();
    const database = open();
    const store = createMessageStore(database);
    database.transaction(() => store.change(first, { hiddenAt: 5 }));
    expect(without(database, 'message')).toBe(count - 1);
    expect(store.find(first)).toMatchObject({ text: 'text 0', hiddenAt: 5 });
    database.prepare(`UPDATE message SET text = 'text 1' WHERE id = ${first}`).run();
    expect(() => store.find(first)).toThrow(DamagedRow);
    database.close();
  });

  it('may not be without them where it is not known any more whether all have theirs', () => {
    writeFile();
    open().close();
    const database = open();
    expect(database.sums.mayBeMissing()).toBe(true);
    database.prepare(`UPDATE note SET value = '{"is":"pending","below":1}' WHERE key = 'sums'`).run();
    database.close();
    const again = open();
    expect(again.sums.mayBeMissing()).toBe(false);
    again.close();
  });

  it('do not exist in a new file: there, none may be without a checksum from the beginning', () => {
    const database = open();
    expect(database.sums.mayBeMissing()).toBe(false);
    database.close();
    const again = open();
    expect(again.sums.mayBeMissing()).toBe(false);
    again.prepare("INSERT INTO note (key, value) VALUES ('note:x', '1')").run();
    expect(value(createHarness(again).messages.readValue('x'))).toBeUndefined();
    again.close();
  });
});

describe('a checksum', () => {
  it('fits no other table, column or value', () => {
    const { of } = createRowSums(key);
    const sums = [
      of(noteTable, { key: 'a', value: '1' }),
      of({ ...noteTable, name: 'other' }, { key: 'a', value: '1' }),
      of(noteTable, { key: '1', value: 'a' }),
      of(noteTable, { key: 'a1', value: '' }),
      of(noteTable, { key: 'a', value: null }),
      of(goneTable, { server_id: 'a', at: 1 }),
      of(goneTable, { server_id: 'a', at: null }),
    ];
    expect(new Set(sums).size).toBe(sums.length);
  });

  it('depends on the key of the history, and is another one for each history in memory', () => {
    const row = { key: 'a', value: '1' };
    const [ofFile, ofSame, ofOther, ofMemory, ofOtherMemory] = [key, key, 'b2'.repeat(32), undefined, undefined].map((each) =>
      createRowSums(each).of(noteTable, row),
    );
    expect(ofFile).toBe(ofSame);
    expect(ofFile).toMatch(/^[A-Za-z0-9+/]{22}$/);
    expect(new Set([ofFile, ofOther, ofMemory, ofOtherMemory]).size).toBe(4);
  });
});
