/** An unsent message, as the composer holds it. */
export interface Draft {
  /** Undefined: no line was chosen for it yet. */
  readonly endpointId?: string;
  readonly sessionId?: string;
  /** E.164, or as it was typed; empty: nobody yet. */
  readonly to: string;
  readonly text: string;
  /** UTF-16 offset of the caret in `text`. */
  readonly caret: number;
}

/** A draft in one of its wordings: each save makes another revision. Main refuses what names an older one. */
export interface DraftName {
  readonly id: number;
  readonly revision: number;
}

/** A draft as it stands on the disk. */
export interface SavedDraft extends Draft, DraftName {}

/** The draft the composer shows. */
export interface ShownDraft extends SavedDraft {
  /** `endpointId` of the line to show while none was chosen. */
  readonly newLine?: string;
  /** What it was begun with was longer than a draft holds, and the rest was not taken. */
  readonly isCut?: true;
}

/** A draft as a list shows it. */
export interface ListedDraft extends Pick<SavedDraft, 'id' | 'sessionId' | 'to'> {
  /** At most 300 characters of the text. */
  readonly excerpt: string;
  /** ms since 1970 of the last change. */
  readonly at: number;
}

/** What a start with flags asks the composer to hold. */
export interface Prefill {
  readonly to?: string;
  readonly text?: string;
  readonly sessionId?: string;
}

/** Characters (UTF-16 units) a draft holds at most. */
export const LONGEST_DRAFT = 500_000;

/** A text as it is typed; `caret` is an offset in it, in UTF-16 units. */
export interface TypedText {
  readonly text: string;
  readonly caret: number;
}

/** Whether an offset lies between the two units of one character. */
const isWithinCharacter = (text: string, at: number): boolean => at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;

/**
 * What a draft takes of a text. What is too much goes from the caret backwards, since what was typed last ends there; without a caret, from the end.
 * No character of two units is cut in half.
 */
export function fitDraft(text: string, caret = text.length): TypedText {
  const excess = text.length - LONGEST_DRAFT;
  if (excess <= 0) return { text, caret };
  const end = Math.max(caret, excess);
  const start = end - excess;
  const from = isWithinCharacter(text, start) ? start - 1 : start;
  const to = isWithinCharacter(text, end) ? end + 1 : end;
  return { text: text.slice(0, from) + text.slice(to), caret: from };
}
