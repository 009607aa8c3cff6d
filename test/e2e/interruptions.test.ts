import { expect } from 'vitest';
import { startSimulator } from '../simulator/simulator.ts';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { failureIsSaid, listItems, messageField } from './harness/journeys.ts';
import { choose, requestsToSend, signInTo, writeAndSend } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const ann = '+12025550172';
const atOnce = ['Undo after Send', 'Off: sends at once'] as const;

test('killed while two equal messages are on their way: both are looked up, each claims its own, none is repeated', async ({
  simulator,
  desktop,
  launch,
}) => {
  const text = 'Same words';
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, ...atOnce);
  await writeAndSend(app, desktop, { to: ann, text });
  await listItems(page, text, 'Accepted').waitFor();
  simulator.failNextSends(['slow']);
  await writeAndSend(app, desktop, { to: ann, text });
  await listItems(page, text, 'Sending').waitFor();
  await waitUntil('the service took it', () => simulator.sent().length === 2);
  await app.kill();

  const again = await launch({ flags: ['--compose'] });
  const list = await again.popup();
  await waitUntil('both are accepted', async () => (await listItems(list, text, 'Accepted').count()) === 2, 20_000);
  expect(requestsToSend(simulator)).toHaveLength(2);
  expect(mistakesOf(again)).toEqual([]);
});

test('started without a network it takes a message, and sends it once when the network is there', async ({
  simulator,
  desktop,
  launch,
}) => {
  const text = 'Written on the train';
  const app = await launch();
  await choose(await signInTo(simulator, app), ...atOnce);
  await app.quit();
  await simulator.goOffline();

  const again = await launch({ flags: ['--compose'] });
  const page = await again.popup();
  await messageField(page).waitFor();
  await writeAndSend(again, desktop, { to: ann, text });
  await listItems(page, text, 'Queued').waitFor();
  await simulator.goOnline();
  await page.getByRole('button', { name: 'Try now' }).click();
  await listItems(page, text, 'Accepted').waitFor();
  expect(requestsToSend(simulator)).toHaveLength(1);
  expect(mistakesOf(again)).toEqual([]);
});

test('a password that was changed elsewhere: the message waits for the new one and leaves once', async ({ simulator, desktop, launch }) => {
  const text = 'Waits at the door';
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, ...atOnce);
  await simulator.close();
  const changed = await startSimulator({ port: Number(new URL(simulator.url).port), password: 'quite-another-0815' });
  try {
    await writeAndSend(app, desktop, { to: ann, text });
    await page.getByRole('heading', { name: 'Sign in to Evo Voice' }).waitFor();
    await failureIsSaid(page, 'signed-out');
    expect(changed.sent()).toEqual([]);
    await signInTo(changed, app);
    await listItems(page, text, 'Accepted').waitFor();
    expect(changed.sent()).toMatchObject([{ otherAddress: ann, text }]);
    expect(mistakesOf(app)).toEqual([]);
  } finally {
    await changed.close();
  }
});
