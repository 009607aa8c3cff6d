import { expect } from 'vitest';
import { test } from './harness/fixtures.ts';
import { compose, failureIsSaid, listItems, messageField, signIn } from './harness/journeys.ts';
import { filesHolding } from './harness/search-folder.ts';
import { waitUntil } from './harness/wait.ts';

const withoutKeyring = test.extend({ keyring: 'none' });
const withLockedKeyring = test.extend({ keyring: 'locked' });

withoutKeyring('without a keychain one can sign in until quit, and nothing is written to disk', async ({ simulator, desktop, launch }) => {
  const text = 'Not for the disk: violet umbrella';
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await failureIsSaid(page, 'keychain-absent');
  await app.screenshot('keychain-absent');
  await signIn(page, simulator, 'Sign in until quit');
  await messageField(page).waitFor();
  await compose(app, { to: '+12025550172', text });
  await page.getByRole('button', { name: 'Send' }).click();
  await waitUntil('the message arrives', () => simulator.sent().length === 1, 20_000);
  await listItems(page, text, 'Accepted').waitFor();
  await app.quit();
  expect(filesHolding(desktop.home, simulator.password)).toEqual([]);
  expect(filesHolding(desktop.home, 'violet umbrella')).toEqual([]);
});

withLockedKeyring(
  'a locked keychain is said within five seconds, and does not keep the app from quitting',
  async ({ simulator, launch }) => {
    const app = await launch();
    const page = await app.popup();
    await signIn(page, simulator);
    await failureIsSaid(page, 'keychain-locked');
    const signedInAt = simulator.requests().at(-1)?.at ?? 0;
    expect(Date.now() - signedInAt).toBeLessThan(5_000);
    // The keyring's own window took the focus, so the popup went out of its way.
    await app.secondStart([]);
    await app.waitUntilShown(true);
    await app.screenshot('keychain-locked');
    await signIn(page, simulator, 'Sign in until quit');
    await messageField(page).waitFor();
    const asked = performance.now();
    await app.quit();
    expect(performance.now() - asked).toBeLessThan(5_000);
  },
);
