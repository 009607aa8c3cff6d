import type { Handlers } from './calls.ts';
import { readSubmission } from './compose.ts';
import type { ChatSession, Line, Result } from './contract.ts';
import type { EvoVoiceClient } from './evo-voice/client.ts';
import type { SessionInfo, UserInfo } from './evo-voice/dtos.ts';
import type { CallFailure } from './evo-voice/outcomes.ts';
import { failureOf } from './failures.ts';
import { linesOf, readStoredLines } from './lines.ts';
import { itemOf } from './message-items.ts';
import type { Messages } from './messages/messages.ts';
import { countryOf, numberText, readRecipient } from './recipient.ts';

/** Under which key the lines of the account are kept in its history, for a start without a network. */
const LINES_NOTE = 'lines';

/** What composing needs of the signed-in account. */
export interface ComposeParts {
  readonly account: {
    messages(): Messages | undefined;
    client(): EvoVoiceClient | undefined;
    user(): UserInfo | undefined;
    historyId(): string | undefined;
    noticeFailure(failure: CallFailure, client: EvoVoiceClient | undefined): void;
  };
  readonly undoSeconds: () => number;
}

type ComposeCalls = Pick<
  Handlers,
  'compose:lines' | 'compose:sessions' | 'compose:recipient' | 'compose:suggest' | 'compose:draft' | 'compose:save-draft' | 'compose:send'
>;

const NOT_SIGNED_IN = { ok: false, error: { code: 'not-signed-in' } } as const;
const OTHER_LOGIN = { ok: false, error: { code: 'other-login' } } as const;
const EMPTY_DRAFT = { to: '', text: '', caret: 0 };

/** A running chat session as the From field offers it; calls and faxes cannot take a text. */
function chatSession(session: SessionInfo): ChatSession | undefined {
  if (session.ended || (session.channel !== undefined && session.channel !== 'Chat')) return undefined;
  const other = session.fromName ?? session.fromAddress ?? session.toAddress;
  return { sessionId: session.id, name: other ? numberText(other) : session.id, line: session.endpointName };
}

/** The calls of the composer: lines, chat sessions, recipients, the draft, and sending. */
export function createComposeCalls({ account, undoSeconds }: ComposeParts): ComposeCalls {
  let sessions: readonly ChatSession[] = [];
  /** What was written under one login must not be kept, or leave, under the next. */
  const isOther = (historyId: string | undefined) => historyId !== undefined && historyId !== account.historyId();
  const storedLines = () => {
    const note = account.messages()?.note(LINES_NOTE);
    return readStoredLines(note?.ok ? note.value : undefined);
  };

  async function lines(): Promise<Result<readonly Line[]>> {
    const client = account.client();
    if (!client) return NOT_SIGNED_IN;
    const user = account.user();
    const senders = user && (await client.senders(user));
    // Whoever signed in meanwhile has other lines, and another history to keep them in.
    if (account.client() !== client) return NOT_SIGNED_IN;
    if (!senders?.ok) {
      if (senders) account.noticeFailure(senders.failure, client);
      const stored = storedLines();
      return stored.length > 0 || !senders ? { ok: true, value: stored } : { ok: false, error: failureOf(senders.failure) };
    }
    const found = linesOf(senders.value);
    account.messages()?.setNote(LINES_NOTE, found);
    return { ok: true, value: found };
  }

  return {
    'compose:lines': lines,
    async 'compose:sessions'() {
      const client = account.client();
      const running = await client?.mySessions();
      if (!running || account.client() !== client) return NOT_SIGNED_IN;
      if (!running.ok) return { ok: false, error: failureOf(running.failure) };
      sessions = running.value.map(chatSession).filter((session) => session !== undefined);
      return { ok: true, value: sessions };
    },
    'compose:recipient': ({ to, endpointId }) =>
      readRecipient(to, countryOf(storedLines().find((line) => line.endpointId === endpointId)?.number)),
    'compose:suggest'({ typed }) {
      const recent = account.messages()?.suggest(typed) ?? NOT_SIGNED_IN;
      if (!recent.ok) return recent;
      return {
        ok: true,
        value: recent.value.map((known) => ({
          number: known.address,
          numberText: numberText(known.address),
          name: known.name,
          lastLine: known.endpointId,
        })),
      };
    },
    'compose:draft': () => account.messages()?.loadDraft() ?? { ok: true, value: EMPTY_DRAFT },
    'compose:save-draft'(draft) {
      const messages = account.messages();
      if (!messages) return NOT_SIGNED_IN;
      if (isOther(draft.historyId)) return OTHER_LOGIN;
      const { endpointId, sessionId, to, text, caret } = draft;
      return messages.saveDraft({ endpointId, sessionId, to, text, caret });
    },
    'compose:send'(draft) {
      const messages = account.messages();
      if (!messages) return NOT_SIGNED_IN;
      if (isOther(draft.historyId)) return OTHER_LOGIN;
      const submission = readSubmission(draft, { lines: storedLines(), sessions, undoSeconds: undoSeconds() });
      if (!submission.ok) return submission;
      const submitted = messages.submit(submission.value);
      return submitted.ok ? { ok: true, value: itemOf(submitted.value) } : submitted;
    },
  };
}
