import { describe, expect, it } from 'vitest';
import { createDesk, turns, value } from './desk.ts';
import { ann, bo, line } from './fake-service.ts';

const day = 86_400_000;

/** Lets the pull work for some time of the desk's clock. */
async function pass(desk: ReturnType<typeof createDesk>, ms: number): Promise<void> {
  for (let done = 0; done < ms; done += 1000) {
    await desk.clock.advance(1000);
    await turns();
  }
}

const incoming = (text: string, at: number) => ({ direction: 'Incoming', endpointId: line, otherAddress: ann, text, at });
const texts = async (desk: ReturnType<typeof createDesk>) =>
  value(await desk.messages.page({ search: '', limit: 1000 })).items.map(({ text }) => text);

describe('the pull', () => {
  it('fetches old messages page by page, newest first, goes on after a restart, then looks for new ones', async () => {
    const desk = createDesk();
    for (let n = 0; n < 250; n++) desk.service.keep(incoming(`old ${n}`, desk.clock.now() - (250 - n) * 60_000));
    desk.messages.startPull();
    await pass(desk, 1000);
    expect((await texts(desk)).slice(0, 2)).toEqual(['old 249', 'old 248']);
    expect((await texts(desk)).length).toBeLessThan(250);
    desk.restart();
    desk.messages.startPull();
    await pass(desk, 10_000);
    expect(await texts(desk)).toHaveLength(250);
    desk.service.keep(incoming('new', desk.clock.now()));
    await pass(desk, 35_000);
    expect((await texts(desk))[0]).toBe('new');
    expect(await texts(desk)).toHaveLength(251);
    desk.messages.stopPull();
    const before = desk.service.lists();
    await pass(desk, 60_000);
    expect(desk.service.lists()).toBe(before);
  });

  it('shows a message of ours once, whether it is on its way, unknown or accepted when the service lists it', async () => {
    const desk = createDesk();
    desk.messages.startPull();
    await pass(desk, 3000);
    let open = () => {};
    const until = new Promise<void>((resolve) => {
      open = resolve;
    });
    desk.service.nextSends({ stored: true, until }, { stored: true, outcome: { kind: 'unknown', failure: { code: 'timeout' } } });
    const onItsWay = desk.submit('on its way');
    const unknown = desk.submit('unknown', { target: { kind: 'sms', endpointId: line, toAddress: bo } });
    await pass(desk, 40_000);
    expect(desk.state(onItsWay)).toBe('sending');
    open();
    await pass(desk, 80_000);
    expect([desk.state(onItsWay), desk.state(unknown)]).toEqual(['accepted', 'accepted']);
    expect(await texts(desk)).toHaveLength(2);
    desk.messages.stopPull();
  });

  it('merges a row that was pulled before the answer to its own request came', async () => {
    const desk = createDesk();
    desk.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
    desk.messages.startPull();
    await pass(desk, 2000);
    const [pulled] = value(await desk.messages.page({ search: '', limit: 5 })).items;
    desk.service.nextSends({ stored: false, outcome: { kind: 'accepted', message: { id: pulled?.serverId ?? '' } } });
    const id = desk.submit('hello');
    await pass(desk, 2000);
    expect(value(await desk.messages.page({ search: '', limit: 5 })).items.map((item) => item.id)).toEqual([id]);
    desk.messages.stopPull();
  });

  it('does not bring back what a person deleted', async () => {
    const desk = createDesk();
    desk.service.keep(incoming('go away', desk.clock.now()));
    desk.messages.startPull();
    await pass(desk, 3000);
    const [item] = value(await desk.messages.page({ search: '', limit: 5 })).items;
    expect(value(await desk.messages.remove([item?.id ?? 0]))).toBe(1);
    await pass(desk, 90_000);
    expect(await texts(desk)).toEqual([]);
    desk.messages.stopPull();
  });

  it('begins with the newest message of each conversation, and shows each message once', async () => {
    const desk = createDesk();
    const rare = desk.service.keep({ ...incoming('from a rare visitor', desk.clock.now() - 300 * day), otherAddress: bo });
    desk.service.conversations.push(rare);
    for (let n = 0; n < 150; n++) desk.service.keep(incoming(`often ${n}`, desk.clock.now() - n * 60_000));
    desk.messages.startPull();
    await pass(desk, 1000);
    expect(await texts(desk)).toContain('from a rare visitor');
    expect(await texts(desk)).toHaveLength(101);
    await pass(desk, 5000);
    expect(await texts(desk)).toHaveLength(151);
    desk.messages.stopPull();
  });

  it('puts somebody the service writes in national form into the conversation that is there', async () => {
    const desk = createDesk();
    desk.submit('hello');
    await desk.clock.advance(10);
    desk.service.keep({ ...incoming('hi', desk.clock.now()), otherAddress: '(555) 666-7777' });
    desk.messages.startPull();
    await pass(desk, 3000);
    expect(value(desk.messages.conversation(line, ann, 5)).map(({ text }) => text)).toEqual(['hello', 'hi']);
    desk.messages.stopPull();
  });

  it('asks nobody while the queue is paused', async () => {
    const desk = createDesk();
    desk.messages.pause('signed-out');
    desk.messages.startPull();
    await pass(desk, 60_000);
    expect(desk.service.lists()).toBe(0);
    desk.messages.stopPull();
  });

  it('slows down when refused and stops where it may not list', async () => {
    const desk = createDesk();
    desk.service.failLists({ code: 'rate-limited', status: 429, retryAfterMs: 300_000 });
    desk.messages.startPull();
    await pass(desk, 299_000);
    expect(desk.service.lists()).toBe(1);
    expect(desk.messages.mayLookUp()).toBe(true);
    desk.service.failLists({ code: 'role-missing', status: 403 });
    await pass(desk, 700_000);
    expect(desk.service.lists()).toBe(2);
    expect(desk.messages.mayLookUp()).toBe(false);
    desk.messages.stopPull();
  });
});

describe('the history', () => {
  it('deletes one, many and all, and forgets whom one wrote to with all', async () => {
    const desk = createDesk();
    const ids = ['one', 'two', 'three'].map((text) => desk.submit(text));
    await desk.clock.advance(10);
    expect(value(await desk.messages.remove([ids[0] ?? 0, 4711]))).toBe(1);
    expect(await texts(desk)).toEqual(['three', 'two']);
    expect(value(await desk.messages.remove('all'))).toBe(2);
    expect(await texts(desk)).toEqual([]);
    expect(value(desk.messages.suggest(''))).toEqual([]);
    desk.submit('four');
    expect(value(await desk.messages.page({ search: 'four', limit: 5 })).items).toHaveLength(1);
  });

  it('keeps messages for the days asked for, and never deletes what waits for a person', async () => {
    const desk = createDesk();
    const old = desk.submit('old');
    await desk.clock.advance(1);
    desk.service.nextSends({ stored: false, outcome: { kind: 'unknown', failure: { code: 'timeout' } } });
    const open = desk.submit('open');
    await desk.clock.advance(89 * day);
    expect(value(await desk.messages.applyRetention(90))).toBe(0);
    await desk.clock.advance(2 * day);
    await turns();
    expect([desk.state(old), desk.state(open)]).toEqual(['gone', 'unknown']);
    value(await desk.messages.applyRetention(0));
    const short = desk.submit('short');
    await desk.clock.advance(1);
    expect(desk.state(short)).toBe('accepted');
    await desk.clock.advance(3 * 60_000);
    expect(desk.state(short)).toBe('gone');
    expect(value(await desk.messages.applyRetention(null))).toBe(0);
  });

  it('suggests whom one writes to, often and lately first, by name and by any digits', async () => {
    const desk = createDesk();
    const to = (address: string, name: string) => desk.submit('x', { target: { kind: 'sms', endpointId: line, toAddress: address }, name });
    for (let n = 0; n < 5; n++) to(bo, 'Bo');
    await desk.clock.advance(60 * day);
    to(ann, 'Ánn Lee');
    to('+442079460958', 'Zed');
    to('+442079460958', 'Zed');
    const names = (typed: string) => value(desk.messages.suggest(typed)).map(({ name }) => name);
    expect(names('')).toEqual(['Zed', 'Ánn Lee', 'Bo']);
    expect(names('ann')).toEqual(['Ánn Lee']);
    expect(names('666 8')).toEqual(['Bo']);
    expect(names('020 7946')).toEqual(['Zed']);
    expect(names("%' OR 1=1 --")).toEqual([]);
    expect(value(desk.messages.suggest('', 1))).toEqual([
      { address: '+442079460958', name: 'Zed', endpointId: line, lineName: 'Main line', lastAt: desk.clock.now() },
    ]);
  });

  it('gives the last messages of a conversation, oldest first', async () => {
    const desk = createDesk();
    for (const text of ['one', 'two', 'three']) {
      desk.submit(text);
      await desk.clock.advance(1);
    }
    expect(value(desk.messages.conversation(line, ann, 2)).map(({ text }) => text)).toEqual(['two', 'three']);
    expect(value(desk.messages.conversation(undefined, ann, 9))).toHaveLength(3);
    expect(value(desk.messages.conversation('ep-other', ann, 9))).toEqual([]);
  });

  it('keeps small notes as they are', () => {
    const desk = createDesk();
    value(desk.messages.setNote('lines', [{ endpointId: 'e' }]));
    desk.restart();
    expect(value(desk.messages.note('lines'))).toEqual([{ endpointId: 'e' }]);
    expect(value(desk.messages.note('nothing'))).toBeUndefined();
  });
});
