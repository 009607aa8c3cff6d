import { describe, expect, it } from 'vitest';
import { ann, bo, line, unknown } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';

const lost = unknown(true);

describe('looking up an unknown outcome by two clocks', () => {
  it('reckons with a clock of the service that is hours ahead, and with ours set back an hour meanwhile', async () => {
    const harness = createHarness();
    harness.service.setAhead(5 * 3_600_000);
    harness.service.nextSends(lost);
    const id = harness.submit('hello');
    await harness.clock.advance(1000);
    harness.clock.jump(-3_600_000);
    harness.service.setAhead(6 * 3_600_000);
    await harness.clock.advance(5000);
    expect(harness.state(id)).toBe('accepted');
  });

  it.each([0, 5000, 60_000])('is found once where the dates of the service are %i ms behind its own clock', async (behind) => {
    const harness = createHarness();
    harness.service.keep({
      direction: 'Outgoing',
      endpointId: line,
      otherAddress: bo,
      text: 'earlier',
      at: harness.clock.now() - 3_600_000,
    });
    harness.service.setDatesBehind(behind);
    harness.service.nextSends(lost);
    const id = harness.submit('hello');
    harness.messages.startPull();
    await harness.clock.advance(90_000);
    await harness.idle();
    expect(harness.get(id)).toMatchObject({ state: 'accepted', serverId: 'server-2' });
    const { items } = value(await harness.messages.page({ search: 'hello', limit: 10 }));
    expect(items.map((item) => item.id)).toEqual([id]);
    harness.messages.stopPull();
  });

  it('takes no equal text of a colleague for its own after a Date header that was wrong', async () => {
    const harness = createHarness();
    harness.service.failLists({ code: 'server-error', status: 500 });
    harness.service.keep({
      direction: 'Outgoing',
      endpointId: line,
      otherAddress: ann,
      text: 'hello',
      at: harness.clock.now() - 1_800_000,
    });
    harness.service.setClock({ leastMs: -3_600_000, mostMs: 0 });
    harness.service.nextSends(unknown(false));
    const id = harness.submit('hello');
    await harness.clock.advance(100);
    harness.service.failLists(undefined);
    await harness.clock.advance(70_000);
    expect(harness.get(id)).toMatchObject({ state: 'unknown', lookup: 'given-up' });
  });

  it('stays unknown where the listing before the attempt failed and dates are too close to tell', async () => {
    const harness = createHarness();
    harness.service.failLists({ code: 'server-error', status: 500 });
    harness.service.nextSends(unknown(false));
    const id = harness.submit('hello');
    await harness.clock.advance(100);
    harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
    harness.service.failLists(undefined);
    await harness.clock.advance(70_000);
    expect(harness.state(id)).toBe('unknown');
  });
});
