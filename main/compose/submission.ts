import type { Draft } from '../model/draft.ts';
import { fail, ok, type Result } from '../model/failure.ts';
import type { Line } from '../model/line.ts';
import { LONGEST_TEXT, type Submission } from '../model/message.ts';
import { countryOf, readRecipient } from '../people/recipient.ts';
import { characterPlace, counterWords } from '../words/compose.ts';

// Line feed and tab are the only control characters a text may hold; a lone surrogate is no character at all.
const NOT_TEXT = /(?![\t\n])[\p{Cc}\p{Cs}]/u;

/**
 * The text as it will leave: line ends as LF, nothing else touched. Errors: `text-empty`, `text-too-long` (detail: its
 * length in characters), `text-control` (detail: which character it is, counted from 1).
 */
export function readText(typed: string): Result<string> {
  const text = typed.replace(/\r\n?/g, '\n');
  if (text.trim() === '') return fail({ code: 'text-empty', field: 'text' });
  const control = text.search(NOT_TEXT);
  if (control >= 0) return fail({ code: 'text-control', field: 'text', detail: characterPlace(control + 1) });
  if (text.length > LONGEST_TEXT) return fail({ code: 'text-too-long', field: 'text', detail: counterWords.characters(text.length) });
  return ok(text);
}

/** What a composed message is read with. */
export interface SubmissionParts {
  readonly lines: readonly Line[];
  /** The name of a running chat session, when it is known. */
  readonly sessionName: (sessionId: string) => string | undefined;
  readonly undoSeconds: number;
}

/** A composed message, checked from top to bottom as the form is read: From, To, Message; the first mistake is the answer. */
export function readSubmission(draft: Draft, { lines, sessionName, undoSeconds }: SubmissionParts): Result<Submission> {
  const holdMs = undoSeconds * 1000;
  const { caret, sessionId } = draft;
  if (sessionId) {
    const text = readText(draft.text);
    if (!text.ok) return text;
    return ok({ target: { kind: 'session', sessionId }, text: text.value, name: sessionName(sessionId), caret, holdMs });
  }
  const endpointId = draft.endpointId?.trim();
  if (!endpointId) return fail({ code: 'line-missing', field: 'from' });
  const line = lines.find((each) => each.endpointId === endpointId);
  const recipient = readRecipient(draft.to, countryOf(line?.number));
  if (!recipient.ok) return recipient;
  const text = readText(draft.text);
  if (!text.ok) return text;
  const target = { kind: 'sms', endpointId, toAddress: recipient.value.number } as const;
  return ok({ target, text: text.value, lineName: line?.name, caret, holdMs });
}
