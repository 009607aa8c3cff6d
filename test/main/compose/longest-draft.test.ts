import { describe, expect, it } from 'vitest';
import { createDraftCalls } from '../../../main/compose/draft-calls.ts';
import { createMessageStore } from '../../../main/messages/store/message-store.ts';
import { createOutboxRows } from '../../../main/messages/store/outbox-rows.ts';
import { LONGEST_DRAFT } from '../../../main/model/draft.ts';
import { ann } from '../messages/fake-service.ts';
import { createHarness, value } from '../messages/harness.ts';

const a = (count: number): string => 'a'.repeat(count);

describe('main makes no longer draft', () => {
  function build() {
    const harness = createHarness();
    const calls = createDraftCalls({
      account: { messages: () => harness.messages, historyId: () => 'history-1' },
      lines: { choice: () => ({ lines: [], chosen: null, usedLast: undefined }) },
      sessions: { nameOf: () => undefined },
    });
    return { harness, calls };
  }

  it('of a text from elsewhere, and says that it was cut', async () => {
    const { calls } = build();
    const opened = value(await calls['compose:open']({ kind: 'prefill', to: ann, text: a(600_000) }));
    expect([opened.text.length, opened.caret, opened.isCut]).toEqual([LONGEST_DRAFT, LONGEST_DRAFT, true]);
    const short = value(await calls['compose:open']({ kind: 'prefill', to: ann, text: 'short' }));
    expect([short.text, 'isCut' in short]).toEqual(['short', false]);
  });

  it('of what a page saves, and leaves what was saved before', async () => {
    const { calls } = build();
    const { id, revision } = value(await calls['compose:open']({ kind: 'prefill', to: ann, text: 'before' }));
    const refused = await calls['compose:save-draft']({ id, revision, to: ann, text: a(LONGEST_DRAFT + 1), caret: 0 });
    expect(refused).toEqual({ ok: false, error: { code: 'draft-too-long', field: 'text' } });
    expect(value(await calls['compose:draft'](undefined)).text).toBe('before');
  });

  it('of an imported message, which stays with its text', () => {
    const { harness } = build();
    const id = createMessageStore(harness.database).insert({
      state: 'review',
      own: true,
      at: harness.clock.now(),
      address: ann,
      text: a(600_000),
    });
    createOutboxRows(harness.database).add(id, { caret: 0 });
    expect(harness.messages.act(id, 'keep-as-draft')).toEqual({
      ok: false,
      error: { code: 'text-too-long', detail: '600,000 characters' },
    });
    expect(harness.get(id).text.length).toBe(600_000);
  });
});
