import type { RequestListener } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { startUntrustedServer } from '../../fakes/untrusted-server.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import { startOddServer } from './odd-server.ts';
import type { Connect } from './tested-client.ts';

const toAnn = { endpointId: '67409d80e000000000000001', toAddress: '+13125550142', body: 'Hi' };

/**
 * Tests a client against networks and servers that fail. Each fetch must do the same, except that only Node tells which system call was refused
 * (`refusalProves`): Chromium has one error for a refused connect and for an established connection that ends so.
 */
export function testTheNetwork(connect: Connect, { refusalProves }: { readonly refusalProves: boolean }): void {
  const sendTo = async (url: string) => (await connect({ url, format: 'json' })).client.send(toAnn);

  async function answering(listener: RequestListener) {
    const server = await startOddServer(listener);
    onTestFinished(() => server.close());
    return server;
  }

  it(`a refused connection is ${refusalProves ? 'provably not processed' : 'no proof'}`, async () => {
    const server = await startOddServer(() => {});
    await server.close();
    const kind = refusalProves ? 'not-processed' : 'unknown';
    expect(await sendTo(server.url)).toMatchObject({ kind, failure: { code: 'unreachable' } });
  });

  it('a host name that does not exist is provably not processed', async () => {
    const outcome = await sendTo('https://evo-quick-send.invalid');
    expect(outcome).toMatchObject({ kind: 'not-processed', failure: { code: expect.stringMatching(/^(unreachable|offline)$/) } });
  });

  it('an untrusted certificate is provably not processed', async () => {
    const server = await startUntrustedServer();
    onTestFinished(server.close);
    expect(await sendTo(server.url)).toMatchObject({ kind: 'not-processed', failure: { code: 'certificate' } });
    expect(server.requests()).toBe(0);
  });

  it('a redirect is not followed', async () => {
    const server = await answering((_, response) => response.writeHead(307, { Location: '/login' }).end());
    expect(await sendTo(server.url)).toMatchObject({ kind: 'unknown', failure: { code: 'not-evo-voice' } });
    expect(server.requests).toHaveLength(1);
  });

  it('a Basic challenge is an answer, not a prompt', async () => {
    const server = await answering((_, response) => response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="evo"' }).end());
    expect(await sendTo(server.url)).toMatchObject({ kind: 'not-processed', failure: { code: 'signed-out' } });
    expect(server.requests).toHaveLength(1);
  });

  it('20 sends whose connection is cut after each are 20 requests', async () => {
    const simulator = await startSimulator({ fault: ['cut-after'] });
    onTestFinished(() => simulator.close());
    const { userName, password, url } = simulator;
    const { client } = await connect({ url, format: 'json', credentials: { userName, password } });
    await client.signIn({ userName, password });
    for (let round = 0; round < 5; round++) {
      const sends = [1, 2, 3, 4].map((place) => client.send({ ...toAnn, body: `${round}.${place}` }));
      for (const outcome of await Promise.all(sends))
        expect(outcome).toMatchObject({ kind: 'unknown', failure: { code: 'connection-lost' } });
      expect(await client.listEndpoints()).toMatchObject({ ok: true });
    }
    expect(simulator.requests().filter(({ operation }) => operation === 'SendMessage')).toHaveLength(20);
    expect(new Set(simulator.sent().map(({ text }) => text)).size).toBe(20);
  });
}
