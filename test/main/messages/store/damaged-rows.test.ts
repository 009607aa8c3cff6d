import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../../main/messages/store/database.ts';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { DamagedRow } from '../../../../main/messages/store/storage-failure.ts';
import type { Result } from '../../../../main/model/failure.ts';
import { ann, bo, unknown } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';

type Harness = ReturnType<typeof createHarness>;

const damaged = { ok: false, error: { code: 'history-unreadable' } };

/** Bytes that are no UTF-8, as text. libsql ends the whole process when such a text is read as it is. */
const brokenText = "CAST(x'c328ff' AS TEXT)";

const damage = (database: Database, table: string, column: string, sql: string): void => {
  database.prepare(`UPDATE ${table} SET ${column} = ${sql}`).run();
};

/** A harness with a message of unknown outcome, so that its row of the outbox holds everything there is. */
async function harnessWithOpenEnd() {
  const harness = createHarness();
  harness.service.nextSends(unknown(false));
  const id = harness.submit('hello', { name: 'Ann' });
  await harness.clock.advance(1);
  return { harness, id };
}

describe('a damaged row', () => {
  it.each([
    ['message', 'text', brokenText],
    ['message', 'exact_text', "'not JSON'"],
    ['message', 'address', brokenText],
    ['message', 'name', brokenText],
    ['message', 'session_id', brokenText],
    ['message', 'server_id', brokenText],
    ['message', 'at', brokenText],
    ['message', 'at', "'12x'"],
    ['message', 'at', "x'00'"],
    ['message', 'hidden_at', brokenText],
    ['message', 'state', '77'],
    ['message', 'state', brokenText],
    ['line', 'name', brokenText],
    ['line', 'endpoint_id', brokenText],
    ['outbox', 'turn', brokenText],
    ['outbox', 'turn', '1.5'],
    ['outbox', 'next_at', '9e999'],
    ['outbox', 'failure', brokenText],
    ['outbox', 'failure', '\'{"code":\''],
    ['outbox', 'failure', "'7'"],
    ['outbox', 'attempt', "'null'"],
    ['outbox', 'candidate', brokenText],
    ['outbox', 'lookup', "'checkinh'"],
    ['outbox', 'run', brokenText],
  ])('is said where %s.%s holds %s, and the process goes on', async (table, column, sql) => {
    const { harness, id } = await harnessWithOpenEnd();
    damage(harness.database, table, column, sql);
    expect(harness.messages.get(id)).toEqual(damaged);
    expect(harness.messages.act(id, 'check-again')).toEqual(damaged);
  });

  it('leaves the others as they are, and is never sent', async () => {
    const harness = createHarness();
    harness.messages.pause('offline');
    const [bad, good] = [harness.submit('one'), harness.submit('two')];
    damage(harness.database, 'message', 'text', `CASE id WHEN ${bad} THEN ${brokenText} ELSE text END`);
    expect(harness.messages.get(bad)).toEqual(damaged);
    expect(harness.get(good).text).toBe('two');
    harness.messages.resume('offline');
    await harness.clock.advance(60_000);
    expect(harness.service.requests).toEqual([]);
  });

  it('names itself without what it holds', async () => {
    const { harness, id } = await harnessWithOpenEnd();
    damage(harness.database, 'outbox', 'failure', "'a private sentence'");
    const read = () => createMessageStore(harness.database).find(id);
    expect(read).toThrow(DamagedRow);
    expect(read).toThrow(new RegExp(`^message ${id}: unreadable failure$`));
  });

  const reads: readonly (readonly [string, (harness: Harness) => Result<unknown> | Promise<Result<unknown>>])[] = [
    ['a page', ({ messages }) => messages.page({ search: '', limit: 5 })],
    ['a search', ({ messages }) => messages.page({ search: 'hello', limit: 5 })],
    ['a conversation', ({ messages }) => messages.conversation(undefined, ann, 5)],
    ['an export, which leaves no file', ({ messages }) => messages.exportTo('jsonl', join(tmpdir(), 'quick-send-damaged-rows'))],
  ];
  it.each(reads)('is said by %s', async (_, read) => {
    const { harness } = await harnessWithOpenEnd();
    damage(harness.database, 'message', 'text', brokenText);
    expect(await read(harness)).toEqual(damaged);
  });
});

describe('damage in the other tables', () => {
  it('is said for a draft, and another draft is still there', () => {
    const harness = createHarness();
    const bad = value(harness.messages.drafts.start({ to: ann, text: 'one', caret: 0 }));
    const good = value(harness.messages.drafts.start({ to: bo, text: 'two', caret: 0 }));
    for (const [column, sql] of [
      ['text', brokenText],
      ['address', brokenText],
      ['session', brokenText],
      ['caret', brokenText],
    ] as const) {
      damage(harness.database, 'draft', column, `CASE id WHEN ${bad.id} THEN ${sql} ELSE ${column} END`);
      expect(harness.messages.drafts.show(bad.id)).toEqual(damaged);
      expect(harness.messages.drafts.list()).toEqual(damaged);
    }
    expect(value(harness.messages.drafts.shown())).toMatchObject({ id: good.id, text: 'two' });
  });

  it.each(['address', 'name', 'last_at'])('is said for a recipient by %s', (column) => {
    const harness = createHarness();
    harness.submit('hello', { name: 'Ann' });
    damage(harness.database, 'recipient', column, brokenText);
    expect(harness.messages.suggest('')).toEqual(damaged);
  });

  it('is said for a small value', () => {
    const harness = createHarness();
    value(harness.messages.writeValue('lines', ['x']));
    damage(harness.database, 'note', 'value', brokenText);
    expect(harness.messages.readValue('lines')).toEqual(damaged);
  });
});
