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

/** The beginning of a text that fits into a draft; no character of two units is cut in half. */
export function fitDraft(text: string): string {
  if (text.length <= LONGEST_DRAFT) return text;
  const isCutInHalf = (text.codePointAt(LONGEST_DRAFT - 1) ?? 0) > 0xffff;
  return text.slice(0, isCutInHalf ? LONGEST_DRAFT - 1 : LONGEST_DRAFT);
}
