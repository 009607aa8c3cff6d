import { systemClock } from '../../../main/clock.ts';
import type { ClientOptions, EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import { createEvoVoiceClient } from '../../../main/evo-voice/client.ts';
import { parseServer, type Server } from '../../../main/evo-voice/server.ts';
import type { Simulator } from '../../simulator/simulator.ts';

/** Parses the address of a server that is known to be valid. */
function serverAt(url: string): Server {
  const server = parseServer(url);
  if (!server.ok) throw new Error(server.error.detail);
  return server.value;
}

/** Makes a client over Node's fetch and without stored credentials, unless a test says otherwise. */
export function connectTo(url: string, options: Partial<ClientOptions> = {}): EvoVoiceClient {
  return createEvoVoiceClient({
    fetch,
    server: options.server ?? serverAt(url),
    userAgent: 'EvoQuickSend/0.1.0 (test)',
    format: () => 'json',
    credentials: async () => undefined,
    clock: systemClock,
    ...options,
  });
}

/** Makes a client that may sign in to a simulator silently. */
export function connectWithPassword({ url, userName, password }: Simulator, options: Partial<ClientOptions> = {}): EvoVoiceClient {
  return connectTo(url, { credentials: async () => ({ userName, password }), ...options });
}
