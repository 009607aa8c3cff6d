import type { EvoVoiceClient } from '../evo-voice/api.ts';
import type { SessionInfo } from '../evo-voice/dtos.ts';
import { plainFailure } from '../evo-voice/outcomes.ts';
import { fail, ok, type Result } from '../model/failure.ts';
import { numberText } from '../people/recipient.ts';
import type { ChatSession } from './contract.ts';

/** A running chat session as the From field offers it; calls and faxes cannot take a text. */
function chatSession(session: SessionInfo): ChatSession | undefined {
  if (session.ended || (session.channel !== undefined && session.channel !== 'Chat')) return undefined;
  const other = session.fromName ?? session.fromAddress ?? session.toAddress;
  return { sessionId: session.id, name: other ? numberText(other) : session.id, line: session.endpointName };
}

/** The running chat sessions of whoever is signed in, as they were listed last. */
export function createChatSessions({ client: current }: { readonly client: () => EvoVoiceClient | undefined }) {
  let listed: { readonly client: EvoVoiceClient; readonly sessions: readonly ChatSession[] } | undefined;

  return {
    /** Lists them anew. Errors: `not-signed-in`, and those of the service. */
    async list(): Promise<Result<readonly ChatSession[]>> {
      const client = current();
      const running = await client?.mySessions();
      if (!client || !running || current() !== client) return fail({ code: 'not-signed-in' });
      if (!running.ok) return fail(plainFailure(running.error));
      const sessions = running.value.map(chatSession).filter((session) => session !== undefined);
      listed = { client, sessions };
      return ok(sessions);
    },
    /** The name of one of them; undefined when it is not known. */
    nameOf: (sessionId: string): string | undefined =>
      listed?.client === current() ? listed?.sessions.find((each) => each.sessionId === sessionId)?.name : undefined,
  };
}

export type ChatSessions = ReturnType<typeof createChatSessions>;
