import { describe, expect } from 'vitest';
import { test } from './harness/fixtures.ts';
import { failureIsSaid, messageField, signIn } from './harness/journeys.ts';
import { searchKeyring } from './harness/keyring.ts';
import { filesHolding } from './harness/search-folder.ts';

const SERVICE = 'Evo Quick Send';

describe('first run', () => {
  test('signs in, keeps the password in the keyring and nowhere on disk, and signs in by itself from then on', async ({
    simulator,
    desktop,
    launch,
  }) => {
    const first = await launch();
    await first.waitUntilShown(true);
    const form = await first.popup();
    await form.getByRole('heading', { name: 'Sign in to Evo Voice' }).waitFor();
    await first.screenshot('sign-in');
    await signIn(form, simulator);
    await messageField(form).waitFor();
    const kept = await searchKeyring(SERVICE, desktop.env);
    expect(kept).toContain(`account = ${simulator.userName}@${new URL(simulator.url).host}`);
    expect(kept).toContain(`secret = ${simulator.password}`);
    expect(kept).toContain('account = history-key');
    await first.quit();
    expect(filesHolding(desktop.home, simulator.password)).toEqual([]);

    const second = await launch({ flags: ['--compose'] });
    await messageField(await second.popup()).waitFor();
  });

  test('signing out takes the password out of the keyring', async ({ simulator, desktop, launch }) => {
    const app = await launch();
    const page = await app.popup();
    await signIn(page, simulator);
    await messageField(page).waitFor();
    await page.getByRole('button', { name: 'Settings' }).click();
    await app.screenshot('settings');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Evo Voice' }).waitFor();
    expect(await searchKeyring(SERVICE, desktop.env)).not.toContain(simulator.password);
  });
});

describe('a sign-in that cannot be', () => {
  test('a wrong password is said, and nothing is kept', async ({ simulator, desktop, launch }) => {
    const app = await launch();
    const page = await app.popup();
    await signIn(page, { ...simulator, password: 'not-the-password' });
    await failureIsSaid(page, 'credentials-refused');
    await app.screenshot('sign-in-wrong-password');
    expect(await searchKeyring(SERVICE, desktop.env)).not.toContain('not-the-password');
    await signIn(page, simulator);
    await messageField(page).waitFor();
  });

  test('a login without the role User is said', async ({ simulator, launch }) => {
    simulator.setSwitches({ role: 'none' });
    const page = await (await launch()).popup();
    await signIn(page, simulator);
    await failureIsSaid(page, 'role-missing');
  });

  test('a server that is not there is said', async ({ simulator, launch }) => {
    const page = await (await launch()).popup();
    await simulator.close();
    await signIn(page, simulator);
    await failureIsSaid(page, 'unreachable');
  });

  test('plain http to another machine is refused before anything is sent', async ({ simulator, launch }) => {
    const page = await (await launch()).popup();
    await signIn(page, { ...simulator, url: 'http://192.0.2.1' });
    await failureIsSaid(page, 'server-insecure');
  });
});
