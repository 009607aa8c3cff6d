import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageInfo } from '../../../../main/evo-voice/dtos.ts';
import { isSimilar } from '../../../../main/messages/sync/candidates.ts';
import { createDesk, turns, value } from '../desk.ts';
import { ann, bo, line, unknown } from '../fake-service.ts';

const lost = unknown(true);
const text = '“Yes” – we’re  open 👍';

/** What services make of a text. */
const straightened = '"Yes" - we\'re open ?';
const changes: readonly (readonly [string, Partial<MessageInfo>])[] = [
  ['quotes made straight', { text: '"Yes" – we\'re  open 👍' }],
  ['blanks made one', { text: '“Yes” – we’re open 👍' }],
  ['an emoji that was dropped', { text: '“Yes” – we’re  open ' }],
  ['an emoji that became a question mark', { text: '“Yes” – we’re  open ?' }],
  ['all of it', { text: straightened }],
  ['words added at the end', { text: `${straightened} Reply STOP to end` }],
  ['the number written in another way', { otherAddress: 'tel:+1-555-666-7777' }],
];

type Desk = ReturnType<typeof createDesk>;
const rowsOf = async (desk: Desk) => value(await desk.messages.page({ search: '', limit: 100 })).items;
const another = (change: Partial<MessageInfo>): Omit<MessageInfo, 'id' | 'date'> => ({
  direction: 'Outgoing',
  endpointId: line,
  otherAddress: ann,
  ...change,
});

/** Pulls until nothing is left to pull. */
async function pull(desk: Desk): Promise<void> {
  desk.messages.stopPull();
  desk.messages.startPull();
  for (let look = 0; look < 6; look++) {
    await desk.clock.advance(31_000);
    await turns();
  }
}

describe('a message that the service changed', () => {
  it.each(changes)('%s: one row, which asks about it', async (_, change) => {
    const desk = createDesk();
    desk.service.setChange((info) => ({ ...info, ...change }));
    desk.service.nextSends(lost);
    const id = desk.submit(text);
    await desk.clock.advance(2001);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', candidate: { serverId: 'server-1', text: change.text ?? text } });
    await pull(desk);
    expect(await rowsOf(desk)).toMatchObject([{ id, state: 'unknown', candidate: { serverId: 'server-1' } }]);
  });

  it('is the one in the row when the person says so', async () => {
    const desk = createDesk();
    desk.service.setChange((info) => ({ ...info, text: straightened }));
    desk.service.nextSends(lost);
    const id = desk.submit(text);
    await desk.clock.advance(2001);
    expect(value(desk.messages.act(id, 'is-this-it')).message).toMatchObject({
      state: 'accepted',
      serverId: 'server-1',
      text,
      candidate: undefined,
    });
    await pull(desk);
    expect(await rowsOf(desk)).toMatchObject([{ id, state: 'accepted', serverId: 'server-1' }]);
    expect(desk.service.requests).toHaveLength(1);
  });

  it('becomes a row of its own when the person says no, and is not asked about again', async () => {
    const desk = createDesk();
    desk.service.setChange((info) => ({ ...info, text: straightened }));
    desk.service.nextSends(lost);
    const id = desk.submit(text);
    await desk.clock.advance(2001);
    expect(value(desk.messages.act(id, 'is-not-it')).message).toMatchObject({
      state: 'unknown',
      lookup: 'checking',
      candidate: undefined,
    });
    await desk.clock.advance(70_000);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up', candidate: undefined });
    await pull(desk);
    expect((await rowsOf(desk)).map(({ state, serverId, candidate }) => [state, serverId, candidate])).toEqual(
      expect.arrayContaining([
        ['unknown', undefined, undefined],
        ['accepted', 'server-1', undefined],
      ]),
    );
    expect(desk.messages.act(id, 'is-this-it')).toEqual({ ok: false, error: { code: 'not-possible-now' } });
  });

  it('is not taken in while its request is still out', async () => {
    const desk = createDesk();
    desk.service.setChange((info) => ({ ...info, text: straightened }));
    let end = () => {};
    const until = new Promise<void>((resolve) => {
      end = resolve;
    });
    desk.service.nextSends({ ...lost, until });
    const id = desk.submit(text);
    await desk.clock.advance(1);
    await pull(desk);
    expect(await rowsOf(desk)).toMatchObject([{ id, state: 'sending' }]);
    end();
    await desk.clock.advance(2001);
    await pull(desk);
    expect(await rowsOf(desk)).toMatchObject([{ id, state: 'unknown', candidate: { serverId: 'server-1' } }]);
  });

  it('runs in a chat session, whose row takes its line and person', async () => {
    const desk = createDesk();
    desk.service.setSessions([{ id: 's1', endpointId: line, fromAddress: bo }]);
    desk.service.setChange((info) => ({ ...info, text: straightened, endpointDisplayName: 'Main' }));
    desk.service.nextSends(lost);
    const id = desk.submit(text, { target: { kind: 'session', sessionId: 's1' }, lineName: undefined });
    await desk.clock.advance(2001);
    expect(value(desk.messages.act(id, 'is-this-it')).message).toMatchObject({
      state: 'accepted',
      endpointId: line,
      lineName: 'Main',
      address: bo,
    });
  });

  it('outlives a restart, and is found where the app was killed while it sent', async () => {
    const desk = createDesk();
    desk.service.setChange((info) => ({ ...info, text: straightened }));
    desk.service.nextSends({ stored: true, until: new Promise<void>(() => {}) });
    const id = desk.submit(text);
    await desk.clock.advance(1);
    desk.restart();
    await desk.clock.advance(2001);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', candidate: { text: straightened } });
    desk.restart();
    expect(desk.get(id)).toMatchObject({ state: 'unknown', candidate: { text: straightened } });
  });
});

describe('nobody is asked about', () => {
  it('two that are like it: each becomes a row', async () => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false));
    const id = desk.submit(text);
    await desk.clock.advance(100);
    desk.service.keep(another({ text: straightened }));
    desk.service.keep(another({ text: `${straightened}!` }));
    await pull(desk);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', candidate: undefined });
    expect(await rowsOf(desk)).toHaveLength(3);
  });

  it.each<[string, Partial<MessageInfo>]>([
    ['something else entirely', { text: 'The parcel is at the door.' }],
    ['one on another line', { text: straightened, endpointId: 'ep-other' }],
    ['one to somebody else', { text: straightened, otherAddress: bo }],
    ['one that came in', { text: straightened, direction: 'Incoming' }],
  ])('%s', async (_, change) => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false));
    const id = desk.submit(text);
    await desk.clock.advance(100);
    desk.service.keep(another(change));
    await pull(desk);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', candidate: undefined });
    expect(await rowsOf(desk)).toHaveLength(2);
  });

  it('one that was there before, or is older than the newest that was', async () => {
    const desk = createDesk();
    desk.service.keep(another({ text: straightened }));
    desk.service.nextSends(unknown(false));
    const id = desk.submit(text);
    await desk.clock.advance(100);
    desk.service.keep({ ...another({ text: straightened }), at: desk.clock.now() - 1000 });
    await pull(desk);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', candidate: undefined });
    expect(await rowsOf(desk)).toHaveLength(3);
  });

  it('anything, where the ids before the attempt are not known', async () => {
    const desk = createDesk();
    desk.service.failLists({ code: 'server-error', status: 500 });
    desk.service.nextSends(unknown(false));
    const id = desk.submit(text);
    await desk.clock.advance(100);
    desk.service.failLists(undefined);
    desk.service.keep({ ...another({ text: straightened }), at: desk.clock.now() + 60_000 });
    await pull(desk);
    expect(desk.get(id)).toMatchObject({ state: 'unknown', candidate: undefined });
  });

  it.each(['unknown', 'marked'] as const)('one that is equal to another message of ours, which is %s', async (other) => {
    const desk = createDesk();
    desk.service.nextSends(unknown(false), unknown(false));
    const [first, second] = [desk.submit('see you at 5'), desk.submit('See you at 5!')];
    await desk.clock.advance(70_000);
    if (other === 'marked') value(desk.messages.act(second, 'mark-sent'));
    desk.service.keep(another({ text: 'See you at 5!' }));
    await pull(desk);
    expect(desk.get(second)).toMatchObject({ state: 'accepted', serverId: 'server-1' });
    expect(desk.get(first)).toMatchObject({ state: 'unknown', candidate: undefined });
    expect(await rowsOf(desk)).toHaveLength(2);
  });

  it('one that a message has by now: the question goes', async () => {
    const desk = createDesk();
    let end = () => {};
    const until = new Promise<void>((resolve) => {
      end = resolve;
    });
    desk.service.nextSends(unknown(false), { stored: false, until, outcome: { kind: 'accepted', message: { id: 'late', text: 'x' } } });
    const first = desk.submit('see you at 5');
    await desk.clock.advance(1);
    const second = desk.submit('completely different words');
    await desk.clock.advance(1);
    desk.service.stored.push({ id: 'late', date: new Date(desk.clock.now()).toISOString(), ...another({ text: 'See you at 5!' }) });
    await desk.clock.advance(2001);
    expect(desk.get(first)).toMatchObject({ state: 'unknown', candidate: { serverId: 'late' } });
    end();
    await desk.clock.advance(1);
    expect(desk.get(second)).toMatchObject({ state: 'accepted', serverId: 'late' });
    expect(desk.messages.act(first, 'is-this-it')).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    await desk.clock.advance(5000);
    expect(desk.get(first)).toMatchObject({ state: 'unknown', candidate: undefined });
  });
});

it('whatever colleagues write meanwhile: every message of the service is one row, or one question', async () => {
  const words = fc.constantFrom('see you at 5', 'See you at 5!', 'see you at 6', 'OK', 'ok 👍', '👍', 'The parcel is here');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ ours: fc.boolean(), text: words, changed: words, arrives: fc.boolean(), wait: fc.constantFrom(1, 3000) }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.array(fc.constantFrom('is-this-it', 'is-not-it', 'check-again', 'mark-sent', 'send-again' as const), { maxLength: 6 }),
      async (story, answers) => {
        const desk = createDesk();
        const ids: number[] = [];
        desk.messages.startPull();
        for (const { ours, text: said, changed, arrives, wait } of story) {
          desk.service.setChange((info) => (ours ? { ...info, text: changed } : info));
          if (ours) {
            desk.service.nextSends(unknown(arrives));
            ids.push(desk.submit(said));
          } else desk.service.keep(another({ text: said }));
          await desk.clock.advance(wait);
        }
        for (const [index, answer] of answers.entries()) {
          const id = ids[index % Math.max(ids.length, 1)];
          if (id !== undefined) desk.messages.act(id, answer);
          await desk.clock.advance(40_000);
          await turns();
        }
        await pull(desk);
        await pull(desk);
        const rows = await rowsOf(desk);
        const held = rows.flatMap(({ serverId, candidate }) => [serverId, candidate?.serverId]).filter((id) => id !== undefined);
        expect(new Set(held).size).toBe(held.length);
        expect([...held].sort()).toEqual(desk.service.stored.map(({ id }) => id).sort());
        for (const row of rows) if (row.candidate !== undefined) expect(row.state).toBe('unknown');
        desk.messages.stopPull();
        desk.database.close();
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

describe('isSimilar', () => {
  it.each([
    ['On my way', 'on my  way!', true],
    ['café', 'cafe', true],
    ['👍', '?', true],
    ['👍', '', true],
    ['👍', '🎉', true],
    ['Straße 5', 'Strasse 5', true],
    ['Please call me back today', 'Please call me b', true],
    ['On my way', 'Sorry, closed', false],
    ['👍', 'On my way', false],
    ['a', 'b', false],
    ['Yes', 'Yes, and here is a whole story that nobody wrote before', false],
  ])('%j and %j: %s', (a, b, is) => {
    expect(isSimilar(a, b)).toBe(is);
    expect(isSimilar(b, a)).toBe(is);
  });
});
