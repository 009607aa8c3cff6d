import { createServer } from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { makeCertificate } from '../../fakes/untrusted-server.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import type { RunningApp } from './app.ts';

/** Simulators that stand for hosts of the world, behind a proxy. */
export interface StandInHosts {
  /** For the variable `all_proxy` of the app. */
  readonly proxyUrl: string;
  /** Those of the hosts that were asked for, in their order, each once. Nothing is let through to any other. */
  contacted(): readonly string[];
  stop(): Promise<void>;
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

function pipe(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one);
  for (const end of [one, other]) end.on('error', () => [one, other].forEach((each) => void each.destroy()));
}

/** Starts the proxy. Each simulator answers under its host by https, with a certificate that nobody vouches for: see `trustStandIns`. */
export async function startStandInHosts(hosts: Readonly<Record<string, Simulator>>): Promise<StandInHosts> {
  const contacted = new Set<string>();
  const sockets = new Set<Socket>();
  const ports = new Map<string, number>();
  const servers: Server[] = [];
  for (const [host, { url }] of Object.entries(hosts)) {
    const server = createTlsServer(makeCertificate(), (socket) => pipe(socket, connect(Number(new URL(url).port), '127.0.0.1')));
    servers.push(server);
    ports.set(host, await listen(server));
  }
  const proxy = createServer((_, response) => response.writeHead(502).end());
  proxy.on('connect', (request, socket: Socket) => {
    const [host = ''] = request.url?.split(':') ?? [];
    const port = ports.get(host);
    if (port === undefined) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    contacted.add(host);
    const server = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 Connected\r\n\r\n'));
    pipe(socket, server);
  });
  servers.push(proxy);
  for (const server of servers) server.on('connection', (socket: Socket) => sockets.add(socket));
  return {
    proxyUrl: `http://127.0.0.1:${await listen(proxy)}`,
    contacted: () => [...contacted],
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** Makes the app take the certificates of stand-ins, before its first call. */
export async function trustStandIns(app: RunningApp): Promise<void> {
  await app.electron.evaluate(({ app: electronApp, session }) => {
    const trust = (one: Electron.Session) => one.setCertificateVerifyProc((_request, answer) => answer(0));
    electronApp.on('session-created', trust);
    trust(session.fromPartition('api'));
  });
}
