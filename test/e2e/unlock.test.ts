import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { AppState } from '../../main/model/app-state.ts';
import type { Result } from '../../main/model/failure.ts';
import { startSimulator } from '../simulator/simulator.ts';
import type { RunningApp } from './harness/app.ts';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { failureIsSaid, listItems, messageField, signIn } from './harness/journeys.ts';
import { lockKeyring, searchKeyring, unlockKeyring } from './harness/keyring.ts';
import { choose, write } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const onLockedKeyring = test.extend({ keyring: 'locked' });

const keyringPassword = 'open sesame';
const draft = { to: '+12025550172', text: 'Not before I say so' };

async function stateOf(page: Page): Promise<AppState> {
  const answer = await page.evaluate<Result<AppState>>("window.quickSend.call('app:state')");
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** Brings the popup back: the keyring's own window took the focus, so it went out of the way. */
async function show(app: RunningApp): Promise<void> {
  await app.secondStart([]);
  await app.waitUntilShown(true);
}

/** Holds a message for 30 s, without a key of ours: they all go to the keyring's window. */
async function hold(app: RunningApp): Promise<Page> {
  const page = await app.popup();
  await messageField(page).waitFor();
  await show(app);
  await choose(page, 'Undo after Send', '30 seconds');
  await write(page, draft);
  await page.getByRole('button', { name: 'Send' }).click();
  await listItems(page, draft.text, 'Held').waitFor();
  return page;
}

/** Unlocks the keyring and waits until the app knows, and has done whatever it does then. */
async function unlock(page: Page, answer: () => Promise<void>): Promise<void> {
  await answer();
  await waitUntil('the app knows that the keyring answers', async () => (await stateOf(page)).keychain === 'ready');
  await waitUntil('nobody signs in', async () => (await stateOf(page)).account.kind !== 'starting');
}

async function undoGivesItBack(app: RunningApp, page: Page): Promise<void> {
  await show(app);
  await listItems(page, draft.text, 'Held').getByRole('button', { name: 'Undo' }).click();
  await waitUntil('the text is back in the composer', async () => (await messageField(page).inputValue()) === draft.text);
  expect(await listItems(page, draft.text).count()).toBe(0);
}

onLockedKeyring('unlocking the keyring changes nothing for who is signed in until quit', async ({ simulator, desktop, launch }) => {
  const app = await launch();
  const form = await app.popup();
  await signIn(form, simulator);
  await failureIsSaid(form, 'keychain-locked');
  await show(app);
  await signIn(form, simulator, 'Sign in until quit');
  const page = await hold(app);

  await unlock(page, () => unlockKeyring(desktop, keyringPassword));
  expect((await stateOf(page)).account).toMatchObject({ kind: 'signed-in', userName: simulator.userName, remembered: false });
  await undoGivesItBack(app, page);
  expect(simulator.sent()).toEqual([]);
  expect(await searchKeyring('Evo Quick Send', desktop.env)).not.toContain(simulator.password);
  expect(mistakesOf(app)).toEqual([]);
  await app.kill();

  const again = await launch();
  const next = await again.popup();
  await next.getByRole('heading', { name: 'Sign in to Evo Voice' }).waitFor();
  expect(await next.getByLabel('User name').inputValue()).toBe('');
});

onLockedKeyring('unlocking the keyring signs nobody out for the login it remembers', async ({ simulator, desktop, launch }) => {
  const other = await startSimulator({ userName: 'kim.roe@example.com' });
  try {
    const first = await launch();
    const form = await first.popup();
    await signIn(form, simulator);
    await failureIsSaid(form, 'keychain-locked');
    await unlock(form, () => unlockKeyring(desktop, keyringPassword));
    await show(first);
    await signIn(form, simulator);
    await messageField(form).waitFor();
    expect(await searchKeyring('Evo Quick Send', desktop.env)).toContain(simulator.password);
    await first.quit();
    await lockKeyring(desktop);

    const app = await launch();
    const again = await app.popup();
    await failureIsSaid(again, 'keychain-locked');
    await signIn(again, other, 'Sign in until quit');
    const page = await hold(app);

    await unlock(page, () => unlockKeyring(desktop, keyringPassword, 'known'));
    expect((await stateOf(page)).account).toMatchObject({ kind: 'signed-in', userName: other.userName });
    await undoGivesItBack(app, page);
    expect([...other.sent(), ...simulator.sent()]).toEqual([]);
    expect(mistakesOf(app)).toEqual([]);
    await app.kill();

    const next = await launch({ flags: ['--compose'] });
    await messageField(await next.popup()).waitFor();
    expect((await stateOf(await next.popup())).account).toMatchObject({ userName: simulator.userName, remembered: true });
  } finally {
    await other.close();
  }
});
