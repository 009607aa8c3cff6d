import { describe, expect, it } from 'vitest';
import { ann, bo, line, notProcessed, refused, unknown } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';

describe('sending', () => {
  it('has the row on disk as `sending` when the request starts, and stores what the service answered', async () => {
    const harness = createHarness();
    let open = () => {};
    const until = new Promise<void>((resolve) => {
      open = resolve;
    });
    harness.service.nextSends({ stored: true, until });
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    expect(harness.service.requests).toEqual([{ endpointId: line, toAddress: ann, body: 'hello' }]);
    expect(harness.state(id)).toBe('sending');
    open();
    await harness.clock.advance(1);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', serverId: 'server-1', address: ann, lineName: 'Main line' });
  });

  it('holds for undo, gives everything back, and sends nothing', async () => {
    const harness = createHarness();
    const id = harness.submit('wait a moment', { holdMs: 5000, caret: 4 });
    expect(harness.get(id)).toMatchObject({ state: 'held', nextAt: harness.clock.now() + 5000 });
    await harness.clock.advance(4999);
    expect(value(harness.messages.held())).toHaveLength(1);
    const draft = { endpointId: line, sessionId: undefined, to: ann, text: 'wait a moment', caret: 4 };
    const undone = value(harness.messages.act(id, 'undo'));
    expect(undone).toMatchObject({ draft, message: undefined });
    expect(value(harness.messages.drafts.show(undone.draft?.id ?? 0))).toMatchObject(draft);
    await harness.clock.advance(60_000);
    expect(harness.service.requests).toEqual([]);
    expect(harness.messages.act(id, 'undo')).toEqual({ ok: false, error: { code: 'message-gone' } });
  });

  it('sends when the hold ends, also when the clock is set back an hour meanwhile', async () => {
    const harness = createHarness();
    const id = harness.submit('hello', { holdMs: 5000 });
    harness.clock.jump(-3_600_000);
    await harness.clock.advance(4999);
    expect(harness.state(id)).toBe('held');
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('accepted');
  });

  it('keeps order within a conversation, one at a time, and four at a time over all', async () => {
    const harness = createHarness();
    const gates: (() => void)[] = [];
    const gate = () => ({ stored: true, until: new Promise<void>((resolve) => void gates.push(resolve)) });
    harness.service.nextSends(...Array.from({ length: 6 }, gate));
    harness.submit('ann 1');
    harness.submit('ann 2');
    for (const n of [1, 2, 3, 4]) harness.submit(`other ${n}`, { target: { kind: 'sms', endpointId: line, toAddress: `+1555000000${n}` } });
    await harness.clock.advance(1);
    expect(harness.service.requests.map(({ body }) => body)).toEqual(['ann 1', 'other 1', 'other 2', 'other 3']);
    gates[0]?.();
    await harness.clock.advance(1);
    expect(harness.service.requests.at(-1)?.body).toBe('ann 2');
    for (const open of gates) open();
    await harness.clock.advance(1);
    expect(harness.service.requests).toHaveLength(6);
  });

  it('tries again what was provably not processed, later each time, and lets nothing of that conversation overtake it', async () => {
    const harness = createHarness();
    harness.service.nextSends(notProcessed({ code: 'unreachable' }), notProcessed({ code: 'unreachable' }));
    const first = harness.submit('first');
    const second = harness.submit('second');
    await harness.clock.advance(1);
    expect(harness.get(first)).toMatchObject({
      state: 'queued',
      attempts: 1,
      failure: { code: 'unreachable' },
      nextAt: harness.clock.now() + 1999,
    });
    await harness.clock.advance(1999);
    expect(harness.get(first)).toMatchObject({ state: 'queued', attempts: 2 });
    expect(harness.state(second)).toBe('queued');
    await harness.clock.advance(4000);
    await harness.clock.advance(1);
    expect([harness.state(first), harness.state(second)]).toEqual(['accepted', 'accepted']);
    expect(harness.service.requests.map(({ body }) => body)).toEqual(['first', 'first', 'first', 'second']);
  });

  it('waits as long as Retry-After says', async () => {
    const harness = createHarness();
    harness.service.nextSends(notProcessed({ code: 'rate-limited', status: 429, retryAfterMs: 90_000 }));
    const id = harness.submit('hello');
    await harness.clock.advance(89_999);
    expect(harness.state(id)).toBe('queued');
    await harness.clock.advance(2);
    expect(harness.state(id)).toBe('accepted');
  });

  it('fails with the sentence of the service, and sends again on demand', async () => {
    const harness = createHarness();
    harness.service.nextSends(refused('No such number.'));
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    expect(harness.get(id)).toMatchObject({ state: 'failed', failure: { code: 'refused', detail: 'No such number.' } });
    value(harness.messages.act(id, 'send-again'));
    await harness.clock.advance(1);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', failure: undefined });
  });

  it('never repeats a send of unknown outcome by itself', async () => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false));
    const id = harness.submit('hello');
    await harness.clock.advance(3_600_000);
    harness.messages.pause('offline');
    harness.messages.resume('offline');
    await harness.clock.advance(3_600_000);
    harness.restart();
    await harness.clock.advance(3_600_000);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
    expect(harness.service.requests).toHaveLength(1);
  });

  it('takes an exception of the client as an unknown outcome', async () => {
    const harness = createHarness();
    harness.service.nextSends({ stored: false });
    const id = harness.submit('hello');
    await harness.clock.advance(1);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', failure: { code: 'connection-lost' } });
  });

  it('stores line and address a session answered with', async () => {
    const harness = createHarness();
    harness.service.setSessions([{ id: 's1', endpointId: line, fromAddress: bo }]);
    const id = harness.submit('hi', { target: { kind: 'session', sessionId: 's1' }, lineName: undefined });
    await harness.clock.advance(1);
    expect(harness.service.requests).toEqual([{ sessionId: 's1', body: 'hi' }]);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', sessionId: 's1', endpointId: line, address: bo });
    expect(value(await harness.messages.page({ search: '6668888', limit: 5 })).items.map((item) => item.id)).toEqual([id]);
  });
});
