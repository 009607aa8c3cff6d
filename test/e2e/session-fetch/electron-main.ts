import { createInterface } from 'node:readline';
import { app } from 'electron';
import { createServiceFetch } from '../../../main/service-fetch.ts';
import { connectTo } from '../../main/evo-voice/connect.ts';
import { type ConnectOptions, createHandTimers } from '../../main/evo-voice/tested-client.ts';
import type { Order, Report } from './orders.ts';

/** Makes clients of the service as the app does and calls them as the test orders on stdin; reports each outcome on stdout. */
const USER_AGENT = 'EvoQuickSend/0.1.0 (test)';

let loginEvents = 0;
app.on('login', () => {
  loginEvents += 1;
});
app.on('window-all-closed', () => {});
app.commandLine.appendSwitch('disable-quic');

app.whenReady().then(() => {
  const serviceFetch = createServiceFetch(USER_AGENT);
  const clients = new Map<number, ReturnType<typeof connect>>();

  function connect({ url, format, credentials, timersByHand }: ConnectOptions) {
    const limits = createHandTimers();
    const after = timersByHand ? limits.after : undefined;
    const client = connectTo(url, {
      ...serviceFetch,
      userAgent: USER_AGENT,
      format: () => format,
      credentials: async () => credentials,
      after,
    });
    return { calls: new Map<string, unknown>(Object.entries(client)), expire: limits.expire };
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
        return loginEvents;
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
  orders.on('close', () => app.quit());
});
