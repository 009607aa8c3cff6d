import type { SendMessage } from './dtos.ts';
import { type Call, pathSegment } from './http/requests.ts';

/**
 * The request of a send: always a POST, with only the members of the chosen form and none of them in a query (evo-voice-api.md 3.2).
 * Undefined when the message names neither a usable session nor an endpoint with an address.
 */
export function sendCall({ sessionId, endpointId, toAddress, body }: SendMessage): Call | undefined {
  if (sessionId !== undefined) {
    const segment = pathSegment(sessionId);
    return segment === undefined ? undefined : { method: 'POST', path: `/sessions/${segment}/messages`, body: { body } };
  }
  return endpointId && toAddress ? { method: 'POST', path: '/messages', body: { endpointId, toAddress, body } } : undefined;
}
