import type { ErrorCode, Result, ShownDraft } from '../ipc/contract.ts';
import type { Handlers } from '../ipc/serve.ts';
import type { Messages } from '../messages/messages.ts';
import { fitDraft, LONGEST_DRAFT } from '../model/longest-draft.ts';
import type { KeptDraft } from '../model/message.ts';
import { numberText } from '../people/recipient.ts';
import { type LineChoice, lineForNew } from './lines.ts';
import { openDraft } from './open-draft.ts';

/** What the calls about drafts need. */
export interface DraftCallParts {
  readonly messages: () => Messages | undefined;
  /** Whether a request names another history than the one in use. */
  readonly isOther: (historyId: string | undefined) => boolean;
  readonly lineChoice: (messages: Messages) => LineChoice;
  /** The name of a running chat session, when it is known. */
  readonly sessionName: (sessionId: string) => string | undefined;
}

type DraftCalls = Pick<Handlers, 'compose:draft' | 'compose:open' | 'compose:save-draft' | 'compose:drafts' | 'compose:discard-draft'>;

const fail = (code: ErrorCode): Result<never> => ({ ok: false, error: { code } });

/** A draft as the composer shows it. */
export function shownDraft(draft: KeptDraft, choice: LineChoice): ShownDraft {
  return { ...draft, newLine: lineForNew(choice) };
}

/** The calls about drafts: the one in the composer, opening another one, keeping what is typed, and the list. */
export function createDraftCalls({ messages: current, isOther, lineChoice, sessionName }: DraftCallParts): DraftCalls {
  function answer(messages: Messages, draft: Result<KeptDraft>): Result<ShownDraft> {
    return draft.ok ? { ok: true, value: shownDraft(draft.value, lineChoice(messages)) } : draft;
  }

  return {
    'compose:draft'() {
      const messages = current();
      return messages ? answer(messages, messages.drafts.shown()) : fail('not-signed-in');
    },
    'compose:open'({ historyId, ...request }) {
      const messages = current();
      if (!messages) return fail('not-signed-in');
      if (isOther(historyId)) return fail('other-login');
      const { drafts, recipient } = messages;
      const parts = { drafts, recipient, choice: lineChoice(messages) };
      if (request.kind !== 'prefill' || request.text === undefined) return answer(messages, openDraft(request, parts));
      const text = fitDraft(request.text);
      const shown = answer(messages, openDraft({ ...request, text }, parts));
      return shown.ok && text !== request.text ? { ok: true, value: { ...shown.value, isCut: true } } : shown;
    },
    'compose:save-draft'({ id, revision, historyId, ...draft }) {
      if (isOther(historyId)) return fail('other-login');
      if (draft.text.length > LONGEST_DRAFT) return { ok: false, error: { code: 'draft-too-long', field: 'text' } };
      const saved = current()?.drafts.save({ id, revision }, draft) ?? fail('not-signed-in');
      if (!saved.ok) return saved;
      return saved.value === undefined ? fail('draft-changed') : { ok: true, value: { revision: saved.value } };
    },
    'compose:drafts'() {
      const messages = current();
      const listed = messages?.drafts.list();
      if (!messages || !listed) return fail('not-signed-in');
      if (!listed.ok) return listed;
      const items = listed.value.map(({ id, sessionId, to, excerpt, at }) => {
        if (sessionId !== undefined) return { id, sessionId, to, toText: sessionName(sessionId) ?? sessionId, excerpt, at };
        const known = to === '' ? undefined : messages.recipient(to);
        return { id, to, toText: numberText(to), name: known?.ok ? known.value?.name : undefined, excerpt, at };
      });
      return { ok: true, value: items };
    },
    'compose:discard-draft'({ id, historyId }) {
      if (isOther(historyId)) return fail('other-login');
      const removed = current()?.drafts.remove(id) ?? fail('not-signed-in');
      if (!removed.ok) return removed;
      return removed.value ? { ok: true, value: null } : fail('draft-gone');
    },
  };
}
