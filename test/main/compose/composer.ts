import { vi } from 'vitest';
import { createComposeCalls } from '../../../main/compose/calls.ts';
import { createChatSessions } from '../../../main/compose/chat-sessions.ts';
import { createDraftCalls } from '../../../main/compose/draft-calls.ts';
import { createLines } from '../../../main/compose/lines.ts';
import type { EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import type { UserInfo } from '../../../main/evo-voice/dtos.ts';
import type { Messages } from '../../../main/messages/messages.ts';
import type { Submission } from '../../../main/model/message.ts';
import { createPeopleCalls } from '../../../main/people/calls.ts';
import { fakeMessages, message } from '../../fakes/messages.ts';

const user: UserInfo = { isAuthenticated: true, roles: ['User'], accountIds: [], accountNames: [] };
export const line = { endpointId: 'ep1', name: 'Main line', number: '+4930123456', numberText: '+49 30 123456' };

/** The calls of the composer over a history and a client of which a test gives the parts it needs. */
export function createComposer(parts: { client?: Partial<EvoVoiceClient>; messages?: Partial<Messages>; signedIn?: boolean } = {}) {
  let client = parts.client as EvoVoiceClient | undefined;
  const values = new Map<string, unknown>();
  const submit = vi.fn((_submission: Submission) => ({ ok: true as const, value: message({ state: 'held', attempts: 0 }) }));
  const messages = fakeMessages({
    readValue: (key) => ({ ok: true, value: values.get(key) }),
    writeValue: (key, value) => {
      values.set(key, value);
      return { ok: true, value: null };
    },
    submit,
    ...parts.messages,
  });
  const noticeFailure = vi.fn();
  const reconnectNow = vi.fn();
  const signedIn = parts.signedIn ?? true;
  const account = {
    messages: () => (signedIn ? messages : undefined),
    client: () => (signedIn ? client : undefined),
    user: () => (signedIn ? user : undefined),
    historyId: () => 'history-1',
    noticeFailure,
    reconnectNow,
  };
  const lines = createLines({ account, chosen: () => null });
  const sessions = createChatSessions({ client: account.client });
  const calls = {
    ...createComposeCalls({ account, lines, sessions, settings: () => ({ undoSeconds: 5 }) }),
    ...createDraftCalls({ account, lines, sessions }),
    ...createPeopleCalls({ messages: account.messages }),
  };
  const signInAs = (other: Partial<EvoVoiceClient>) => {
    client = other as EvoVoiceClient;
  };
  return { calls, values, submit, noticeFailure, reconnectNow, signInAs };
}
