import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers as a test tells it to, and what it received. */
export interface OddServer {
  readonly url: string;
  /** The requests that arrived complete, with their bodies. */
  readonly requests: readonly { readonly request: IncomingMessage; readonly body: string }[];
  close(): Promise<void>;
}

/** Starts it on 127.0.0.1, on a free port by default; the listener is called once the whole body of a request is there. */
export async function startOddServer(listener: RequestListener, port = 0): Promise<OddServer> {
  const requests: { request: IncomingMessage; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests.push({ request, body: Buffer.concat(chunks).toString('utf8') });
    listener(request, response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
