import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageInfo } from '../../../../main/evo-voice/dtos.ts';
import { runs } from '../../../fakes/runs.ts';
import { bo, unknown } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';
import { another, pull, rowsOf, straightened, text } from './changed-message.ts';

describe('nobody is asked about', () => {
  it('two that are like it: each becomes a row', async () => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false));
    const id = harness.submit(text);
    await harness.clock.advance(100);
    harness.service.keep(another({ text: straightened }));
    harness.service.keep(another({ text: `${straightened}!` }));
    await pull(harness);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', candidate: undefined });
    expect(await rowsOf(harness)).toHaveLength(3);
  });

  it.each<[string, Partial<MessageInfo>]>([
    ['something else entirely', { text: 'The parcel is at the door.' }],
    ['one on another line', { text: straightened, endpointId: 'ep-other' }],
    ['one to somebody else', { text: straightened, otherAddress: bo }],
    ['one that came in', { text: straightened, direction: 'Incoming' }],
  ])('%s', async (_, change) => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false));
    const id = harness.submit(text);
    await harness.clock.advance(100);
    harness.service.keep(another(change));
    await pull(harness);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', candidate: undefined });
    expect(await rowsOf(harness)).toHaveLength(2);
  });

  it('one that was there before, or is older than the newest that was', async () => {
    const harness = createHarness();
    harness.service.keep(another({ text: straightened }));
    harness.service.nextSends(unknown(false));
    const id = harness.submit(text);
    await harness.clock.advance(100);
    harness.service.keep({ ...another({ text: straightened }), at: harness.clock.now() - 1000 });
    await pull(harness);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', candidate: undefined });
    expect(await rowsOf(harness)).toHaveLength(3);
  });

  it('anything, where the ids before the attempt are not known', async () => {
    const harness = createHarness();
    harness.service.failLists({ code: 'server-error', status: 500 });
    harness.service.nextSends(unknown(false));
    const id = harness.submit(text);
    await harness.clock.advance(100);
    harness.service.failLists(undefined);
    harness.service.keep({ ...another({ text: straightened }), at: harness.clock.now() + 60_000 });
    await pull(harness);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', candidate: undefined });
  });

  it.each(['unknown', 'marked'] as const)('one that is equal to another message of ours, which is %s', async (other) => {
    const harness = createHarness();
    harness.service.nextSends(unknown(false), unknown(false));
    const [first, second] = [harness.submit('see you at 5'), harness.submit('See you at 5!')];
    await harness.clock.advance(70_000);
    if (other === 'marked') value(harness.messages.act(second, 'mark-sent'));
    harness.service.keep(another({ text: 'See you at 5!' }));
    await pull(harness);
    expect(harness.get(second)).toMatchObject({ state: 'accepted', serverId: 'server-1' });
    expect(harness.get(first)).toMatchObject({ state: 'unknown', candidate: undefined });
    expect(await rowsOf(harness)).toHaveLength(2);
  });

  it('one that a message has by now: the question goes', async () => {
    const harness = createHarness();
    let end = () => {};
    const until = new Promise<void>((resolve) => {
      end = resolve;
    });
    harness.service.nextSends(unknown(false), { stored: false, until, outcome: { kind: 'accepted', message: { id: 'late', text: 'x' } } });
    const first = harness.submit('see you at 5');
    await harness.clock.advance(1);
    const second = harness.submit('completely different words');
    await harness.clock.advance(1);
    harness.service.stored.push({ id: 'late', date: new Date(harness.clock.now()).toISOString(), ...another({ text: 'See you at 5!' }) });
    await harness.clock.advance(2001);
    expect(harness.get(first)).toMatchObject({ state: 'unknown', candidate: { serverId: 'late' } });
    end();
    await harness.clock.advance(1);
    expect(harness.get(second)).toMatchObject({ state: 'accepted', serverId: 'late' });
    expect(harness.messages.act(first, 'is-this-it')).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    await harness.clock.advance(5000);
    expect(harness.get(first)).toMatchObject({ state: 'unknown', candidate: undefined });
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
        const harness = createHarness();
        const ids: number[] = [];
        harness.messages.startPull();
        for (const { ours, text: said, changed, arrives, wait } of story) {
          harness.service.setChange((info) => (ours ? { ...info, text: changed } : info));
          if (ours) {
            harness.service.nextSends(unknown(arrives));
            ids.push(harness.submit(said));
          } else harness.service.keep(another({ text: said }));
          await harness.clock.advance(wait);
        }
        for (const [index, answer] of answers.entries()) {
          const id = ids[index % Math.max(ids.length, 1)];
          if (id !== undefined) harness.messages.act(id, answer);
          await harness.clock.advance(40_000);
          await harness.idle();
        }
        await pull(harness);
        await pull(harness);
        const rows = await rowsOf(harness);
        const held = rows.flatMap(({ serverId, candidate }) => [serverId, candidate?.serverId]).filter((id) => id !== undefined);
        expect(new Set(held).size).toBe(held.length);
        expect([...held].sort()).toEqual(harness.service.stored.map(({ id }) => id).sort());
        for (const row of rows) if (row.candidate !== undefined) expect(row.state).toBe('unknown');
        harness.messages.stopPull();
        harness.database.close();
      },
    ),
    { numRuns: runs(60) },
  );
});
