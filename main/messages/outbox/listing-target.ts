import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../model/failure.ts';
import type { Message } from '../../model/message.ts';
import type { SessionLine } from './attempt.ts';

/** The line under which the service will list a message; `session` for a message into a chat session. */
export interface ListingTarget {
  readonly endpointId: string;
  readonly session?: SessionLine;
}

/** Finds the line under which a message will be listed. The line of a chat session can only be learned while it runs; afterwards: `refused`. */
export async function findListingTarget(client: EvoVoiceClient, message: Message): Promise<Result<ListingTarget, ServiceFailure>> {
  if (message.target?.kind === 'sms') return ok({ endpointId: message.target.endpointId });
  const sessions = await client.mySessions();
  if (!sessions.ok) return sessions;
  const session = sessions.value.find(({ id }) => id === message.sessionId);
  if (session?.endpointId === undefined) return fail({ code: 'refused' });
  const addresses = [session.fromAddress, session.toAddress].filter((address) => address !== undefined);
  return ok({ endpointId: session.endpointId, session: { endpointId: session.endpointId, addresses } });
}
