import { expect, it } from 'vitest';
import { createDesk, value } from '../desk.ts';
import { ann, line, notProcessed, refused, unknown } from '../fake-service.ts';

const unsent = (desk: ReturnType<typeof createDesk>) => value(desk.messages.unsent());

it('counts every message with an open end, and none whose end is known', async () => {
  const desk = createDesk();
  expect(unsent(desk)).toBe(0);
  desk.service.nextSends({ stored: true }, refused('No such number'), unknown(false));
  const accepted = desk.submit('Arrives');
  await desk.clock.advance(0);
  const failed = desk.submit('Refused');
  await desk.clock.advance(0);
  const lost = desk.submit('Who knows');
  await desk.clock.advance(0);
  desk.messages.pause('offline');
  const queued = desk.submit('Waits');
  const held = desk.submit('Held', { holdMs: 5000 });
  const scheduled = desk.submit('Later', { sendAt: desk.clock.now() + 60_000 });
  expect([accepted, failed, lost, queued, held, scheduled].map(desk.state)).toEqual([
    'accepted',
    'failed',
    'unknown',
    'queued',
    'held',
    'scheduled',
  ]);
  desk.service.keep({ direction: 'Incoming', endpointId: line, otherAddress: ann, text: 'Hello' });
  expect(unsent(desk)).toBe(5);
});

it('counts what is on its way', async () => {
  const desk = createDesk();
  desk.service.nextSends({ stored: true, until: new Promise(() => {}) });
  const id = desk.submit('Slow');
  await desk.clock.advance(0);
  expect(desk.state(id)).toBe('sending');
  expect(unsent(desk)).toBe(1);
});

it('leaves out what a person hid, and counts drafts with a text', async () => {
  const desk = createDesk();
  desk.service.nextSends(notProcessed({ code: 'unreachable' }));
  const id = desk.submit('Out of the way');
  await desk.clock.advance(0);
  expect(unsent(desk)).toBe(1);
  desk.database.prepare('UPDATE message SET hidden_at = 1 WHERE id = ?').run(id);
  expect(unsent(desk)).toBe(0);
  const insert = desk.database.prepare("INSERT INTO draft (address, text, exact_text, caret, at) VALUES ('', ?, ?, 0, 0)");
  insert.run('Half written', null);
  insert.run('', null);
  insert.run('', '"\\ud800"');
  expect(unsent(desk)).toBe(2);
});
