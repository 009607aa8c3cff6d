import type { Account } from '../account/account.ts';
import type { HandlersOf } from '../ipc/call.ts';
import type { Messages } from '../messages/messages.ts';
import { fitDraft, LONGEST_DRAFT, type SavedDraft, type ShownDraft } from '../model/draft.ts';
import { fail, ok, type Result } from '../model/failure.ts';
import { numberText } from '../people/recipient.ts';
import type { ChatSessions } from './chat-sessions.ts';
import type { draftsContract } from './contract.ts';
import { type LineChoice, type Lines, lineForNew } from './lines.ts';
import { openDraft } from './open-draft.ts';

/** What the calls about drafts need. */
export interface DraftCallsParts {
  readonly account: Pick<Account, 'messages' | 'historyId'>;
  readonly lines: Pick<Lines, 'choice'>;
  readonly sessions: Pick<ChatSessions, 'nameOf'>;
}

/** A draft as the composer shows it. */
export function shownDraft(draft: SavedDraft, choice: LineChoice): ShownDraft {
  return { ...draft, newLine: lineForNew(choice) };
}

/** The calls about drafts: the one in the composer, opening another one, keeping what is typed, and the list. */
export function createDraftCalls({ account, lines, sessions }: DraftCallsParts): HandlersOf<typeof draftsContract> {
  /** What was written under one login must not be kept under the next. */
  const isOther = (historyId: string | undefined) => historyId !== undefined && historyId !== account.historyId();

  function answer(messages: Messages, draft: Result<SavedDraft>): Result<ShownDraft> {
    return draft.ok ? ok(shownDraft(draft.value, lines.choice(messages))) : draft;
  }

  return {
    'compose:draft'() {
      const messages = account.messages();
      return messages ? answer(messages, messages.drafts.shown()) : fail({ code: 'not-signed-in' });
    },
    'compose:open'({ historyId, ...request }) {
      const messages = account.messages();
      if (!messages) return fail({ code: 'not-signed-in' });
      if (isOther(historyId)) return fail({ code: 'other-login' });
      const { drafts, recipient } = messages;
      const parts = { drafts, recipient, choice: lines.choice(messages) };
      if (request.kind !== 'prefill' || request.text === undefined) return answer(messages, openDraft(request, parts));
      const { text } = fitDraft(request.text);
      const shown = answer(messages, openDraft({ ...request, text }, parts));
      return shown.ok && text !== request.text ? ok({ ...shown.value, isCut: true as const }) : shown;
    },
    'compose:save-draft'({ id, revision, historyId, ...draft }) {
      if (isOther(historyId)) return fail({ code: 'other-login' });
      if (draft.text.length > LONGEST_DRAFT) return fail({ code: 'draft-too-long', field: 'text' });
      const saved = account.messages()?.drafts.save({ id, revision }, draft) ?? fail({ code: 'not-signed-in' });
      if (!saved.ok) return saved;
      return saved.value === undefined ? fail({ code: 'draft-changed' }) : ok({ revision: saved.value });
    },
    'compose:drafts'() {
      const messages = account.messages();
      const listed = messages?.drafts.list();
      if (!messages || !listed) return fail({ code: 'not-signed-in' });
      if (!listed.ok) return listed;
      const items = listed.value.map(({ id, sessionId, to, excerpt, at }) => {
        if (sessionId !== undefined) return { id, sessionId, to, toText: sessions.nameOf(sessionId) ?? sessionId, excerpt, at };
        const known = to === '' ? undefined : messages.recipient(to);
        return { id, to, toText: numberText(to), name: known?.ok ? known.value?.name : undefined, excerpt, at };
      });
      return ok(items);
    },
    'compose:discard-draft'({ id, historyId }) {
      if (isOther(historyId)) return fail({ code: 'other-login' });
      const removed = account.messages()?.drafts.remove(id) ?? fail({ code: 'not-signed-in' });
      if (!removed.ok) return removed;
      return removed.value ? ok(null) : fail({ code: 'draft-gone' });
    },
  };
}
