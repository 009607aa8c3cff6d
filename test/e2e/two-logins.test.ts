import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { listWords } from '../../main/words/messages.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { mistakesOf } from './harness/failures.ts';
import { test as base } from './harness/fixtures.ts';
import { failureIsSaid, listItems, messageField, signIn } from './harness/journeys.ts';
import { focusedWindow, pressKeys } from './harness/keys.ts';
import { choose, openPopup, requestsToSend, signInTo, write, writeAndSend } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const ann = { to: '+12025550172', text: 'Ann, I am late' };
const bo = { to: '+12025550143', text: 'Bo, come at nine' };

/** The first login is the one of the fixture `simulator`, the second has a service of its own. Neither has a message yet. */
const test = base
  .extend<{ readonly simulator: Simulator; readonly hasNotifications: boolean }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the pattern to learn which fixtures this one needs.
    simulator: async ({}, use) => {
      const simulator = await startSimulator({ history: 'empty' });
      await use(simulator);
      await simulator.close();
    },
    hasNotifications: true,
  })
  .extend<{ readonly second: Simulator }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the pattern to learn which fixtures this one needs.
    second: async ({}, use) => {
      const second = await startSimulator({ userName: 'kim.roe@example.com', history: 'empty' });
      await use(second);
      await second.close();
    },
  });
const withoutKeyring = test.extend({ keyring: 'none' });

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to Evo Voice' }).waitFor();
}

const idOf = (page: Page, text: string) => listItems(page, text).getAttribute('data-id');
const titles = async (desktop: { readonly notifications?: { look(): Promise<readonly { title: string }[]> } }) =>
  (await desktop.notifications?.look())?.map(({ title }) => title.replace(/ in \d+ s$/, ''));

test('what the desktop shows of a message goes with its login, and never touches one of the next', async ({
  simulator,
  second,
  desktop,
  launch,
}) => {
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, 'Undo after Send', '30 seconds');
  await writeAndSend(app, desktop, ann);
  const annId = await idOf(page, ann.text);
  await waitUntil('it is on the desktop', async () => (await titles(desktop))?.length === 1);
  await waitUntil('it is in the tray', async () => (await desktop.tray?.look())?.menu?.some((label) => label.startsWith('Undo: ')));
  await signOut(page);
  await waitUntil('nothing of it is left on the desktop', async () => (await titles(desktop))?.length === 0);
  await waitUntil(
    'nothing of it is left in the tray',
    async () => !(await desktop.tray?.look())?.menu?.some((label) => label.startsWith('Undo: ')),
  );

  await signInTo(second, app);
  await writeAndSend(app, desktop, bo);
  expect(await idOf(page, bo.text)).toBe(annId);
  await waitUntil('only the new one is there', async () => String(await titles(desktop)) === 'Sending to +1 202 555 0143');
  expect(await desktop.tray?.choose('Undo: +1 202 555 0172')).toBe(false);
  expect(await desktop.tray?.choose('Undo: +1 202 555 0143')).toBe(true);
  await waitUntil('the text is back in the composer', async () => (await messageField(page).inputValue()) === bo.text);
  await waitUntil('the offer went with it', async () => (await titles(desktop))?.length === 0);
  expect([...simulator.sent(), ...second.sent()]).toEqual([]);
  expect(mistakesOf(app)).toEqual([]);
});

test('a click on a notification opens the popup at that message, and undoes nothing', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, 'Undo after Send', '30 seconds');
  await writeAndSend(app, desktop, ann);
  await listItems(page, ann.text, 'Held').waitFor();
  await page.getByLabel('Search messages').fill('nothing of the kind');
  await page.getByText(listWords.noMatch).waitFor();
  await pressKeys(desktop, 'ctrl+shift+y');
  await app.waitUntilShown(false);

  await waitUntil('it is on the desktop', () => desktop.notifications?.click('Sending to +1 202 555 0172'));
  await app.waitUntilShown(true);
  await waitUntil('the row has the focus', () =>
    page.evaluate((text) => document.activeElement?.getAttribute('aria-label')?.includes(text), ann.text),
  );
  await listItems(page, ann.text, 'Held').waitFor();
  await app.screenshot('from-a-notification');
  expect(await messageField(page).inputValue()).toBe('');
});

test('signing out during a slow send and in again waits for the close', async ({ simulator, desktop, launch }) => {
  simulator.setSwitches({ slowMs: 7_000 });
  const app = await launch();
  const page = await signInTo(simulator, app);
  await choose(page, 'Undo after Send', 'Off: sends at once');
  simulator.failNextSends(['slow']);
  await writeAndSend(app, desktop, ann);
  await listItems(page, ann.text, 'Sending').waitFor();
  await signOut(page);
  await signIn(page, simulator);
  await page.getByText('Signing in…').waitFor();
  await messageField(page).waitFor();
  await listItems(page, ann.text, 'Accepted').waitFor();
  expect(requestsToSend(simulator)).toHaveLength(1);
  await app.quit();
  const again = await launch({ flags: ['--compose'] });
  await messageField(await again.popup()).waitFor();
});

withoutKeyring('two logins that are kept until quit each find their messages again', async ({ simulator, second, desktop, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await failureIsSaid(page, 'keychain-absent');
  await signIn(page, simulator, 'Sign in until quit');
  await messageField(page).waitFor();
  await choose(page, 'Undo after Send', 'Off: sends at once');
  await simulator.close();
  const changed = await startSimulator({ port: Number(new URL(simulator.url).port), password: 'quite-another-0815', history: 'empty' });
  try {
    await writeAndSend(app, desktop, ann);
    await failureIsSaid(page, 'signed-out');
    await signIn(page, second, 'Sign in until quit');
    await messageField(page).waitFor();
    expect(await listItems(page, ann.text).count()).toBe(0);
    await signOut(page);
    await signIn(page, changed, 'Sign in until quit');
    await listItems(page, ann.text, 'Accepted').waitFor();
    expect(changed.sent()).toMatchObject([{ otherAddress: ann.to, text: ann.text }]);
    expect(second.sent()).toEqual([]);
    expect(mistakesOf(app)).toEqual([]);
  } finally {
    await changed.close();
  }
});

withoutKeyring('what is in memory only is asked about before it goes: sign out, quit', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await failureIsSaid(page, 'keychain-absent');
  await signIn(page, simulator, 'Sign in until quit');
  await messageField(page).waitFor();
  await choose(page, 'Undo after Send', '30 seconds');
  await openPopup(app, desktop);
  await write(page, ann);
  await page.keyboard.press('Control+Enter');
  await app.waitUntilShown(false);

  await openPopup(app, desktop);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await waitUntil('the question has the focus', async () => (await focusedWindow(desktop)) === 'Sign out');
  await pressKeys(desktop, 'Return');
  await waitUntil('the question has gone', async () => (await focusedWindow(desktop)) !== 'Sign out');
  await page.getByRole('button', { name: 'Back' }).click();
  await listItems(page, ann.text, 'Held').waitFor();
  await pressKeys(desktop, 'ctrl+shift+y');
  await app.waitUntilShown(false);

  await app.secondStart(['--quit']);
  await waitUntil('the question has the focus', async () => (await focusedWindow(desktop)) === 'Evo Quick Send');
  await pressKeys(desktop, 'Return');
  await openPopup(app, desktop);
  await listItems(page, ann.text, 'Held').waitFor();
  expect(app.hasEnded()).toBe(false);
  expect(simulator.sent()).toEqual([]);
});
