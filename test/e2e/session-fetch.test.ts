import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testTheNetwork } from '../main/evo-voice/network-tests.ts';
import { testEverySwitch } from '../main/evo-voice/switch-tests.ts';
import { type Desktop, startDesktop } from './harness/desktop.ts';
import { startElectronClients } from './session-fetch/clients.ts';

let desktop: Desktop;
let electron: Awaited<ReturnType<typeof startElectronClients>>;

beforeAll(async () => {
  desktop = await startDesktop({ keyring: 'none', hasTray: false });
  // The one name that is meant to be looked up; no proxy answers for it.
  electron = await startElectronClients({ ...desktop, env: { ...desktop.env, no_proxy: 'evo-quick-send.invalid' } });
});
afterAll(async () => {
  await electron?.stop();
  await desktop?.stop();
});

/** The tables that test the client over Node's fetch, over the `session.fetch` of a real Electron. */
describe("over Electron's session.fetch", () => {
  testEverySwitch((options) => electron.connect(options));
  testTheNetwork((options) => electron.connect(options), { refusalProves: false });

  it('no challenge of all these made Electron ask for a login', async () => expect(await electron.loginEvents()).toBe(0));
});
