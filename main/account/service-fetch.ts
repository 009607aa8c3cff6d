import { app, session } from 'electron';
import type { ClientOptions } from '../evo-voice/api.ts';
import { createFetchSessions } from '../evo-voice/http/fresh-connection.ts';

/** Chromium's name for its network process. */
const networkService = 'network.mojom.NetworkService';

/**
 * Reaches the service through Electron sessions that exist only in memory and use the system's proxy and certificates. A message is sent on
 * a connection of its own. If Chromium's network process ends, new sessions replace the old ones.
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
