import { session } from 'electron';
import type { ClientOptions } from './evo-voice/client.ts';
import { createOwnConnections } from './own-connections.ts';

/**
 * How the app reaches the service: through sessions of their own, in memory, with the system's proxy and certificates (design.md 5); a send
 * on a connection of its own (`own-connections.ts`).
 */
export function createServiceFetch(userAgent: string): Required<Pick<ClientOptions, 'fetch' | 'onOwnConnection'>> {
  const open = (partition: string) => {
    const opened = session.fromPartition(partition);
    opened.setUserAgent(userAgent);
    return opened;
  };
  const api = open('api');
  return {
    fetch: (input, init) => api.fetch(input instanceof URL ? input.href : input, init),
    onOwnConnection: createOwnConnections(open),
  };
}
