import { expect } from 'vitest';
import { accountNotices } from '../../main/words/account.ts';
import { lookupWords, waitingWords } from '../../main/words/explanations.ts';
import { failureWords } from '../../main/words/failure-words.ts';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { listItems } from './harness/journeys.ts';
import { pressKeys } from './harness/keys.ts';
import { choose, openPopup, requestsToSend, signInTo, writeAndSend } from './harness/popup-steps.ts';

const ann = '+12025550172';
const atOnce = ['Undo after Send', 'Off: sends at once'] as const;

test('answers that break off, are a page or are huge: looked up, accepted, each sent once', async ({ simulator, desktop, launch }) => {
  const texts = ['Cut off, but taken', 'Answered by a page', 'Answered by ten megabytes'];
  const app = await launch();
  const page = await signInTo(simulator, app);
  simulator.failNextSends(['cut-after', 'html-after', 'huge-after']);
  for (const text of texts) {
    await writeAndSend(app, desktop, { to: ann, text });
    await listItems(page, text, 'Held').waitFor();
  }
  for (const text of texts) await listItems(page, text, 'Accepted').waitFor();
  expect(requestsToSend(simulator)).toHaveLength(3);
  expect(simulator.sent()).toMatchObject(texts.map((text) => ({ otherAddress: ann, text })));
  expect(simulator.violations()).toEqual([]);
  expect(mistakesOf(app)).toEqual([]);
});

test('an outcome that stays unknown is sent again by the person alone, after one question, once', { timeout: 150_000 }, async ({
  simulator,
  desktop,
  launch,
}) => {
  const text = 'Did you get this?';
  const app = await launch();
  const list = await signInTo(simulator, app);
  await choose(list, ...atOnce);
  simulator.failNextSends(['500-before']);
  await writeAndSend(app, desktop, { to: ann, text });
  const row = listItems(list, text, 'Unknown');
  await row.waitFor();
  await row.getByText('It may or may not have been sent.').waitFor();
  for (const cure of ['Mark as sent', 'Hide']) await row.getByRole('button', { name: cure, exact: true }).waitFor();
  await row.getByText(lookupWords.checking).waitFor();
  expect(await row.getByRole('button', { name: 'Send again' }).count()).toBe(0);
  await row.getByText(lookupWords['given-up']).waitFor({ timeout: 90_000 });
  await app.screenshot('unknown');
  const page = await openPopup(app, desktop);
  await row.getByRole('button', { name: 'Send again' }).focus();
  await pressKeys(desktop, 'Return');
  const question = page.getByRole('group', { name: 'It may have arrived. Send a second copy?' });
  await question.waitFor();
  await app.screenshot('second-copy');
  expect(requestsToSend(simulator)).toHaveLength(1);
  // The answer that has the focus is Keep.
  await pressKeys(desktop, 'Return');
  await question.waitFor({ state: 'detached' });
  expect(requestsToSend(simulator)).toHaveLength(1);
  await row.getByRole('button', { name: 'Send again' }).click();
  await question.getByRole('button', { name: 'Send a second copy' }).click();
  await listItems(page, text, 'Accepted').waitFor();
  expect(requestsToSend(simulator)).toHaveLength(2);
  expect(simulator.sent()).toMatchObject([{ text }]);
});

test('a login that lost its role, then its session: one message fails in words, the next leaves after a silent sign-in', async ({
  simulator,
  desktop,
  launch,
}) => {
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, ...atOnce);
  simulator.setSwitches({ role: 'manager' });
  await writeAndSend(app, desktop, { to: ann, text: 'Not mine to send' });
  const row = listItems(page, 'Not mine to send', 'Failed');
  await row.getByText(failureWords['role-missing'].sentence).waitFor();
  await row.getByRole('button', { name: 'Edit and send again' }).waitFor();
  simulator.setSwitches({ role: 'user-customer' });

  const logins = () => simulator.requests().filter(({ operation, status }) => operation === 'Authenticate' && status === 200).length;
  const loginsBefore = logins();
  simulator.failNextSends(['401']);
  await writeAndSend(app, desktop, { to: ann, text: 'After the night' });
  await listItems(page, 'After the night', 'Accepted').waitFor();
  expect(logins()).toBe(loginsBefore + 1);
  expect(requestsToSend(simulator).map(({ status }) => status)).toEqual([403, 401, 200]);
  expect(simulator.sent()).toMatchObject([{ text: 'After the night' }]);
});

test('offline a message waits, says so, and leaves by itself, once', async ({ simulator, desktop, launch }) => {
  const text = 'Back on the line';
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, ...atOnce);
  await simulator.goOffline();
  await writeAndSend(app, desktop, { to: ann, text });
  await listItems(page, text, 'Queued').getByText(waitingWords.network).waitFor();
  await page.getByText(accountNotices.offline).waitFor();
  await app.screenshot('offline');
  await simulator.goOnline();
  await listItems(page, text, 'Accepted').waitFor({ timeout: 40_000 });
  expect(await page.getByText(accountNotices.offline).count()).toBe(0);
  expect(requestsToSend(simulator)).toHaveLength(1);
  expect(simulator.sent()).toMatchObject([{ text }]);
});

test('an app that is killed while it holds a message asks about it at the next start', async ({ simulator, desktop, launch }) => {
  const text = 'Held when the power went';
  const app = await launch();
  await signInTo(simulator, app);
  await writeAndSend(app, desktop, { to: ann, text });
  await listItems(await app.popup(), text, 'Held').waitFor();
  await app.kill();

  const again = await launch({ flags: ['--compose'] });
  const page = await again.popup();
  const row = listItems(page, text, 'Review');
  await row.waitFor();
  expect(requestsToSend(simulator)).toEqual([]);
  await row.getByRole('button', { name: 'Send now' }).click();
  await listItems(page, text, 'Accepted').waitFor();
  expect(simulator.sent()).toMatchObject([{ otherAddress: ann, text }]);
});

test('over JSV a text arrives byte for byte', async ({ simulator, desktop, launch }) => {
  const text = 'He said: "{a:1,b:[2]}", \'ok\'?\n\n\tYes\\no, 100 % – 👍🏽 שלום ';
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, ...atOnce);
  await choose(page, 'Wire format', 'JSV');
  await writeAndSend(app, desktop, { to: ann, text });
  await listItems(page, 'He said', 'Accepted').waitFor();
  expect(simulator.sent()).toMatchObject([{ otherAddress: ann, text }]);
  expect(requestsToSend(simulator).map(({ headers }) => headers['content-type'])).toEqual([expect.stringContaining('jsv')]);
  expect(simulator.violations()).toEqual([]);
  await openPopup(app, desktop);
});

test('a request that is out for long is said, and the next message to that person says that it waits', async ({
  simulator,
  desktop,
  launch,
}) => {
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, ...atOnce);
  simulator.setSwitches({ slowMs: 14_000 });
  simulator.failNextSends(['slow']);
  await writeAndSend(app, desktop, { to: ann, text: 'Takes its time' });
  await listItems(page, 'Takes its time', 'Sending').waitFor();
  await writeAndSend(app, desktop, { to: ann, text: 'Right behind' });
  await listItems(page, 'Right behind', 'Queued').getByText(waitingWords.earlier).waitFor();
  await listItems(page, 'Takes its time', 'Sending').getByText('Still waiting for Evo Voice.').waitFor({ timeout: 15_000 });
  await app.screenshot('still-waiting');
  await listItems(page, 'Right behind', 'Accepted').waitFor({ timeout: 20_000 });
  expect(simulator.sent().map(({ text }) => text)).toEqual(['Takes its time', 'Right behind']);
});

test('a login that may not list messages is told so before it sends', async ({ simulator, launch }) => {
  simulator.setSwitches({ listing: 'refused' });
  const app = await launch();
  const page = await signInTo(simulator, app);
  const notice = page.getByText(accountNotices.noLookup);
  await notice.waitFor();
  await app.screenshot('may-not-list');
  await page.getByRole('button', { name: accountNotices.dismiss }).click();
  await notice.waitFor({ state: 'detached' });
});
