import { app, session } from 'electron';
import type { ClientOptions } from '../evo-voice/client.ts';
import { createConnections } from '../evo-voice/http/fresh-connection.ts';

/** Chromium's name for the process that makes all connections. */
const networkService = 'network.mojom.NetworkService';

/**
 * How the app reaches the service: through sessions of their own, in memory, with the system's proxy and certificates; a send
 * on a connection of its own (`own-connections.ts`). When Chromium's network process has ended, new sessions go on.
 */
export function createServiceFetch(userAgent: string): Required<Pick<ClientOptions, 'fetch' | 'onOwnConnection'>> {
  const connections = createConnections((partition) => {
    const opened = session.fromPartition(partition);
    opened.setUserAgent(userAgent);
    return opened;
  });
  app.on('child-process-gone', (_event, { serviceName }) => {
    if (serviceName === networkService) connections.renew();
  });
  return { fetch: connections.fetch, onOwnConnection: connections.onOwnConnection };
}
