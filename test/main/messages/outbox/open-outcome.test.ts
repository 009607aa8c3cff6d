import { describe, expect, it } from 'vitest';
import { updateRow } from '../../../../main/messages/store/codec.ts';
import { outboxTable } from '../../../../main/messages/store/tables.ts';
import { ann, line, unknown } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';

describe('a message whose outcome stays unknown', () => {
  it('sends a second copy only when told to, and not while the first is still looked for', async () => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false));
    const id = harness.submit('hello');
    await harness.clock.advance(10_000);
    expect(harness.messages.act(id, 'send-again')).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    await harness.clock.advance(60_000);
    value(harness.messages.act(id, 'check-again'));
    expect(harness.messages.act(id, 'send-again')).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    await harness.clock.advance(1);
    value(harness.messages.act(id, 'send-again'));
    await harness.clock.advance(1);
    expect(harness.get(id)).toMatchObject({ state: 'accepted' });
    expect(harness.service.requests).toHaveLength(2);
  });

  it('hides instead of deleting what may have arrived: out of the way, still in the history, still looked for on demand', async () => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false));
    const id = harness.submit('hello');
    await harness.clock.advance(70_000);
    expect(harness.messages.act(id, 'discard')).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    value(harness.messages.act(id, 'hide'));
    expect(harness.get(id)).toMatchObject({ state: 'unknown', hiddenAt: harness.clock.now() });
    const page = async (withoutHidden?: true, search = '') =>
      value(await harness.messages.page({ search, limit: 5, states: ['failed', 'unknown', 'review'], withoutHidden })).items.length;
    expect([await page(), await page(true), await page(undefined, 'hell'), await page(true, 'hell')]).toEqual([1, 0, 1, 0]);
    harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
    value(harness.messages.act(id, 'check-again'));
    await harness.clock.advance(1);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', hiddenAt: undefined });
  });

  it('says that it gave up where nothing was noted to look for, as for an imported row', async () => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false));
    const id = harness.submit('hello');
    await harness.clock.advance(70_000);
    updateRow(harness.database, outboxTable, id, { attempt: null });
    harness.restart();
    expect(harness.get(id).lookup).toBe('checking');
    await harness.clock.advance(70_000);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
  });
});
