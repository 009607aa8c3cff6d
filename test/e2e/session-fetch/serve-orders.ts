import { createInterface } from 'node:readline';
import { systemClock } from '../../../main/clock.ts';
import type { ClientOptions } from '../../../main/evo-voice/api.ts';
import { connectTo } from '../../main/evo-voice/connect.ts';
import { deliver } from '../../main/evo-voice/deliver.ts';
import { createManualClock } from '../../main/evo-voice/manual-clock.ts';
import type { ConnectOptions } from '../../main/evo-voice/tested-client.ts';
import type { Order, Report } from './orders.ts';

/** What the process brings that serves the orders. */
export interface Server {
  readonly network: Pick<ClientOptions, 'fetch' | 'onFreshConnection'>;
  readonly userAgent: string;
  /** How often Electron asked for a login. */
  readonly loginEvents: () => number;
  /** The test closed stdin. */
  readonly onEnd: () => void;
}

/** Makes clients of the service as the app does and calls them as the test orders on stdin; reports each outcome on stdout. */
export function serveOrders({ network, userAgent, loginEvents, onEnd }: Server): void {
  const clients = new Map<number, ReturnType<typeof connect>>();

  function connect({ url, format, credentials, manualTimers }: ConnectOptions) {
    const manualClock = createManualClock();
    const client = connectTo(url, {
      fetch: network.fetch,
      onFreshConnection: network.onFreshConnection,
      // A test may talk to an address of its own network without TLS, which the app never does.
      server: { baseUrl: url, host: new URL(url).host },
      userAgent,
      format: () => format,
      credentials: async () => credentials,
      clock: manualTimers ? manualClock : systemClock,
    });
    const calls = new Map<string, unknown>(Object.entries(client));
    calls.set('deliver', (message: Parameters<typeof deliver>[1]) => deliver(client, message));
    return { calls, expire: manualClock.expire };
  }

  async function obey(order: Order): Promise<unknown> {
    switch (order.kind) {
      case 'connect':
        clients.set(order.client, connect(order.options));
        return;
      case 'call': {
        const call = clients.get(order.client)?.calls.get(order.name);
        if (typeof call !== 'function') throw new Error(`There is no call ${order.name}.`);
        return call(...order.args);
      }
      case 'expire':
        clients.get(order.client)?.expire();
        return;
      case 'login-events':
        return loginEvents();
    }
  }

  const tell = (report: Report) => void process.stdout.write(`${JSON.stringify(report)}\n`);
  const orders = createInterface({ input: process.stdin });
  orders.on('line', (line) => {
    const order: Order = JSON.parse(line);
    obey(order).then(
      (value) => tell({ id: order.id, value }),
      (error: unknown) => tell({ id: order.id, error: String(error) }),
    );
  });
  orders.on('close', onEnd);
}
