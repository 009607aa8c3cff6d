import { describe, expect, it } from 'vitest';
import { insertRow } from '../../../../main/messages/store/codec.ts';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { createServerIds } from '../../../../main/messages/store/server-ids.ts';
import { draftTable, goneTable, noteTable, recipientTable } from '../../../../main/messages/store/tables.ts';
import { ann, bo } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';
import { changesOf, damage } from './damage.ts';
import { changePastTheIndex } from './past-the-index.ts';

const damaged = { ok: false, error: { code: 'entry-damaged' } };

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

  it('in a recipient and none of its indexes keeps no message to them from being sent', async () => {
    const harness = createHarness();
    harness.submit('one', { name: 'Ann' });
    await harness.clock.advance(1);
    changePastTheIndex(harness.database, 'recipient', 'score = score + 1', 'true');
    harness.submit('two');
    await harness.clock.advance(1);
    expect(harness.service.requests.map(({ body }) => body)).toEqual(['one', 'two']);
    expect(value(harness.messages.recipient(ann))?.address).toBe(ann);
  });

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
