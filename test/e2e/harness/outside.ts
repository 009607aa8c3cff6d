import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that lets nothing through and remembers who was asked for. */
export interface Outside {
  /** For the variable `all_proxy`. What is on this very machine is never asked through a proxy. */
  readonly url: string;
  /** Hosts that were asked for, with their ports, in their order. */
  contacts(): readonly string[];
  stop(): Promise<void>;
}

/** Stands for the network beyond this machine. Chromium takes it from the environment, and then looks up no names itself. */
export async function startOutside(): Promise<Outside> {
  const contacts: string[] = [];
  const server = createServer((request, response) => {
    contacts.push(URL.canParse(request.url ?? '') ? new URL(request.url ?? '').host : `${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    contacts.push(`${request.url}`);
    socket.on('error', () => {});
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    contacts: () => contacts,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
