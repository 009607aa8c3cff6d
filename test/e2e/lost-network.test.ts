import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../main/evo-voice/outcomes.ts';
import { type Cable, farUrl, layCable, whyNoCable } from './harness/cable.ts';
import { type Desktop, startDesktop } from './harness/desktop.ts';
import { type Clients, startElectronClients, startNodeClients } from './session-fetch/clients.ts';

const why = whyNoCable();
const named = (name: string): string => (why === undefined ? name : `${name} (skipped: ${why})`);
const toAnn = { endpointId: '67409d80e000000000000001', toAddress: '+13125550142', body: 'On my way' };

/** What becomes of a send when the network is lost in each of its ways, between real sockets of two network namespaces. */
describe.skipIf(why !== undefined).each([
  ["Electron's session.fetch", startElectronClients],
  ["Node's fetch", startNodeClients],
])(named('over %s'), (_, start) => {
  let desktop: Desktop;
  let cable: Cable;
  let clients: Clients;
  beforeAll(async () => {
    cable = await layCable();
    desktop = await startDesktop({ keyring: 'none', hasTray: false });
    clients = await start(desktop, cable.atNearEnd);
  });
  afterAll(async () => {
    await clients?.stop();
    await desktop?.stop();
    await cable?.stop();
  });
  afterEach(async () => {
    await cable.setInterface(true);
    await cable.mend();
  });

  const deliver = (url = farUrl): Promise<SendOutcome> => clients.deliver({ url, format: 'json' }, toAnn);

  /** A send that cannot reach the service is provably not processed, arrives nowhere, and arrives once when all is well again. */
  async function waitsAndArrivesOnce(mend: () => Promise<void>, url?: string): Promise<SendOutcome> {
    const before = await cable.posts();
    const outcome = await deliver(url);
    expect(await cable.posts()).toBe(before);
    await mend();
    await expect.poll(async () => (await deliver()).kind, { timeout: 20_000 }).toBe('accepted');
    expect(await cable.posts()).toBe(before + 1);
    return outcome;
  }

  it('a request that arrived before the connection was refused is not known, and is one request', async () => {
    expect(await deliver()).toMatchObject({ kind: 'accepted' });
    const before = await cable.posts();
    await cable.refuseAfterPost();
    expect(await deliver()).toMatchObject({ kind: 'unknown', failure: { code: 'unreachable' } });
    expect(await cable.posts()).toBe(before + 1);
  });

  it('a cable that is out', async () => {
    await cable.cut();
    expect(await waitsAndArrivesOnce(cable.mend)).toMatchObject({ kind: 'not-processed', failure: { code: 'timeout' } });
  });

  it('Wi-Fi that is off', async () => {
    await cable.setInterface(false);
    expect(await waitsAndArrivesOnce(() => cable.setInterface(true))).toMatchObject({
      kind: 'not-processed',
      // A connection that was open hangs; a new one is refused by the system at once.
      failure: { code: expect.stringMatching(/^(offline|unreachable|timeout)$/) },
    });
  });

  it('a DNS that is dead', async () => {
    await cable.cut();
    expect(await waitsAndArrivesOnce(cable.mend, 'https://evo-quick-send.example')).toMatchObject({
      kind: 'not-processed',
      failure: { code: expect.stringMatching(/^(timeout|unreachable)$/) },
    });
  });

  it('a server that is down', async () =>
    expect(await waitsAndArrivesOnce(cable.mend, 'http://10.20.0.2:8081')).toMatchObject({
      kind: 'not-processed',
      failure: { code: 'unreachable' },
    }));

  it.each(['page', 'redirect', '511'] as const)('a network that wants a sign-in of its own: %s', async (kind) => {
    await cable.startPortal(kind);
    expect(await waitsAndArrivesOnce(cable.mend)).toMatchObject({ kind: 'not-processed', failure: { code: 'not-evo-voice' } });
  });
});
