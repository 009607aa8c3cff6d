import { expect } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { test as base } from './harness/fixtures.ts';
import { failureIsSaid, messageField, signIn } from './harness/journeys.ts';
import { searchKeyring } from './harness/keyring.ts';
import { pressKeys, typeText } from './harness/keys.ts';
import { type StandInHosts, startStandInHosts, trustStandIns } from './harness/stand-in-hosts.ts';

/** The login is one of evovoice.io; team.evovoice.io knows the name with another password. */
const test = base.extend<{ readonly team: Simulator; readonly hosts: StandInHosts }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the pattern to learn which fixtures this one needs.
  team: async ({}, use) => {
    const team = await startSimulator({ password: 'quite-another-0815' });
    await use(team);
    await team.close();
  },
  hosts: async ({ team, simulator }, use) => {
    const hosts = await startStandInHosts({ 'team.evovoice.io': team, 'evovoice.io': simulator });
    await use(hosts);
    await hosts.stop();
  },
});

const logins = (simulator: Simulator) => simulator.requests().filter(({ operation }) => operation === 'Authenticate');

test('a login that the default server refuses is tried at the other one when the person says so, by keys alone', async ({
  simulator,
  team,
  hosts,
  desktop,
  launch,
}) => {
  const app = await launch({ env: { all_proxy: hosts.proxyUrl } });
  await trustStandIns(app);
  const page = await app.popup();
  await app.waitUntilShown(true);
  await page.getByRole('heading', { name: 'Sign in to Evo Voice' }).waitFor();
  expect(await page.getByLabel('Server').inputValue()).toBe('team.evovoice.io');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await app.screenshot(`sign-in-${colorScheme}`);
  }

  await typeText(desktop, simulator.userName);
  await pressKeys(desktop, 'Tab');
  await typeText(desktop, simulator.password);
  await pressKeys(desktop, 'Return');
  await failureIsSaid(page, 'credentials-refused');
  await page.getByRole('button', { name: 'Try evovoice.io instead' }).waitFor();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await app.screenshot(`sign-in-refused-${colorScheme}`);
  }
  expect(logins(team)).toHaveLength(1);
  expect(hosts.contacted()).toEqual(['team.evovoice.io']);
  expect(simulator.requests()).toEqual([]);

  await pressKeys(desktop, 'Tab', 'Return');
  await messageField(page).waitFor();
  expect(logins(team)).toHaveLength(1);
  expect(hosts.contacted()).toEqual(['team.evovoice.io', 'evovoice.io']);
  const kept = await searchKeyring('Evo Quick Send', desktop.env);
  expect(kept).toContain(`account = ${simulator.userName}@evovoice.io`);
  expect(kept).not.toContain('@team.evovoice.io');
});

test('an edit takes the offer away, and then nothing of the refused login can be sent anywhere', async ({
  simulator,
  team,
  hosts,
  launch,
}) => {
  const app = await launch({ env: { all_proxy: hosts.proxyUrl } });
  await trustStandIns(app);
  const page = await app.popup();
  await signIn(page, { ...simulator, url: 'team.evovoice.io' });
  const other = page.getByRole('button', { name: 'Try evovoice.io instead' });
  await other.waitFor();
  await page.getByLabel('Server').click();
  await app.screenshot('sign-in-servers');
  await page.getByRole('option', { name: 'evovoice.io', exact: true }).click();
  await other.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await failureIsSaid(page, 'password-missing');
  expect(logins(team)).toHaveLength(1);
  expect(hosts.contacted()).toEqual(['team.evovoice.io']);
  expect(simulator.requests()).toEqual([]);
});
