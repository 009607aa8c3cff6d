import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../main/messages/store/database.ts';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { sealedTables } from '../../../../main/messages/store/tables.ts';
import type { Message } from '../../../../main/model/message.ts';
import { ann, line } from '../fake-service.ts';
import { createHarness, type Harness, value } from '../harness.ts';

const day = 86_400_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quick-send-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const change = (database: Database, id: number, set: string): void => {
  database.prepare(`UPDATE message SET ${set} WHERE id = ?`).run(id);
};

const count = ({ database }: Harness, table = 'message'): number => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);

/** A history of received messages that are so many days old. */
function historyOf(...ages: readonly number[]) {
  const harness = createHarness();
  const store = createMessageStore(harness.database);
  const add = (age: number): number =>
    harness.database.transaction(() =>
      store.insert({
        state: 'received',
        own: false,
        at: harness.clock.now() - age * day,
        endpointId: line,
        address: ann,
        text: `age ${age}`,
        serverId: `m${age}`,
      }),
    );
  return { harness, add, ids: ages.map(add) };
}

describe('a damaged message', () => {
  it('is deleted by the person, is found by nothing after that, and its id is not given out again', async () => {
    const { harness, add, ids } = historyOf(3, 2, 1);
    const [, bad = 0] = ids;
    change(harness.database, bad, "text = 'other'");
    expect(value(await harness.messages.remove([bad]))).toBe(1);
    const { items, damaged } = value(await harness.messages.page({ search: 'age', limit: 9 }));
    expect(items.map(({ text }) => text)).toEqual(['age 1', 'age 3']);
    expect(damaged).toBeUndefined();
    harness.restart();
    expect([add(2), add(2.001)]).not.toContain(bad);
    expect(value(await harness.messages.page({ search: 'age 2', limit: 9 })).items).toHaveLength(2);
  });

  it('with an open end is not counted any more once it is deleted', async () => {
    const harness = createHarness();
    harness.messages.pause('offline');
    const id = harness.submit('bad');
    change(harness.database, id, "text = 'other'");
    harness.restart();
    expect(harness.messages.damage().unsent).toBe(1);
    value(await harness.messages.remove([id]));
    expect(harness.messages.damage().unsent).toBe(0);
    expect(count(harness, 'outbox')).toBe(0);
  });

  it.each(["text = 'other'", 'state = 77', 'state = 4', "at = CAST(x'ff' AS TEXT)"])('goes with all others: %s', async (set) => {
    const { harness, ids } = historyOf(3, 2, 1);
    change(harness.database, ids[1] ?? 0, set);
    expect(value(await harness.messages.remove('all'))).toBe(3);
    expect(count(harness)).toBe(0);
  });

  it.each(["text = 'other'", 'state = 77', "at = CAST(x'ff' AS TEXT)"])('goes when it is too old: %s', async (set) => {
    const { harness, ids } = historyOf(30, 20, 1);
    change(harness.database, ids[0] ?? 0, set);
    change(harness.database, ids[2] ?? 0, set);
    value(await harness.messages.applyRetention(10));
    const { items, damaged } = value(await harness.messages.page({ search: '', limit: 9 }));
    expect(items).toEqual([]);
    expect(damaged?.map(({ id }) => id)).toEqual([ids[2]]);
  });

  it('whose time was changed into an old one stays, and keeps no other from going', async () => {
    const { harness, ids } = historyOf(1, 2, 30);
    for (const id of ids.slice(0, 2)) change(harness.database, id, 'at = at - 8640000000');
    expect(value(await harness.messages.applyRetention(10))).toBe(1);
    expect(count(harness)).toBe(2);
  });

  it('is left out of an export, which says so', async () => {
    const { harness, ids } = historyOf(3, 2, 1);
    change(harness.database, ids[1] ?? 0, "address = '+1'");
    const path = join(folder, 'export.jsonl');
    const last: unknown[] = [];
    const exported = await harness.messages.exportTo('jsonl', path, { onProgress: (progress) => last.push(progress) });
    expect(exported).toEqual({ ok: true, value: { count: 2, damaged: 1, cancelled: false } });
    expect(last.at(-1)).toMatchObject({ state: 'finished', done: 2, damaged: 1 });
    const texts = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each).text);
    expect(texts).toEqual(['age 3', 'age 1']);
  });
});

describe('whatever value is changed', () => {
  const places = sealedTables.flatMap(({ name, sealed }) =>
    Object.entries(sealed).flatMap(([column, { from }]) => (from === undefined ? [`${name}.${column}`] : [])),
  );
  const damage = fc.record({
    place: fc.constantFrom(...places, 'line.endpoint_id', 'line.name', 'message.line', 'message.sum', 'outbox.sum'),
    to: fc.oneof(
      fc.integer({ min: -5, max: 12 }),
      fc.string({ maxLength: 6, unit: fc.constantFrom(...'+15{}"a') }),
      fc.constant(ann),
      fc.constant(null),
    ),
    nth: fc.nat(9),
  });

  it('nothing is shown or sent that was not written, and nothing fails as a whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (changes) => {
        const harness = createHarness();
        harness.messages.pause('offline');
        for (const [n, text] of ['one', 'two', 'three', 'four'].entries()) {
          harness.submit(text, { name: `N${n}`, target: { kind: 'sms', endpointId: `e${n % 2}`, toAddress: `+1555000000${n}` } });
        }
        value(harness.messages.drafts.start({ to: ann, text: 'a draft', caret: 0 }));
        harness.database.prepare('PRAGMA foreign_keys = OFF').all();
        const shown = async () => value(await harness.messages.page({ search: '', limit: 50 }));
        const said = ({ id, text, address, endpointId, name }: Message) => JSON.stringify([id, text, address, endpointId, name]);
        const written = (await shown()).items.map(said);
        for (const { place, to, nth } of changes) {
          const [table = '', column = ''] = place.split('.');
          const key = `(SELECT _rowid_ FROM ${table} LIMIT 1 OFFSET ${nth % Math.max(count(harness, table), 1)})`;
          const where = /^(note|gone|recipient)$/.test(table) ? 'true' : `_rowid_ = ${key}`;
          harness.database.attempt(() => {
            try {
              harness.database.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${where}`).run(to);
            } catch (error) {
              // What SQLite refuses to write is left as it is.
              if (!/constraint|mismatch/i.test(String(error))) throw error;
            }
          });
        }
        const page = await shown();
        for (const message of page.items) expect(written).toContain(said(message));
        for (const { address } of value(harness.messages.suggest(''))) expect(address).toMatch(/^\+1555000000[0-3]$/);
        value(harness.messages.drafts.list());
        value(harness.messages.drafts.shown());
        value(await harness.messages.page({ search: 'one', limit: 50 }));
        value(await harness.messages.exportTo('jsonl', join(folder, 'export')));
        harness.restart();
        harness.messages.resume('offline');
        await harness.clock.advance(120_000);
        const bodies = harness.service.requests.map(({ body, toAddress, endpointId }) => JSON.stringify([body, toAddress, endpointId]));
        const meant = written.map((each) => JSON.stringify(JSON.parse(each).slice(1, 4)));
        for (const body of bodies) expect(meant).toContain(body);
        expect(new Set(bodies).size).toBe(bodies.length);
        expect(value(await harness.messages.remove('all'))).toBeGreaterThanOrEqual(0);
        harness.database.close();
      }),
      { numRuns: 60 },
    );
  });
});
