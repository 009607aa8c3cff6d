import { describe, expect, it } from 'vitest';
import { createDesk, value } from '../desk.ts';
import { ann, line, unknown } from '../fake-service.ts';

describe('a message whose outcome stays unknown', () => {
  it('sends a second copy only when told to, and not while the first is still looked for', async () => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false));
    const id = desk.submit('hello');
    await desk.clock.advance(10_000);
    expect(desk.messages.act(id, 'send-again')).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    await desk.clock.advance(60_000);
    value(desk.messages.act(id, 'check-again'));
    expect(desk.messages.act(id, 'send-again')).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    await desk.clock.advance(1);
    value(desk.messages.act(id, 'send-again'));
    await desk.clock.advance(1);
    expect(desk.get(id)).toMatchObject({ state: 'accepted' });
    expect(desk.service.requests).toHaveLength(2);
  });

  it('hides instead of deleting what may have arrived: out of the way, still in the history, still looked for on demand', async () => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false));
    const id = desk.submit('hello');
    await desk.clock.advance(70_000);
    expect(desk.messages.act(id, 'discard')).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    value(desk.messages.act(id, 'hide'));
    expect(desk.get(id)).toMatchObject({ state: 'unknown', hiddenAt: desk.clock.now() });
    const page = async (withoutHidden?: true, search = '') =>
      value(await desk.messages.page({ search, limit: 5, states: ['failed', 'unknown', 'review'], withoutHidden })).items.length;
    expect([await page(), await page(true), await page(undefined, 'hell'), await page(true, 'hell')]).toEqual([1, 0, 1, 0]);
    desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
    value(desk.messages.act(id, 'check-again'));
    await desk.clock.advance(1);
    expect(desk.get(id)).toMatchObject({ state: 'accepted', hiddenAt: undefined });
  });

  it('says that it gave up where nothing was noted to look for, as for an imported row', async () => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false));
    const id = desk.submit('hello');
    await desk.clock.advance(70_000);
    desk.database.prepare('UPDATE outbox SET attempt = NULL').run();
    desk.restart();
    expect(desk.get(id).lookup).toBe('checking');
    await desk.clock.advance(70_000);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
  });
});
