import { describe, expect, it } from 'vitest';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { DamagedRow } from '../../../../main/messages/store/storage-failure.ts';
import { messageTable, outboxTable } from '../../../../main/messages/store/tables.ts';
import { messageActions } from '../../../../main/model/message.ts';
import { ann, bo, unknown } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';
import { brokenText, changesOf, damage } from './damage.ts';
import { changePastTheIndex } from './past-the-index.ts';

const damaged = { ok: false, error: { code: 'entry-damaged' } };

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

  it('on a line that is damaged keeps no other message from being sent from that line', async () => {
    const { harness, sent } = await harnessWithOpenEnd();
    changePastTheIndex(harness.database, 'line', "name = 'another'", 'id = 1');
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    expect(harness.service.requests).toHaveLength(sent + 1);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', lineName: 'Main line' });
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
