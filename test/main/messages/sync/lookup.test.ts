import { describe, expect, it } from 'vitest';
import { createDesk, turns, value } from '../desk.ts';
import { ann, bo, line, unknown } from '../fake-service.ts';

const lost = { stored: true, outcome: unknown(true).outcome } as const;

describe('looking up an unknown outcome', () => {
  it('finds the message after two seconds and takes its id', async () => {
    const desk = createDesk();
    desk.service.nextSends(lost);
    const id = desk.submit('hello');
    await desk.clock.advance(1999);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', lookup: 'checking', failure: { code: 'timeout' } });
    await desk.clock.advance(2);
    expect(desk.get(id)).toMatchObject({ state: 'accepted', serverId: 'server-1', lookup: undefined });
  });

  it('asks at 2, 5, 15 and 60 s, then says that it was not found, and asks again on demand', async () => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false));
    const id = desk.submit('hello');
    await desk.clock.advance(0);
    const asked: number[] = [];
    for (let second = 1; second <= 70; second++) {
      const before = desk.service.lists();
      await desk.clock.advance(1000);
      if (desk.service.lists() > before) asked.push(second);
    }
    expect(asked).toEqual([2, 5, 15, 60]);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
    desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
    expect(value(desk.messages.act(id, 'check-again')).message?.lookup).toBe('checking');
    await desk.clock.advance(1);
    expect(desk.state(id)).toBe('accepted');
  });

  it('resolves two equal texts as two, and one of two as one', async () => {
    const desk = createDesk();
    desk.service.nextSends(lost, unknown(false), lost);
    const ids = [desk.submit('hello'), desk.submit('hello'), desk.submit('hello')];
    await desk.clock.advance(70_000);
    const rows = ids.map(desk.get);
    expect(rows.filter(({ state }) => state === 'accepted')).toHaveLength(2);
    expect(new Set(rows.map(({ serverId }) => serverId))).toEqual(new Set(['server-1', 'server-2', undefined]));
  });

  it.each([
    ['an older one with the same text', { at: -10_000 }],
    ['one that was listed before the attempt, though its date is later', { at: 3600_000 }],
    ['one of another line', { endpointId: 'ep-other' }, 'after'],
    ['one to somebody else', { otherAddress: bo }, 'after'],
    ['one that came in', { direction: 'Incoming' }, 'after'],
    ['one with another text', { text: 'Hello' }, 'after'],
  ] as [string, { readonly at?: number }, string?][])(
    'never takes %s',
    async (_, { at, ...change }: { readonly at?: number }, when: string = 'before') => {
      const desk = createDesk();
      const keep = () =>
        desk.service.keep({
          direction: 'Outgoing',
          endpointId: line,
          otherAddress: ann,
          text: 'hello',
          ...change,
          ...(at === undefined ? {} : { at: desk.clock.now() + at }),
        });
      if (when === 'before') keep();
      desk.service.nextSends(unknown(false));
      const id = desk.submit('hello');
      await desk.clock.advance(1000);
      if (when === 'after') keep();
      await desk.clock.advance(70_000);
      expect(desk.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
    },
  );

  it.each([
    ['without the plus', { otherAddress: '15556667777' }],
    ['as people write it', { otherAddress: '(555) 666-7777' }],
    ['with LF for CRLF and trimmed', { text: 'a\nb' }],
  ])('knows its message written %s', async (_, change) => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false));
    const id = desk.submit(' a\r\nb ');
    await desk.clock.advance(100);
    desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: ' a\r\nb ', ...change });
    await desk.clock.advance(5000);
    expect(desk.state(id)).toBe('accepted');
  });

  it('prefers equal text over text that is equal but for blanks', async () => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false), unknown(false));
    const [loose, exact] = [desk.submit('hi '), desk.submit('hi')];
    await desk.clock.advance(100);
    desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hi' });
    await desk.clock.advance(70_000);
    expect([desk.state(loose), desk.state(exact)]).toEqual(['unknown', 'accepted']);
  });

  it('reckons with a clock of the service that is hours ahead, and with ours set back an hour meanwhile', async () => {
    const desk = createDesk();
    desk.service.setAhead(5 * 3_600_000);
    desk.service.nextSends(lost);
    const id = desk.submit('hello');
    await desk.clock.advance(1000);
    desk.service.setAhead(6 * 3_600_000);
    await desk.clock.advance(5000);
    expect(desk.state(id)).toBe('accepted');
  });

  it.each([0, 5000, 60_000])('is found once where the dates of the service are %i ms behind its own clock', async (behind) => {
    const desk = createDesk();
    desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: bo, text: 'earlier', at: desk.clock.now() - 3_600_000 });
    desk.service.setDatesBehind(behind);
    desk.service.nextSends(lost);
    const id = desk.submit('hello');
    desk.messages.startPull();
    await desk.clock.advance(90_000);
    await turns();
    expect(desk.get(id)).toMatchObject({ state: 'accepted', serverId: 'server-2' });
    const { items } = value(await desk.messages.page({ search: 'hello', limit: 10 }));
    expect(items.map((item) => item.id)).toEqual([id]);
    desk.messages.stopPull();
  });

  it('takes no equal text of a colleague for its own after a Date header that was wrong', async () => {
    const desk = createDesk();
    desk.service.failLists({ code: 'server-error', status: 500 });
    desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello', at: desk.clock.now() - 1_800_000 });
    desk.service.setClock({ leastMs: -3_600_000, mostMs: 0 });
    desk.service.nextSends(unknown(false));
    const id = desk.submit('hello');
    await desk.clock.advance(100);
    desk.service.failLists(undefined);
    await desk.clock.advance(70_000);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
  });

  it('stays unknown where the listing before the attempt failed and dates are too close to tell', async () => {
    const desk = createDesk();
    desk.service.failLists({ code: 'server-error', status: 500 });
    desk.service.nextSends(unknown(false));
    const id = desk.submit('hello');
    await desk.clock.advance(100);
    desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
    desk.service.failLists(undefined);
    await desk.clock.advance(70_000);
    expect(desk.state(id)).toBe('unknown');
  });

  it('says so where the login may not list messages, and still sends', async () => {
    const desk = createDesk();
    desk.service.failLists({ code: 'role-missing', status: 403 });
    desk.service.nextSends({ stored: true }, unknown(true));
    const [sent, open] = [desk.submit('first'), desk.submit('second')];
    await desk.clock.advance(70_000);
    expect(desk.state(sent)).toBe('accepted');
    expect(desk.get(open)).toMatchObject({ state: 'unknown', lookup: 'not-permitted' });
  });

  it('finds a message into a running session by its line and people, and gives up when the session is gone', async () => {
    const desk = createDesk();
    const target = { kind: 'session', sessionId: 's1' } as const;
    desk.service.setSessions([{ id: 's1', endpointId: line, fromAddress: bo }]);
    desk.service.nextSends(lost, unknown(false));
    const found = desk.submit('in the room', { target, lineName: undefined });
    await desk.clock.advance(6000);
    expect(desk.get(found)).toMatchObject({ state: 'accepted', endpointId: line, address: bo });
    desk.service.setSessions([]);
    const lostRow = desk.submit('too late', { target, lineName: undefined });
    await desk.clock.advance(70_000);
    expect(desk.get(lostRow)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
  });

  it('takes a person at his word, and gives the row its id when the message turns up', async () => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false));
    const marked = desk.submit('one');
    await desk.clock.advance(70_000);
    expect(value(desk.messages.act(marked, 'mark-sent')).message).toMatchObject({ state: 'accepted', serverId: undefined });
    desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'one' });
    desk.messages.startPull();
    await desk.clock.advance(60_000);
    await turns();
    await desk.clock.advance(60_000);
    expect(desk.get(marked)).toMatchObject({ state: 'accepted', serverId: 'server-1' });
    expect(value(await desk.messages.page({ search: '', limit: 10 })).items).toHaveLength(1);
    desk.messages.stopPull();
  });
});
