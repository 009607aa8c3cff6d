import { describe, expect, it } from 'vitest';
import { ann, bo, line, unknown } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';

const lost = unknown(true);

describe('looking up an unknown outcome', () => {
  it('finds the message after two seconds and takes its id', async () => {
    const harness = createHarness();
    harness.service.nextSends(lost);
    const id = harness.submit('hello');
    await harness.clock.advance(1999);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', lookup: 'checking', failure: { code: 'timeout' } });
    await harness.clock.advance(2);
    expect(harness.get(id)).toMatchObject({ state: 'accepted', serverId: 'server-1', lookup: undefined });
  });

  it('asks at 2, 5, 15 and 60 s, then says that it was not found, and asks again on demand', async () => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false));
    const id = harness.submit('hello');
    await harness.clock.advance(0);
    const asked: number[] = [];
    for (let second = 1; second <= 70; second++) {
      const before = harness.service.lists();
      await harness.clock.advance(1000);
      if (harness.service.lists() > before) asked.push(second);
    }
    expect(asked).toEqual([2, 5, 15, 60]);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
    harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
    expect(value(harness.messages.act(id, 'check-again')).message?.lookup).toBe('checking');
    await harness.clock.advance(1);
    expect(harness.state(id)).toBe('accepted');
  });

  it('resolves two equal texts as two, and one of two as one', async () => {
    const harness = createHarness();
    harness.service.nextSends(lost, unknown(false), lost);
    const ids = [harness.submit('hello'), harness.submit('hello'), harness.submit('hello')];
    await harness.clock.advance(70_000);
    const rows = ids.map(harness.get);
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
      const harness = createHarness();
      const keep = () =>
        harness.service.keep({
          direction: 'Outgoing',
          endpointId: line,
          otherAddress: ann,
          text: 'hello',
          ...change,
          ...(at === undefined ? {} : { at: harness.clock.now() + at }),
        });
      if (when === 'before') keep();
      harness.service.nextSends(unknown(false));
      const id = harness.submit('hello');
      await harness.clock.advance(1000);
      if (when === 'after') keep();
      await harness.clock.advance(70_000);
      expect(harness.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
    },
  );

  it.each([
    ['without the plus', { otherAddress: '15556667777' }],
    ['as people write it', { otherAddress: '(555) 666-7777' }],
    ['with LF for CRLF and trimmed', { text: 'a\nb' }],
  ])('knows its message written %s', async (_, change) => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false));
    const id = harness.submit(' a\r\nb ');
    await harness.clock.advance(100);
    harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: ' a\r\nb ', ...change });
    await harness.clock.advance(5000);
    expect(harness.state(id)).toBe('accepted');
  });

  it('prefers equal text over text that is equal but for blanks', async () => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false), unknown(false));
    const [loose, exact] = [harness.submit('hi '), harness.submit('hi')];
    await harness.clock.advance(100);
    harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hi' });
    await harness.clock.advance(70_000);
    expect([harness.state(loose), harness.state(exact)]).toEqual(['unknown', 'accepted']);
  });

  it('says so where the login may not list messages, and still sends', async () => {
    const harness = createHarness();
    harness.service.failLists({ code: 'role-missing', status: 403 });
    harness.service.nextSends({ stored: true }, unknown(true));
    const [sent, open] = [harness.submit('first'), harness.submit('second')];
    await harness.clock.advance(70_000);
    expect(harness.state(sent)).toBe('accepted');
    expect(harness.get(open)).toMatchObject({ state: 'unknown', lookup: 'not-permitted' });
  });

  it('finds a message into a running session by its line and people, and gives up when the session is gone', async () => {
    const harness = createHarness();
    const target = { kind: 'session', sessionId: 's1' } as const;
    harness.service.setSessions([{ id: 's1', endpointId: line, fromAddress: bo }]);
    harness.service.nextSends(lost, unknown(false));
    const found = harness.submit('in the room', { target, lineName: undefined });
    await harness.clock.advance(6000);
    expect(harness.get(found)).toMatchObject({ state: 'accepted', endpointId: line, address: bo });
    harness.service.setSessions([]);
    const lostRow = harness.submit('too late', { target, lineName: undefined });
    await harness.clock.advance(70_000);
    expect(harness.get(lostRow)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
  });

  it('takes a person at their word, and gives the row its id when the message turns up', async () => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false));
    const marked = harness.submit('one');
    await harness.clock.advance(70_000);
    expect(value(harness.messages.act(marked, 'mark-sent')).message).toMatchObject({ state: 'accepted', serverId: undefined });
    harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'one' });
    harness.messages.startPull();
    await harness.clock.advance(60_000);
    await harness.idle();
    await harness.clock.advance(60_000);
    expect(harness.get(marked)).toMatchObject({ state: 'accepted', serverId: 'server-1' });
    expect(value(await harness.messages.page({ search: '', limit: 10 })).items).toHaveLength(1);
    harness.messages.stopPull();
  });
});
