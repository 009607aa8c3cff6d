import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { type Desktop, makeUserFolder } from './harness/desktop.ts';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { listItems, messageField } from './harness/journeys.ts';
import { pressKeys } from './harness/keys.ts';
import { choose, openPopup, requestsToSend, signInTo, writeAndSend } from './harness/popup-steps.ts';
import { runAsAppUser } from './harness/processes.ts';

const ann = '+12025550172';
/** Copies a data folder as its user does, so that it belongs to the same one. */
async function copyFolder(from: string, to: string, { env }: Desktop): Promise<void> {
  const { code, stderr } = await runAsAppUser('cp', ['-a', from, to], env);
  if (code !== 0) throw new Error(stderr);
}

const atOnce = ['Undo after Send', 'Off: sends at once'] as const;

test('two messages that the app could not send before it died are sent together, after one question, in their order', async ({
  simulator,
  desktop,
  launch,
}) => {
  const texts = ['On my way', 'There in ten minutes'];
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, 'Undo after Send', '30 seconds');
  for (const text of texts) {
    await writeAndSend(app, desktop, { to: ann, text });
    await listItems(page, text, 'Held').waitFor();
  }
  await app.kill();

  const again = await launch({ flags: ['--compose'] });
  const list = await again.popup();
  for (const text of texts) await listItems(list, text, 'Review').getByText('Not sent:').waitFor();
  await list.getByText('2 messages were not sent in time.').waitFor();
  await again.screenshot('late');
  await openPopup(again, desktop);
  await list.getByRole('button', { name: 'Send all 2' }).focus();
  await pressKeys(desktop, 'Return');
  await list.getByRole('group', { name: 'Send these 2 messages now?' }).waitFor();
  expect(requestsToSend(simulator)).toEqual([]);
  await pressKeys(desktop, 'shift+Tab', 'Return');
  for (const text of texts) await listItems(list, text, 'Accepted').waitFor();
  expect(simulator.sent().map(({ text }) => text)).toEqual(texts);
  expect(await list.getByText('were not sent in time').count()).toBe(0);
  expect(mistakesOf(again)).toEqual([]);
});

test('an older copy of the data folder sends nothing again: its message is found and accepted', async ({ simulator, desktop, launch }) => {
  const text = 'Sent after the backup';
  const data = makeUserFolder(path.join(desktop.home, 'data'));
  const copy = path.join(desktop.home, 'backup');
  const app = await launch();
  await choose(await signInTo(simulator, app), ...atOnce);
  await simulator.goOffline();
  await writeAndSend(app, desktop, { to: ann, text });
  await listItems(await app.popup(), text, 'Queued').waitFor();
  await app.quit();
  await copyFolder(data, copy, desktop);

  await simulator.goOnline();
  const newer = await launch({ flags: ['--compose'] });
  await listItems(await newer.popup(), text, 'Accepted').waitFor();
  expect(requestsToSend(simulator)).toHaveLength(1);
  await newer.quit();

  rmSync(data, { recursive: true });
  await copyFolder(copy, data, desktop);
  const older = await launch({ flags: ['--compose'] });
  const page = await older.popup();
  await messageField(page).waitFor();
  await listItems(page, text, 'Accepted').waitFor();
  expect(await listItems(page, text).count()).toBe(1);
  expect(requestsToSend(simulator)).toHaveLength(1);
  expect(mistakesOf(older)).toEqual([]);
});
