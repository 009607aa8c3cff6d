import { app, session } from 'electron';
import type { ClientOptions } from '../evo-voice/api.ts';
import { createFetchSessions } from '../evo-voice/http/fresh-connection.ts';

/** Chromium's name for the process that makes all connections. */
const networkService = 'network.mojom.NetworkService';

/**
 * How the app reaches the service: through sessions of their own, in memory, with the system's proxy and certificates; a send
 * on a connection nothing used before (`fresh-connection.ts`). When Chromium's network process has ended, new sessions go on.
 */
export function createServiceFetch(userAgent: string): Required<Pick<ClientOptions, 'fetch' | 'onFreshConnection'>> {
  const sessions = createFetchSessions((partition) => {
    const opened = session.fromPartition(partition);
    opened.setUserAgent(userAgent);
    return opened;
  });
  app.on('child-process-gone', (_event, { serviceName }) => {
    if (serviceName === networkService) sessions.renew();
  });
  return { fetch: sessions.fetch, onFreshConnection: sessions.onFreshConnection };
}
