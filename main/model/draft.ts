/** What a typed recipient means. */
export interface Recipient {
  /** E.164. */
  readonly number: string;
  readonly numberText: string;
  /** A short notice, e.g. that the number is possible but not known to be in use. */
  readonly notice?: 'not-assigned';
}

/** What is known of a recipient beside the number. */
export interface KnownRecipient extends Recipient {
  readonly name?: string;
  /** `endpointId` of the line to write from: the one last used with them, else that for new recipients. */
  readonly line?: string;
  /** Whether `line` is the one last used with them. */
  readonly isLastLine?: true;
  /** The newest draft to them that does not stand in the composer. */
  readonly draftId?: number;
}

/** An unsent message, as the composer holds it. */
export interface Draft {
  readonly endpointId?: string;
  readonly sessionId?: string;
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

/** The draft the composer shows. Without `endpointId` no line was chosen for it yet. */
export interface ShownDraft extends Draft, DraftName {
  /** `endpointId` of the line to show while none was chosen. */
  readonly newLine?: string;
  /** What it was begun with was longer than a draft holds, and the rest was not taken. */
  readonly isCut?: true;
}

/** A draft that does not stand in the composer, as the list shows it. */
export interface DraftItem {
  readonly id: number;
  readonly sessionId?: string;
  /** E.164 or as typed; empty: nobody yet. */
  readonly to: string;
  /** The recipient as a person writes it: the number, or the name of the chat session. */
  readonly toText: string;
  readonly name?: string;
  /** At most 300 characters of the text. */
  readonly excerpt: string;
  /** ms since 1970 of the last change. */
  readonly at: number;
}

/** Which draft the composer is to show instead of the one it shows; that one stays as it is. */
export type OpenRequest =
  /** This one. */
  | { readonly kind: 'draft'; readonly id: number }
  /** The newest to this recipient, else a new one from this line. */
  | { readonly kind: 'recipient'; readonly to?: string; readonly sessionId?: string; readonly endpointId?: string }
  /** One with this recipient and this text; with a recipient alone as above; with nothing the one that is shown. */
  | { readonly kind: 'prefill'; readonly to?: string; readonly text?: string; readonly sessionId?: string; readonly endpointId?: string };

/** What a start with flags asks the composer to hold. */
export interface Prefill {
  readonly to?: string;
  readonly text?: string;
  readonly sessionId?: string;
}
