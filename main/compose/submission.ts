import type { ChatSession, Draft, Failure, Line, Result } from '../ipc/contract.ts';
import type { Submission } from '../model/message.ts';
import { countryOf, readRecipient } from '../people/recipient.ts';

/** The carrier takes at most this many characters of a text (evo-voice-api.md 6.2). */
export const MAX_TEXT_CHARACTERS = 1600;

// Line feed and tab are the only control characters a text may hold; a lone surrogate is no character at all.
const NOT_TEXT = /(?![\t\n])[\p{Cc}\p{Cs}]/u;

const refuse = (code: Failure['code'], field: Failure['field'], detail?: string): Result<never> => ({
  ok: false,
  error: { code, field, ...(detail === undefined ? {} : { detail }) },
});

/**
 * The text as it will leave: line ends as LF, nothing else touched. Errors: `text-empty`, `text-too-long` (detail: its
 * length in characters), `text-control` (detail: which character it is, counted from 1).
 */
export function readText(typed: string): Result<string> {
  const text = typed.replace(/\r\n?/g, '\n');
  if (text.trim() === '') return refuse('text-empty', 'text');
  const control = text.search(NOT_TEXT);
  if (control >= 0) return refuse('text-control', 'text', `character ${control + 1}`);
  if (text.length > MAX_TEXT_CHARACTERS) return refuse('text-too-long', 'text', `${text.length.toLocaleString('en')} characters`);
  return { ok: true, value: text };
}

/** A composed message, checked from top to bottom as the form is read: From, To, Message; the first mistake is the answer. */
export function readSubmission(
  draft: Draft,
  {
    lines,
    sessions,
    undoSeconds,
  }: { readonly lines: readonly Line[]; readonly sessions: readonly ChatSession[]; readonly undoSeconds: number },
): Result<Submission> {
  const rest = { caret: draft.caret, holdMs: undoSeconds * 1000 };
  if (draft.sessionId) {
    const { sessionId } = draft;
    const name = sessions.find((each) => each.sessionId === sessionId)?.name;
    const text = readText(draft.text);
    return text.ok ? { ok: true, value: { target: { kind: 'session', sessionId }, text: text.value, name, ...rest } } : text;
  }
  const endpointId = draft.endpointId?.trim();
  if (!endpointId) return refuse('line-missing', 'from');
  const line = lines.find((each) => each.endpointId === endpointId);
  const recipient = readRecipient(draft.to, countryOf(line?.number));
  if (!recipient.ok) return recipient;
  const text = readText(draft.text);
  if (!text.ok) return text;
  return {
    ok: true,
    value: {
      target: { kind: 'sms', endpointId, toAddress: recipient.value.number },
      text: text.value,
      lineName: line?.name,
      ...rest,
    },
  };
}
