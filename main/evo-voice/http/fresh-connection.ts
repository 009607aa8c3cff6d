/** What is used of an Electron session. */
interface Connections {
  closeAllConnections(): Promise<void>;
  fetch(input: string | Request, init?: RequestInit): Promise<Response>;
}

type Fetch = typeof globalThis.fetch;

/** Makes a session's fetch one of the platform: it takes no URL object. */
const fetchOf =
  (session: Connections): Fetch =>
  (input, init) =>
    session.fetch(input instanceof URL ? input.href : input, init);

/**
 * The connections of the app: `fetch` over sessions that are shared, and `onOwnConnection`, which lends a fetch whose connection nothing used
 * before, to one user at a time. Chromium repeats a POST by itself when a connection from its pool, used or not, closes without an answer (its
 * HttpNetworkTransaction takes that for a stale connection); the service may well have acted on the first one. On a connection opened for the
 * request it does not. So each loan gets a session of its own, emptied of connections before. A session whose emptying does not end is not lent
 * again before it has. `open` gives the session of a partition name; sessions are used again, since Electron never frees one.
 */
export function createConnections(open: (partition: string) => Connections) {
  let idle: Connections[] = [];
  let opened = 0;
  let started = 0;
  let shared = open('api');

  return {
    fetch: ((input, init) => fetchOf(shared)(input, init)) satisfies Fetch,

    async onOwnConnection<T>(use: (fetch: Fetch) => Promise<T>): Promise<T> {
      const since = started;
      const connections = idle.pop() ?? open(`send-${opened++}`);
      try {
        await connections.closeAllConnections();
        return await use(fetchOf(connections));
      } finally {
        if (since === started) idle.push(connections);
      }
    },

    /**
     * Goes on with new sessions: those there are stay tied to the process that made their connections, and every call of theirs fails once
     * that has ended, though Chromium starts another one.
     */
    renew(): void {
      started++;
      idle = [];
      shared = open(`api-${started}`);
    },
  };
}
