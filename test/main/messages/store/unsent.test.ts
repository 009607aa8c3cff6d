import { expect, it } from 'vitest';
import { ann, line, notProcessed, refused, unknown } from '../fake-service.ts';
import { createHarness, value } from '../harness.ts';

const unsent = (harness: ReturnType<typeof createHarness>) => value(harness.messages.unsent());

it('counts every message with an open end, and none whose end is known', async () => {
  const harness = createHarness();
  expect(unsent(harness)).toBe(0);
  harness.service.nextSends({ stored: true }, refused('No such number'), unknown(false));
  const accepted = harness.submit('Arrives');
  await harness.clock.advance(0);
  const failed = harness.submit('Refused');
  await harness.clock.advance(0);
  const lost = harness.submit('Who knows');
  await harness.clock.advance(0);
  harness.messages.pause('offline');
  const queued = harness.submit('Waits');
  const held = harness.submit('Held', { holdMs: 5000 });
  const scheduled = harness.submit('Later', { sendAt: harness.clock.now() + 60_000 });
  expect([accepted, failed, lost, queued, held, scheduled].map(harness.state)).toEqual([
    'accepted',
    'failed',
    'unknown',
    'queued',
    'held',
    'scheduled',
  ]);
  harness.service.keep({ direction: 'Incoming', endpointId: line, otherAddress: ann, text: 'Hello' });
  expect(unsent(harness)).toBe(5);
});

it('counts what is on its way', async () => {
  const harness = createHarness();
  harness.service.nextSends({ stored: true, until: new Promise(() => {}) });
  const id = harness.submit('Slow');
  await harness.clock.advance(0);
  expect(harness.state(id)).toBe('sending');
  expect(unsent(harness)).toBe(1);
});

it('leaves out what a person hid, and counts drafts with a text', async () => {
  const harness = createHarness();
  harness.service.nextSends(notProcessed({ code: 'unreachable' }));
  const id = harness.submit('Out of the way');
  await harness.clock.advance(0);
  expect(unsent(harness)).toBe(1);
  harness.database.prepare('UPDATE message SET hidden_at = 1 WHERE id = ?').run(id);
  expect(unsent(harness)).toBe(0);
  const insert = harness.database.prepare("INSERT INTO draft (address, text, exact_text, caret, at) VALUES ('', ?, ?, 0, 0)");
  insert.run('Half written', null);
  insert.run('', null);
  insert.run('', '"\\ud800"');
  expect(unsent(harness)).toBe(2);
});
