import { expect, it } from 'vitest';
import { createIndexMerge } from '../../../../main/messages/store/index-merge.ts';
import { createMessageStore } from '../../../../main/messages/store/message-store.ts';
import { fakeClock } from '../../../fakes/clock.ts';
import { memory } from '../harness.ts';

it('merges the index some time after changes, in more than one step, and finds what it found before', async () => {
  const database = memory();
  const store = createMessageStore(database);
  const clock = fakeClock();
  const indexMerge = createIndexMerge(database, clock);
  for (let n = 0; n < 60; n++) {
    store.insert({ state: 'received', own: false, at: n, address: '', text: `text ${n}` });
    indexMerge.scheduleMerge();
  }
  const size = () => Number(database.prepare('SELECT count(*) AS n FROM message_text_data').get()?.n);
  const hits = () => database.prepare(`SELECT rowid FROM message_text WHERE message_text MATCH '"ext"'`).all().length;
  const before = size();
  await clock.advance(1999);
  expect(size()).toBe(before);
  await clock.advance(1);
  expect(size()).toBeLessThan(before);
  await clock.advance(10_000);
  await indexMerge.mergeAll();
  expect(hits()).toBe(60);
  indexMerge.stop();
});
