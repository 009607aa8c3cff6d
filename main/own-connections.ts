import type { Session } from 'electron';

type Connections = Pick<Session, 'closeAllConnections' | 'fetch'>;

/**
 * Lends a fetch whose connection nothing used before, to one user at a time. Chromium repeats a POST by itself when a connection from its
 * pool, used or not, closes without an answer (its HttpNetworkTransaction takes that for a stale connection); the service may well have acted on the first
 * one. On a connection opened for the request it does not. So each loan gets a session of its own, emptied of connections before.
 * `open` gives the session of a partition name; sessions are used again, since Electron never frees one.
 */
export function createOwnConnections(open: (partition: string) => Connections) {
  const idle: Connections[] = [];
  let opened = 0;

  return async function onOwnConnection<T>(use: (fetch: typeof globalThis.fetch) => Promise<T>): Promise<T> {
    const connections = idle.pop() ?? open(`send-${opened++}`);
    try {
      await connections.closeAllConnections();
      return await use((input, init) => connections.fetch(input instanceof URL ? input.href : input, init));
    } finally {
      idle.push(connections);
    }
  };
}
