import { describe, expect, it } from 'vitest';
import type { MessageInfo } from '../../../../main/evo-voice/dtos.ts';
import { isSimilar } from '../../../../main/messages/sync/candidates.ts';
import { bo, line, unknown } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';
import { pull, rowsOf, straightened, text } from './changed-message.ts';

const lost = unknown(true);

const changes: readonly (readonly [string, Partial<MessageInfo>])[] = [
  ['quotes made straight', { text: '"Yes" – we\'re  open 👍' }],
  ['blanks made one', { text: '“Yes” – we’re open 👍' }],
  ['an emoji that was dropped', { text: '“Yes” – we’re  open ' }],
  ['an emoji that became a question mark', { text: '“Yes” – we’re  open ?' }],
  ['all of it', { text: straightened }],
  ['words added at the end', { text: `${straightened} Reply STOP to end` }],
  ['the number written in another way', { otherAddress: 'tel:+1-555-666-7777' }],
];

describe('a message that the service changed', () => {
  it.each(changes)('%s: one row, which asks about it', async (_, change) => {
    const harness = createHarness();
    harness.service.setChange((info) => ({ ...info, ...change }));
    harness.service.nextSends(lost);
    const id = harness.submit(text);
    await harness.clock.advance(2001);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', candidate: { serverId: 'server-1', text: change.text ?? text } });
    await pull(harness);
    expect(await rowsOf(harness)).toMatchObject([{ id, state: 'unknown', candidate: { serverId: 'server-1' } }]);
  });

  it('is the one in the row when the person says so', async () => {
    const harness = createHarness();
    harness.service.setChange((info) => ({ ...info, text: straightened }));
    harness.service.nextSends(lost);
    const id = harness.submit(text);
    await harness.clock.advance(2001);
    expect(value(harness.messages.act(id, 'is-this-it')).message).toMatchObject({
      state: 'accepted',
      serverId: 'server-1',
      text,
      candidate: undefined,
    });
    await pull(harness);
    expect(await rowsOf(harness)).toMatchObject([{ id, state: 'accepted', serverId: 'server-1' }]);
    expect(harness.service.requests).toHaveLength(1);
  });

  it('becomes a row of its own when the person says no, and is not asked about again', async () => {
    const harness = createHarness();
    harness.service.setChange((info) => ({ ...info, text: straightened }));
    harness.service.nextSends(lost);
    const id = harness.submit(text);
    await harness.clock.advance(2001);
    expect(value(harness.messages.act(id, 'is-not-it')).message).toMatchObject({
      state: 'unknown',
      lookup: 'checking',
      candidate: undefined,
    });
    await harness.clock.advance(70_000);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up', candidate: undefined });
    await pull(harness);
    expect((await rowsOf(harness)).map(({ state, serverId, candidate }) => [state, serverId, candidate])).toEqual(
      expect.arrayContaining([
        ['unknown', undefined, undefined],
        ['accepted', 'server-1', undefined],
      ]),
    );
    expect(harness.messages.act(id, 'is-this-it')).toEqual({ ok: false, error: { code: 'not-possible-now' } });
  });

  it('is not taken in while its request is still out', async () => {
    const harness = createHarness();
    harness.service.setChange((info) => ({ ...info, text: straightened }));
    let end = () => {};
    const until = new Promise<void>((resolve) => {
      end = resolve;
    });
    harness.service.nextSends({ ...lost, until });
    const id = harness.submit(text);
    await harness.clock.advance(1);
    await pull(harness);
    expect(await rowsOf(harness)).toMatchObject([{ id, state: 'sending' }]);
    end();
    await harness.clock.advance(2001);
    await pull(harness);
    expect(await rowsOf(harness)).toMatchObject([{ id, state: 'unknown', candidate: { serverId: 'server-1' } }]);
  });

  it('runs in a chat session, whose row takes its line and person', async () => {
    const harness = createHarness();
    harness.service.setSessions([{ id: 's1', endpointId: line, fromAddress: bo }]);
    harness.service.setChange((info) => ({ ...info, text: straightened, endpointDisplayName: 'Main' }));
    harness.service.nextSends(lost);
    const id = harness.submit(text, { target: { kind: 'session', sessionId: 's1' }, lineName: undefined });
    await harness.clock.advance(2001);
    expect(value(harness.messages.act(id, 'is-this-it')).message).toMatchObject({
      state: 'accepted',
      endpointId: line,
      lineName: 'Main',
      address: bo,
    });
  });

  it('outlives a restart, and is found where the app was killed while it sent', async () => {
    const harness = createHarness();
    harness.service.setChange((info) => ({ ...info, text: straightened }));
    harness.service.nextSends({ stored: true, until: new Promise<void>(() => {}) });
    const id = harness.submit(text);
    await harness.clock.advance(1);
    harness.restart();
    await harness.clock.advance(2001);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', candidate: { text: straightened } });
    harness.restart();
    expect(harness.get(id)).toMatchObject({ state: 'unknown', candidate: { text: straightened } });
  });
});

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
