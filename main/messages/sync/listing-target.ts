import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import type { ServiceFailure } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';

/** Where a chat session runs, and the addresses its other party may have in a listing. */
export interface SessionPlace {
  readonly endpointId: string;
  readonly addresses: readonly string[];
}

/** The line on which a message will be listed. */
export type Place =
  | { readonly ok: true; readonly endpointId: string; readonly session?: SessionPlace }
  | { readonly ok: false; readonly error: ServiceFailure };

/** Tells where a message will be listed. The line of a chat session can be learned only while the session runs. */
export async function placeOf(service: EvoVoiceClient, message: Message): Promise<Place> {
  if (message.target?.kind === 'sms') return { ok: true, endpointId: message.target.endpointId };
  const sessions = await service.mySessions();
  if (!sessions.ok) return sessions;
  const session = sessions.value.find(({ id }) => id === message.sessionId);
  if (session?.endpointId === undefined) return { ok: false, error: { code: 'refused' } };
  const addresses = [session.fromAddress, session.toAddress].filter((address) => address !== undefined);
  return { ok: true, endpointId: session.endpointId, session: { endpointId: session.endpointId, addresses } };
}
