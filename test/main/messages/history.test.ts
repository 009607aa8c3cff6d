import { describe, expect, it } from 'vitest';
import { ann, bo, line } from './fake-service.ts';
import { createHarness, type Harness, value } from './harness.ts';

const day = 86_400_000;

const texts = async (harness: Harness) => value(await harness.messages.page({ search: '', limit: 1000 })).items.map(({ text }) => text);

describe('the history', () => {
  it('deletes one, many and all, and forgets whom one wrote to with all', async () => {
    const harness = createHarness();
    const ids = ['one', 'two', 'three'].map((text) => harness.submit(text));
    await harness.clock.advance(10);
    expect(value(await harness.messages.remove([ids[0] ?? 0, 4711]))).toBe(1);
    expect(await texts(harness)).toEqual(['three', 'two']);
    expect(value(await harness.messages.remove('all'))).toBe(2);
    expect(await texts(harness)).toEqual([]);
    expect(value(harness.messages.suggest(''))).toEqual([]);
    harness.submit('four');
    expect(value(await harness.messages.page({ search: 'four', limit: 5 })).items).toHaveLength(1);
  });

  it('keeps messages for the days asked for, and never deletes what waits for a person', async () => {
    const harness = createHarness();
    const old = harness.submit('old');
    await harness.clock.advance(1);
    harness.service.nextSends({ stored: false, outcome: { kind: 'unknown', failure: { code: 'timeout' } } });
    const open = harness.submit('open');
    await harness.clock.advance(89 * day);
    expect(value(await harness.messages.applyRetention(90))).toBe(0);
    await harness.clock.advance(2 * day);
    await harness.idle();
    expect([harness.state(old), harness.state(open)]).toEqual(['gone', 'unknown']);
    value(await harness.messages.applyRetention(0));
    const short = harness.submit('short');
    await harness.clock.advance(1);
    expect(harness.state(short)).toBe('accepted');
    await harness.clock.advance(3 * 60_000);
    expect(harness.state(short)).toBe('gone');
    expect(value(await harness.messages.applyRetention(null))).toBe(0);
  });

  it('suggests whom one writes to, often and lately first, by name and by any digits', async () => {
    const harness = createHarness();
    const to = (address: string, name: string) =>
      harness.submit('x', { target: { kind: 'sms', endpointId: line, toAddress: address }, name });
    for (let n = 0; n < 5; n++) to(bo, 'Bo');
    await harness.clock.advance(60 * day);
    to(ann, 'Ánn Lee');
    to('+442079460958', 'Zed');
    to('+442079460958', 'Zed');
    const names = (typed: string) => value(harness.messages.suggest(typed)).map(({ name }) => name);
    expect(names('')).toEqual(['Zed', 'Ánn Lee', 'Bo']);
    expect(names('ann')).toEqual(['Ánn Lee']);
    expect(names('666 8')).toEqual(['Bo']);
    expect(names('020 7946')).toEqual(['Zed']);
    expect(names("%' OR 1=1 --")).toEqual([]);
    expect(value(harness.messages.suggest('', 1))).toEqual([
      { address: '+442079460958', name: 'Zed', endpointId: line, lineName: 'Main line', lastAt: harness.clock.now() },
    ]);
  });

  it('gives the last messages of a conversation, oldest first', async () => {
    const harness = createHarness();
    for (const text of ['one', 'two', 'three']) {
      harness.submit(text);
      await harness.clock.advance(1);
    }
    expect(value(harness.messages.conversation(line, ann, 2)).map(({ text }) => text)).toEqual(['two', 'three']);
    expect(value(harness.messages.conversation(undefined, ann, 9))).toHaveLength(3);
    expect(value(harness.messages.conversation('ep-other', ann, 9))).toEqual([]);
  });

  it('keeps small values as they are', () => {
    const harness = createHarness();
    value(harness.messages.writeValue('lines', [{ endpointId: 'e' }]));
    harness.restart();
    expect(value(harness.messages.readValue('lines'))).toEqual([{ endpointId: 'e' }]);
    expect(value(harness.messages.readValue('nothing'))).toBeUndefined();
  });
});
