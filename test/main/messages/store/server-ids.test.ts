import { describe, expect, it } from 'vitest';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { ann, unknown } from '../fake-service.ts';
import { createHarness, memory } from '../harness.ts';

describe('the identity of a message', () => {
  it('is one row for one id of the service, also where it makes one message of two equal requests', async () => {
    const harness = createHarness();
    const one = harness.submit('hello');
    await harness.clock.advance(1);
    const serverId = harness.get(one).serverId ?? '';
    harness.service.nextSends({ stored: false, outcome: { kind: 'accepted', message: { id: serverId } } }, unknown(false));
    const two = harness.submit('hello');
    const three = harness.submit('hello');
    await harness.clock.advance(70_000);
    expect([one, two, three].map((id) => [harness.get(id).state, harness.get(id).serverId])).toEqual([
      ['accepted', serverId],
      ['accepted', undefined],
      ['unknown', undefined],
    ]);
  });

  it('is refused by the table itself when two rows claim one id', () => {
    const store = createMessageStore(memory());
    const row = { state: 'accepted', own: false, at: 1, address: ann, text: '', serverId: 'm1' } as const;
    store.insert(row);
    expect(() => store.insert(row)).toThrow(/UNIQUE/);
  });
});
