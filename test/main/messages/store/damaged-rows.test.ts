import { describe, expect, it } from 'vitest';
import { insertRow } from '../../../../main/messages/store/codec.ts';
import type { Database } from '../../../../main/messages/store/database.ts';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import type { SealedTable } from '../../../../main/messages/store/sealed-table.ts';
import { createServerIds } from '../../../../main/messages/store/server-ids.ts';
import { DamagedRow } from '../../../../main/messages/store/storage-failure.ts';
import { draftTable, goneTable, messageTable, noteTable, outboxTable, recipientTable } from '../../../../main/messages/store/tables.ts';
import { messageActions } from '../../../../main/model/message.ts';
import { ann, bo, unknown } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';

const damaged = { ok: false, error: { code: 'entry-damaged' } };

/** Bytes that are no UTF-8, as text. libsql ends the whole process when such a text is read as it is. */
const brokenText = "CAST(x'c328ff' AS TEXT)";

/** Every change of one value behind the codec's back: another letter or digit, another type, bytes that are no text, and another or no checksum. */
function changesOf({ name, sealed }: SealedTable): readonly (readonly [string, string, string])[] {
  const own = Object.entries(sealed).filter(([column, { from }]) => from === undefined && column !== 'id');
  return [
    ...own.flatMap(([column, { holds }]): readonly string[][] => {
      const other = holds === 'text' ? `ifnull(substr(${column}, 2), '') || '7'` : `ifnull(${column}, 0) + 1`;
      return [
        [name, column, other],
        [name, column, brokenText],
      ];
    }),
    [name, 'sum', `'${'A'.repeat(22)}'`],
    [name, 'sum', brokenText],
    [name, 'sum', 'NULL'],
  ] as unknown as readonly (readonly [string, string, string])[];
}

function damage(database: Database, table: string, column: string, sql: string, where = 'true'): void {
  expect(database.prepare(`UPDATE ${table} SET ${column} = ${sql} WHERE ${where}`).run()).toBeGreaterThan(0);
}

/** A message of unknown outcome, so that its row of the outbox holds everything there is, and another one, which stays as it is. */
async function harnessWithOpenEnd() {
  const harness = createHarness();
  harness.service.nextSends(unknown(false));
  const bad = harness.submit('hello', { name: 'Ann' });
  await harness.clock.advance(1);
  const target = { kind: 'sms', endpointId: 'other', toAddress: bo } as const;
  const good = harness.submit('world', { target, name: 'Bo', lineName: 'Other' });
  await harness.clock.advance(1);
  const sent = harness.service.requests.length;
  return { harness, bad, good, sent };
}

const ofMessages: readonly (readonly [string, string, string])[] = [
  ...changesOf(messageTable),
  ...changesOf(outboxTable),
  ['message', 'state', '77'],
  ['message', 'state', '5'],
  ['message', 'state', '3.5'],
  ['message', 'at', "'12x'"],
  ['message', 'at', '9e999'],
  ['message', 'exact_text', `'"another"'`],
  ['message', 'line', 'line + 1'],
  ['message', 'line', 'NULL'],
  ['line', 'endpoint_id', "'another'"],
  ['line', 'endpoint_id', brokenText],
  ['line', 'name', "'another'"],
  ['line', 'name', brokenText],
  ['outbox', 'lookup', "'given-up'"],
  ['outbox', 'failure', `'{"code":"offline"}'`],
];

describe('a damaged message', () => {
  it.each(ofMessages)('is noticed where %s.%s is %s: not shown, not acted on, not sent', async (table, column, sql) => {
    const { harness, bad, good, sent } = await harnessWithOpenEnd();
    damage(harness.database, table, column, sql, table === 'line' ? 'id = 1' : `id = ${bad}`);
    expect(harness.messages.get(bad)).toEqual(damaged);
    const { items, damaged: places } = value(await harness.messages.page({ search: '', limit: 5 }));
    expect(items.map(({ id }) => id)).toEqual([good]);
    expect(places?.map(({ id }) => id)).toEqual([bad]);
    for (const action of messageActions) expect(harness.messages.act(bad, action)).toEqual(damaged);
    harness.restart();
    await harness.clock.advance(120_000);
    expect(harness.service.requests).toHaveLength(sent);
    expect(harness.get(good).text).toBe('world');
    expect(harness.messages.damage().unsent).toBe(1);
  });

  it('is noticed where it has the checksum of another row', async () => {
    const { harness, bad, good } = await harnessWithOpenEnd();
    damage(harness.database, 'message', 'sum', `(SELECT sum FROM message WHERE id = ${good})`, `id = ${bad}`);
    expect(harness.messages.get(bad)).toEqual(damaged);
    expect(harness.get(good).text).toBe('world');
  });

  it('is noticed where its row in the outbox is gone, or is kept under another id', async () => {
    const { harness, bad } = await harnessWithOpenEnd();
    damage(harness.database, 'outbox', 'id', 'id + 1');
    expect(harness.messages.get(bad)).toEqual(damaged);
    harness.database.prepare('DELETE FROM outbox').run();
    expect(harness.messages.get(bad)).toEqual(damaged);
  });

  it('is shown by no search as what it is not, and the rest is found', async () => {
    const { harness, bad, good } = await harnessWithOpenEnd();
    damage(harness.database, 'message', 'text', "'world'", `id = ${bad}`);
    const { items, damaged: places } = value(await harness.messages.page({ search: 'wor', limit: 5 }));
    expect(items.map(({ id }) => id)).toEqual([good]);
    expect(places?.map(({ id }) => id)).toEqual([bad]);
    expect(value(harness.messages.conversation(undefined, bo, 5)).map(({ id }) => id)).toEqual([good]);
    expect(value(harness.messages.conversation(undefined, ann, 5))).toEqual([]);
  });

  it('tells its time only where that is that of its id', async () => {
    const { harness, bad } = await harnessWithOpenEnd();
    const places = async () => value(await harness.messages.page({ search: '', limit: 5 })).damaged;
    const { at } = harness.get(bad);
    damage(harness.database, 'message', 'text', "'other'", `id = ${bad}`);
    expect(await places()).toEqual([{ damaged: true, id: bad, at, isTimeKnown: true }]);
    damage(harness.database, 'message', 'at', 'at + 3600000', `id = ${bad}`);
    expect(await places()).toMatchObject([{ id: bad, isTimeKnown: false }]);
    damage(harness.database, 'message', 'at', brokenText, `id = ${bad}`);
    expect(await places()).toMatchObject([{ id: bad, at: Math.floor(at / 3_600_000) * 3_600_000 }]);
  });

  it('names itself without what it holds, in the log once', async () => {
    const { harness, bad } = await harnessWithOpenEnd();
    damage(harness.database, 'outbox', 'failure', "'a private sentence'", `id = ${bad}`);
    const read = () => createMessageStore(harness.database).find(bad);
    expect(read).toThrow(DamagedRow);
    expect(read).toThrow(new RegExp(`^outbox ${bad}: unreadable sum$`));
    for (const _ of [1, 2, 3]) harness.messages.get(bad);
    const lines = harness.log.filter((line) => line.startsWith('damaged row'));
    expect(lines).toEqual([`damaged row {"table":"outbox","id":${bad}}`]);
  });

  it('is not made sound by a change of it', async () => {
    const { harness, bad } = await harnessWithOpenEnd();
    damage(harness.database, 'message', 'address', `'${bo}'`, `id = ${bad}`);
    const store = createMessageStore(harness.database);
    expect(() => store.change(bad, { state: 'queued' })).toThrow(DamagedRow);
    expect(harness.messages.get(bad)).toEqual(damaged);
  });
});

describe('damage in the other tables', () => {
  it.each(changesOf(draftTable))('is noticed where %s.%s is %s: the draft is left out and told of', (_, column, sql) => {
    const harness = createHarness();
    const bad = value(harness.messages.drafts.start({ to: ann, text: 'one', caret: 0 }));
    const good = value(harness.messages.drafts.start({ to: bo, text: 'two', caret: 0 }));
    value(harness.messages.drafts.start({ to: '', text: '', caret: 0 }));
    damage(harness.database, 'draft', column, sql, `id = ${bad.id}`);
    expect(value(harness.messages.drafts.list()).map(({ id }) => id)).toEqual([good.id]);
    expect(harness.messages.drafts.show(bad.id)).toEqual(damaged);
    expect(value(harness.messages.drafts.newestFor({ to: ann }))).toBeUndefined();
    expect(harness.messages.damage().drafts).toBe(1);
  });

  it('in the composer begins an empty draft there; typing into a draft that was shown mends it', () => {
    const harness = createHarness();
    const shown = value(harness.messages.drafts.start({ to: ann, text: 'one', caret: 0 }));
    damage(harness.database, 'draft', 'text', "'two'", `id = ${shown.id}`);
    expect(value(harness.messages.drafts.save(shown, { to: ann, text: 'three', caret: 0 }))).toBeDefined();
    expect(value(harness.messages.drafts.shown()).text).toBe('three');
    damage(harness.database, 'draft', 'text', "'two'", `id = ${shown.id}`);
    expect(value(harness.messages.drafts.shown())).toMatchObject({ to: '', text: '' });
    expect(value(harness.messages.drafts.shown()).id).not.toBe(shown.id);
    expect(harness.database.prepare('SELECT count(*) AS n FROM draft').get()?.n).toBe(2);
  });

  it.each([...changesOf(recipientTable), ['recipient', 'line', 'NULL'] as const])(
    'is noticed where %s.%s is %s: nobody is suggested by it, and writing to them again mends it',
    async (_, column, sql) => {
      const harness = createHarness();
      harness.submit('hello', { name: 'Ann' });
      harness.submit('hello', { name: 'Bo', target: { kind: 'sms', endpointId: 'e', toAddress: bo } });
      damage(harness.database, 'recipient', column, sql, `address = '${ann}'`);
      expect(value(harness.messages.suggest('')).map(({ address }) => address)).toEqual([bo]);
      expect(value(harness.messages.recipient(ann))).toBeUndefined();
      expect(harness.messages.damage().people).toBe(1);
      harness.submit('hello');
      expect(value(harness.messages.recipient(ann))?.address).toBe(ann);
      expect(value(harness.messages.suggest('')).map(({ address }) => address)).toEqual(expect.arrayContaining([ann, bo]));
    },
  );

  it.each(changesOf(noteTable))('is noticed where %s.%s is %s: the value counts as gone, and can be written again', (_, column, sql) => {
    const harness = createHarness();
    value(harness.messages.writeValue('lines', ['x']));
    value(harness.messages.writeValue('others', ['y']));
    damage(harness.database, 'note', column, sql, "key = 'note:lines'");
    expect(value(harness.messages.readValue('lines'))).toBeUndefined();
    expect(value(harness.messages.readValue('others'))).toEqual(['y']);
    value(harness.messages.writeValue('lines', ['z']));
    expect(value(harness.messages.readValue('lines'))).toEqual(['z']);
  });

  it.each(changesOf(goneTable))('is noticed where %s.%s is %s: the id does not count as that of a deleted message', (_, column, sql) => {
    const { database } = createHarness();
    insertRow(database, goneTable, { server_id: 'm1', at: 5 });
    insertRow(database, goneTable, { server_id: 'm2', at: 5 });
    damage(database, 'gone', column, sql, "server_id = 'm1'");
    const ids = createServerIds(database, createMessageStore(database));
    expect(['m1', 'm2', '17'].map(ids.isTaken)).toEqual([false, true, false]);
  });
});
