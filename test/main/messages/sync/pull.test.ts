import { describe, expect, it } from 'vitest';
import { ann, bo, line } from '../fake-service.ts';
import { createHarness, type Harness, value } from '../harness.ts';

const day = 86_400_000;

const incoming = (text: string, at: number) => ({ direction: 'Incoming', endpointId: line, otherAddress: ann, text, at });
const texts = async (harness: Harness) => value(await harness.messages.page({ search: '', limit: 1000 })).items.map(({ text }) => text);

describe('the pull', () => {
  it('fetches old messages page by page, newest first, goes on after a restart, then looks for new ones', async () => {
    const harness = createHarness();
    for (let n = 0; n < 250; n++) harness.service.keep(incoming(`old ${n}`, harness.clock.now() - (250 - n) * 60_000));
    harness.messages.startPull();
    await harness.pass(1000);
    expect((await texts(harness)).slice(0, 2)).toEqual(['old 249', 'old 248']);
    expect((await texts(harness)).length).toBeLessThan(250);
    harness.restart();
    harness.messages.startPull();
    await harness.pass(10_000);
    expect(await texts(harness)).toHaveLength(250);
    harness.service.keep(incoming('new', harness.clock.now()));
    await harness.pass(35_000);
    expect((await texts(harness))[0]).toBe('new');
    expect(await texts(harness)).toHaveLength(251);
    harness.messages.stopPull();
    const before = harness.service.lists();
    await harness.pass(60_000);
    expect(harness.service.lists()).toBe(before);
  });

  it('shows a message of ours once, whether it is on its way, unknown or accepted when the service lists it', async () => {
    const harness = createHarness();
    harness.messages.startPull();
    await harness.pass(3000);
    let open = () => {};
    const until = new Promise<void>((resolve) => {
      open = resolve;
    });
    harness.service.nextSends({ stored: true, until }, { stored: true, outcome: { kind: 'unknown', failure: { code: 'timeout' } } });
    const onItsWay = harness.submit('on its way');
    const unknown = harness.submit('unknown', { target: { kind: 'sms', endpointId: line, toAddress: bo } });
    await harness.pass(40_000);
    expect(harness.state(onItsWay)).toBe('sending');
    open();
    await harness.pass(80_000);
    expect([harness.state(onItsWay), harness.state(unknown)]).toEqual(['accepted', 'accepted']);
    expect(await texts(harness)).toHaveLength(2);
    harness.messages.stopPull();
  });

  it('merges a row that was pulled before the answer to its own request came', async () => {
    const harness = createHarness();
    harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
    harness.messages.startPull();
    await harness.pass(2000);
    const [pulled] = value(await harness.messages.page({ search: '', limit: 5 })).items;
    harness.service.nextSends({ stored: false, outcome: { kind: 'accepted', message: { id: pulled?.serverId ?? '' } } });
    const id = harness.submit('hello');
    await harness.pass(2000);
    expect(value(await harness.messages.page({ search: '', limit: 5 })).items.map((item) => item.id)).toEqual([id]);
    harness.messages.stopPull();
  });

  it('does not bring back what a person deleted', async () => {
    const harness = createHarness();
    harness.service.keep(incoming('go away', harness.clock.now()));
    harness.messages.startPull();
    await harness.pass(3000);
    const [item] = value(await harness.messages.page({ search: '', limit: 5 })).items;
    expect(value(await harness.messages.remove([item?.id ?? 0]))).toBe(1);
    await harness.pass(90_000);
    expect(await texts(harness)).toEqual([]);
    harness.messages.stopPull();
  });

  it('begins with the newest message of each conversation, and shows each message once', async () => {
    const harness = createHarness();
    const rare = harness.service.keep({ ...incoming('from a rare visitor', harness.clock.now() - 300 * day), otherAddress: bo });
    harness.service.conversations.push(rare);
    for (let n = 0; n < 150; n++) harness.service.keep(incoming(`often ${n}`, harness.clock.now() - n * 60_000));
    harness.messages.startPull();
    await harness.pass(1000);
    expect(await texts(harness)).toContain('from a rare visitor');
    expect(await texts(harness)).toHaveLength(101);
    await harness.pass(5000);
    expect(await texts(harness)).toHaveLength(151);
    harness.messages.stopPull();
  });

  it('puts somebody the service writes in national form into the conversation that is there', async () => {
    const harness = createHarness();
    harness.submit('hello');
    await harness.clock.advance(10);
    harness.service.keep({ ...incoming('hi', harness.clock.now()), otherAddress: '(555) 666-7777' });
    harness.messages.startPull();
    await harness.pass(3000);
    expect(value(harness.messages.conversation(line, ann, 5)).map(({ text }) => text)).toEqual(['hello', 'hi']);
    harness.messages.stopPull();
  });

  it('asks nobody while the queue is paused', async () => {
    const harness = createHarness();
    harness.messages.pause('signed-out');
    harness.messages.startPull();
    await harness.pass(60_000);
    expect(harness.service.lists()).toBe(0);
    harness.messages.stopPull();
  });

  it('slows down when refused and stops where it may not list', async () => {
    const harness = createHarness();
    harness.service.failLists({ code: 'rate-limited', status: 429, retryAfterMs: 300_000 });
    harness.messages.startPull();
    await harness.pass(299_000);
    expect(harness.service.lists()).toBe(1);
    expect(harness.messages.mayLookUp()).toBe(true);
    harness.service.failLists({ code: 'role-missing', status: 403 });
    await harness.pass(700_000);
    expect(harness.service.lists()).toBe(2);
    expect(harness.messages.mayLookUp()).toBe(false);
    harness.messages.stopPull();
  });
});
