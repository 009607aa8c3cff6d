import type { EvoVoiceClient } from '../evo-voice/client.ts';
import type { SessionInfo, UserInfo } from '../evo-voice/dtos.ts';
import type { CallFailure } from '../evo-voice/outcomes.ts';
import { failureOf } from '../evo-voice/outcomes.ts';
import type { ChatSession, KnownRecipient, Line, MessageItem, Recipient, Result, Settings, ShownDraft } from '../ipc/contract.ts';
import type { Handlers } from '../ipc/serve.ts';
import { itemOf } from '../messages/items.ts';
import type { Messages } from '../messages/messages.ts';
import type { Message } from '../model/message.ts';
import { countryOf, numberText, readRecipient } from '../people/recipient.ts';
import { createDraftCalls, shownDraft } from './draft-calls.ts';
import { type LineChoice, lineForNew, linesOf, readStoredLines, usableLine } from './lines.ts';
import { readSubmission } from './submission.ts';

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
    hurry(): void;
  };
  readonly settings: () => Pick<Settings, 'undoSeconds' | 'defaultLine'>;
}

type ComposeCalls = Pick<
  Handlers,
  | 'compose:lines'
  | 'compose:sessions'
  | 'compose:recipient'
  | 'compose:suggest'
  | 'compose:send'
  | 'compose:draft'
  | 'compose:open'
  | 'compose:save-draft'
  | 'compose:drafts'
  | 'compose:discard-draft'
>;

const NOT_SIGNED_IN = { ok: false, error: { code: 'not-signed-in' } } as const;
const OTHER_LOGIN = { ok: false, error: { code: 'other-login' } } as const;

/** A running chat session as the From field offers it; calls and faxes cannot take a text. */
function chatSession(session: SessionInfo): ChatSession | undefined {
  if (session.ended || (session.channel !== undefined && session.channel !== 'Chat')) return undefined;
  const other = session.fromName ?? session.fromAddress ?? session.toAddress;
  return { sessionId: session.id, name: other ? numberText(other) : session.id, line: session.endpointName };
}

/** What the history knows of an understood recipient: name, line, and a draft that waits. A failing disk leaves that out. */
function knownRecipient(recipient: Recipient, messages: Messages, choice: LineChoice): KnownRecipient {
  const known = messages.recipient(recipient.number);
  const lastLine = usableLine(choice, known.ok ? known.value?.endpointId : undefined);
  const shown = messages.drafts.shown();
  const draft = messages.drafts.newestFor({ to: recipient.number }, shown.ok ? shown.value.id : undefined);
  return {
    ...recipient,
    name: known.ok ? known.value?.name : undefined,
    line: lastLine ?? lineForNew(choice),
    isLastLine: lastLine === undefined ? undefined : true,
    draftId: draft.ok ? draft.value?.id : undefined,
  };
}

/** The calls of the composer: lines, chat sessions, recipients, drafts, and sending. */
export function createComposeCalls({ account, settings }: ComposeParts): ComposeCalls {
  let sessions: readonly ChatSession[] = [];
  /** What was written under one login must not be kept, or leave, under the next. */
  const isOther = (historyId: string | undefined) => historyId !== undefined && historyId !== account.historyId();
  const storedLines = () => {
    const note = account.messages()?.note(LINES_NOTE);
    return readStoredLines(note?.ok ? note.value : undefined);
  };

  function lineChoice(messages: Messages): LineChoice {
    const usedLast = messages.lastLine();
    return { lines: storedLines(), chosen: settings().defaultLine, usedLast: usedLast.ok ? usedLast.value : undefined };
  }

  /** The message, and the draft the composer shows from now on when the message was a draft. */
  function sent(messages: Messages, message: Message, wasDraft: boolean): MessageItem & { readonly next?: ShownDraft } {
    const next = wasDraft ? messages.drafts.shown() : undefined;
    return { ...itemOf(message), next: next?.ok ? shownDraft(next.value, lineChoice(messages)) : undefined };
  }

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
    'compose:recipient'({ to, endpointId }) {
      const read = readRecipient(to, countryOf(storedLines().find((line) => line.endpointId === endpointId)?.number));
      const messages = account.messages();
      return read.ok && messages ? { ok: true, value: knownRecipient(read.value, messages, lineChoice(messages)) } : read;
    },
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
    ...createDraftCalls({
      messages: account.messages,
      isOther,
      lineChoice,
      sessionName: (sessionId) => sessions.find((each) => each.sessionId === sessionId)?.name,
    }),
    'compose:send'({ draft, historyId, ...written }) {
      const messages = account.messages();
      if (!messages) return NOT_SIGNED_IN;
      if (isOther(historyId)) return OTHER_LOGIN;
      const submission = readSubmission(written, { lines: storedLines(), sessions, undoSeconds: settings().undoSeconds });
      if (!submission.ok) return submission;
      const submitted = messages.submit(submission.value, draft);
      if (!submitted.ok) return submitted;
      account.hurry();
      return { ok: true, value: sent(messages, submitted.value, draft !== undefined) };
    },
  };
}
