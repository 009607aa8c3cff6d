import { type ClientOptions, createEvoVoiceClient, type EvoVoiceClient } from '../../../main/evo-voice/client.ts';
import { parseServer, type Server } from '../../../main/evo-voice/server.ts';
import type { Simulator } from '../../simulator/simulator.ts';

/** A server's address that is known to be good. */
function serverAt(url: string): Server {
  const server = parseServer(url);
  if (!server.ok) throw new Error(server.detail);
  return server.value;
}

/** A client with Node's fetch that holds no credentials, unless a test says otherwise. */
export function connectTo(url: string, options: Partial<ClientOptions> = {}): EvoVoiceClient {
  return createEvoVoiceClient({
    fetch,
    server: options.server ?? serverAt(url),
    userAgent: 'EvoQuickSend/0.1.0 (test)',
    format: () => 'json',
    credentials: async () => undefined,
    now: Date.now,
    ...options,
  });
}

/** A client that may sign in silently to a simulator. */
export function connectWithPassword({ url, userName, password }: Simulator, options: Partial<ClientOptions> = {}): EvoVoiceClient {
  return connectTo(url, { credentials: async () => ({ userName, password }), ...options });
}
