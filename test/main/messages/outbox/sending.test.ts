import { describe, expect, it } from 'vitest';
import { createDesk, value } from '../desk.ts';
import { ann, bo, line, notProcessed, refused, unknown } from '../fake-service.ts';

describe('sending', () => {
  it('has the row on disk as `sending` when the request starts, and stores what the service answered', async () => {
    const desk = createDesk();
    let open = () => {};
    const until = new Promise<void>((resolve) => {
      open = resolve;
    });
    desk.service.nextSends({ stored: true, until });
    const id = desk.submit('hello');
    await desk.clock.advance(1);
    expect(desk.service.requests).toEqual([{ endpointId: line, toAddress: ann, body: 'hello' }]);
    expect(desk.state(id)).toBe('sending');
    open();
    await desk.clock.advance(1);
    expect(desk.get(id)).toMatchObject({ state: 'accepted', serverId: 'server-1', address: ann, lineName: 'Main line' });
  });

  it('holds for undo, gives everything back, and sends nothing', async () => {
    const desk = createDesk();
    const id = desk.submit('wait a moment', { holdMs: 5000, caret: 4 });
    expect(desk.get(id)).toMatchObject({ state: 'held', nextAt: desk.clock.now() + 5000 });
    await desk.clock.advance(4999);
    expect(value(desk.messages.held())).toHaveLength(1);
    const draft = { endpointId: line, sessionId: undefined, to: ann, text: 'wait a moment', caret: 4 };
    const undone = value(desk.messages.act(id, 'undo'));
    expect(undone).toMatchObject({ draft, message: undefined });
    expect(value(desk.messages.drafts.show(undone.draft?.id ?? 0))).toMatchObject(draft);
    await desk.clock.advance(60_000);
    expect(desk.service.requests).toEqual([]);
    expect(desk.messages.act(id, 'undo')).toEqual({ ok: false, error: { code: 'message-gone' } });
  });

  it('sends when the hold ends, also when the clock is set back an hour meanwhile', async () => {
    const desk = createDesk();
    const id = desk.submit('hello', { holdMs: 5000 });
    await desk.clock.advance(5000);
    expect(desk.state(id)).toBe('accepted');
  });

  it('keeps order within a conversation, one at a time, and four at a time over all', async () => {
    const desk = createDesk();
    const gates: (() => void)[] = [];
    const gate = () => ({ stored: true, until: new Promise<void>((resolve) => void gates.push(resolve)) });
    desk.service.nextSends(...Array.from({ length: 6 }, gate));
    desk.submit('ann 1');
    desk.submit('ann 2');
    for (const n of [1, 2, 3, 4]) desk.submit(`other ${n}`, { target: { kind: 'sms', endpointId: line, toAddress: `+1555000000${n}` } });
    await desk.clock.advance(1);
    expect(desk.service.requests.map(({ body }) => body)).toEqual(['ann 1', 'other 1', 'other 2', 'other 3']);
    gates[0]?.();
    await desk.clock.advance(1);
    expect(desk.service.requests.at(-1)?.body).toBe('ann 2');
    for (const open of gates) open();
    await desk.clock.advance(1);
    expect(desk.service.requests).toHaveLength(6);
  });

  it('tries again what was provably not processed, later each time, and lets nothing of that conversation overtake it', async () => {
    const desk = createDesk();
    desk.service.nextSends(notProcessed({ code: 'unreachable' }), notProcessed({ code: 'unreachable' }));
    const first = desk.submit('first');
    const second = desk.submit('second');
    await desk.clock.advance(1);
    expect(desk.get(first)).toMatchObject({
      state: 'queued',
      attempts: 1,
      failure: { code: 'unreachable' },
      nextAt: desk.clock.now() + 1999,
    });
    await desk.clock.advance(1999);
    expect(desk.get(first)).toMatchObject({ state: 'queued', attempts: 2 });
    expect(desk.state(second)).toBe('queued');
    await desk.clock.advance(4000);
    await desk.clock.advance(1);
    expect([desk.state(first), desk.state(second)]).toEqual(['accepted', 'accepted']);
    expect(desk.service.requests.map(({ body }) => body)).toEqual(['first', 'first', 'first', 'second']);
  });

  it('waits as long as Retry-After says', async () => {
    const desk = createDesk();
    desk.service.nextSends(notProcessed({ code: 'rate-limited', status: 429, retryAfterMs: 90_000 }));
    const id = desk.submit('hello');
    await desk.clock.advance(89_999);
    expect(desk.state(id)).toBe('queued');
    await desk.clock.advance(2);
    expect(desk.state(id)).toBe('accepted');
  });

  it('fails with the sentence of the service, and sends again on demand', async () => {
    const desk = createDesk();
    desk.service.nextSends(refused('No such number.'));
    const id = desk.submit('hello');
    await desk.clock.advance(1);
    expect(desk.get(id)).toMatchObject({ state: 'failed', failure: { code: 'refused', detail: 'No such number.' } });
    value(desk.messages.act(id, 'send-again'));
    await desk.clock.advance(1);
    expect(desk.get(id)).toMatchObject({ state: 'accepted', failure: undefined });
  });

  it('never repeats a send of unknown outcome by itself', async () => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false));
    const id = desk.submit('hello');
    await desk.clock.advance(3_600_000);
    desk.messages.pause('offline');
    desk.messages.resume('offline');
    await desk.clock.advance(3_600_000);
    desk.restart();
    await desk.clock.advance(3_600_000);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
    expect(desk.service.requests).toHaveLength(1);
  });

  it('takes an exception of the client as an unknown outcome', async () => {
    const desk = createDesk();
    desk.service.nextSends({ stored: false });
    const id = desk.submit('hello');
    await desk.clock.advance(1);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', failure: { code: 'connection-lost' } });
  });

  it('stores line and address a session answered with', async () => {
    const desk = createDesk();
    desk.service.setSessions([{ id: 's1', endpointId: line, fromAddress: bo }]);
    const id = desk.submit('hi', { target: { kind: 'session', sessionId: 's1' }, lineName: undefined });
    await desk.clock.advance(1);
    expect(desk.service.requests).toEqual([{ sessionId: 's1', body: 'hi' }]);
    expect(desk.get(id)).toMatchObject({ state: 'accepted', sessionId: 's1', endpointId: line, address: bo });
    expect(value(await desk.messages.page({ search: '6668888', limit: 5 })).items.map((item) => item.id)).toEqual([id]);
  });
});
