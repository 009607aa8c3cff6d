import type { Account } from '../account/account.ts';
import type { HandlersOf } from '../ipc/call.ts';
import { itemOf } from '../messages/items.ts';
import type { Messages } from '../messages/messages.ts';
import type { ShownDraft } from '../model/draft.ts';
import { fail, ok } from '../model/failure.ts';
import type { Message, MessageItem } from '../model/message.ts';
import type { Recipient } from '../model/recipient.ts';
import type { Settings } from '../model/settings.ts';
import { countryOf, readRecipient } from '../people/recipient.ts';
import type { ChatSessions } from './chat-sessions.ts';
import type { composeContract, KnownRecipient } from './contract.ts';
import { shownDraft } from './draft-calls.ts';
import { type LineChoice, type Lines, lineForNew, usableLine } from './lines.ts';
import { readSubmission } from './submission.ts';

/** What the calls of the composer need. */
export interface ComposeCallsParts {
  readonly account: Pick<Account, 'messages' | 'historyId' | 'reconnectNow'>;
  readonly lines: Lines;
  readonly sessions: ChatSessions;
  readonly settings: () => Pick<Settings, 'undoSeconds'>;
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

/** The calls of the composer: lines, chat sessions, recipients, and sending. */
export function createComposeCalls(parts: ComposeCallsParts): HandlersOf<typeof composeContract> {
  const { account, lines, sessions, settings } = parts;

  /** The message, and the draft the composer shows from now on when the message was a draft. */
  function sent(messages: Messages, message: Message, wasDraft: boolean): MessageItem & { readonly next?: ShownDraft } {
    const next = wasDraft ? messages.drafts.shown() : undefined;
    return { ...itemOf(message), next: next?.ok ? shownDraft(next.value, lines.choice(messages)) : undefined };
  }

  return {
    'compose:lines': lines.list,
    'compose:sessions': sessions.list,
    'compose:recipient'({ to, endpointId }) {
      const read = readRecipient(to, countryOf(lines.kept().find((line) => line.endpointId === endpointId)?.number));
      const messages = account.messages();
      return read.ok && messages ? ok(knownRecipient(read.value, messages, lines.choice(messages))) : read;
    },
    'compose:send'({ draft, historyId, ...written }) {
      const messages = account.messages();
      if (!messages) return fail({ code: 'not-signed-in' });
      // What was written under one login must not leave under the next.
      if (historyId !== undefined && historyId !== account.historyId()) return fail({ code: 'other-login' });
      const read = { lines: lines.kept(), sessionName: sessions.nameOf, undoSeconds: settings().undoSeconds };
      const submission = readSubmission(written, read);
      if (!submission.ok) return submission;
      const submitted = messages.submit(submission.value, draft);
      if (!submitted.ok) return submitted;
      account.reconnectNow();
      return ok(sent(messages, submitted.value, draft !== undefined));
    },
  };
}
