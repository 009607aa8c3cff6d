import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { keychainLoginWords } from '../../main/words/account.ts';
import { settingsResetSeen } from '../../main/words/settings.ts';
import type { RunningApp } from './harness/app.ts';
import type { Desktop } from './harness/desktop.ts';
import { test } from './harness/fixtures.ts';
import { compose, listItems, messageField, signIn } from './harness/journeys.ts';
import { keytarSchema } from './harness/keyring.ts';
import { pressKeys } from './harness/keys.ts';
import { runAsAppUser } from './harness/processes.ts';

const settingsOf = (app: RunningApp) => path.join(app.userDataDir, 'settings.json');

/** What other users may do with anything in a folder: name and mode of each file that is not its owner's alone. */
function openToOthers(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const found = lstatSync(path.join(folder, name));
    const isOpen = !found.isSymbolicLink() && (found.mode & 0o077) !== 0;
    return isOpen ? [`${name} ${(found.mode & 0o777).toString(8)}`] : [];
  });
}

/** Puts a password into the keyring as another login of the app would. */
async function storeLogin(desktop: Desktop, login: string): Promise<void> {
  const command = `printf other-password | secret-tool store --label=x ${keytarSchema.join(' ')} service 'Evo Quick Send' account '${login}'`;
  const { code, stderr } = await runAsAppUser('sh', ['-c', command], desktop.env);
  expect([code, stderr]).toEqual([0, '']);
}

const damages: Readonly<Record<string, (file: string) => void>> = {
  empty: (file) => truncateSync(file, 0),
  'cut off': (file) => truncateSync(file, 60),
  'all zero bytes': (file) => writeFileSync(file, new Uint8Array(readFileSync(file).length)),
  'an array': (file) => writeFileSync(file, '[]'),
  'not readable': (file) => chmodSync(file, 0),
  'a folder': (file) => {
    rmSync(file);
    mkdirSync(file);
  },
};

test('a damaged settings file signs nobody out, is said once, and is kept', async ({ simulator, launch }) => {
  let app = await launch();
  await signIn(await app.popup(), simulator);
  await messageField(await app.popup()).waitFor();
  for (const [name, damage] of Object.entries(damages)) {
    await app.quit();
    damage(settingsOf(app));
    app = await launch();
    await app.waitUntilShown(true);
    const page = await app.popup();
    await messageField(page).waitFor();
    await page.getByText('The settings file was damaged').waitFor();
    if (name === 'empty') await app.screenshot('settings-damaged');
    await page.getByRole('button', { name: settingsResetSeen }).click();
    await page.getByText('The settings file was damaged').waitFor({ state: 'detached' });
    expect(JSON.parse(readFileSync(settingsOf(app), 'utf8'))).toMatchObject({
      account: { userName: simulator.userName, server: simulator.url },
    });
  }
  const aside = readdirSync(app.userDataDir).filter((name) => name.startsWith('settings-unreadable-'));
  expect(aside).toHaveLength(Object.keys(damages).length);
});

test('of several logins in the keyring one is chosen by keys, and no password goes anywhere before', async ({
  simulator,
  desktop,
  launch,
}) => {
  const first = await launch();
  await signIn(await first.popup(), simulator);
  await messageField(await first.popup()).waitFor();
  await first.quit();
  await storeLogin(desktop, 'zoe@example.com@zoes-server.example');
  writeFileSync(settingsOf(first), '{"account":');
  const asked = simulator.requests().length;

  const app = await launch();
  await app.waitUntilShown(true);
  const page = await app.popup();
  const own = { userName: simulator.userName, host: new URL(simulator.url).host };
  await page
    .getByRole('button', { name: keychainLoginWords.login({ userName: 'zoe@example.com', host: 'zoes-server.example' }) })
    .waitFor();
  await page.getByRole('button', { name: keychainLoginWords.login(own) }).waitFor();
  await app.screenshot('keychain-logins');
  expect(simulator.requests()).toHaveLength(asked);
  await pressKeys(desktop, 'Return');
  await messageField(page).waitFor();
  await compose(app, { to: '+12025550143', text: 'Still me' });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await listItems(page, 'Still me', 'Accepted').waitFor();
});

test('everything in the data folder is for its user alone, the log and what Chromium writes included', async ({ simulator, launch }) => {
  const app = await launch();
  const page = await app.popup();
  await signIn(page, simulator);
  await messageField(page).waitFor();
  await compose(app, { to: '+12025550143', text: 'For nobody else' });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await listItems(page, 'For nobody else', 'Accepted').waitFor();
  expect(openToOthers(app.userDataDir)).toEqual([]);
  await app.quit();
  expect(openToOthers(app.userDataDir)).toEqual([]);
  expect(readdirSync(app.userDataDir)).toEqual(expect.arrayContaining(['settings.json', 'logs', 'instance.db']));
});
