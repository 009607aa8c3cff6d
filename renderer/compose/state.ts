import { type Signal, signal } from '@preact/signals';
import type { ChatSession, DraftItem, KnownRecipient } from '../../main/compose/contract.ts';
import type { Draft, DraftName } from '../../main/model/draft.ts';
import type { Failure } from '../../main/model/failure.ts';
import type { Line } from '../../main/model/line.ts';
import type { Suggestion } from '../../main/people/contract.ts';

/** The places of the composer an error can be shown at; `form` is for those that belong to no field. */
export type ComposeField = 'from' | 'to' | 'text' | 'form';

/** What the composer shows. */
export interface ComposeState {
  readonly lines: Signal<readonly Line[]>;
  /** Why no lines could be listed. */
  readonly linesFailure: Signal<Failure | undefined>;
  readonly sessions: Signal<readonly ChatSession[]>;
  /** The draft that is shown, as main has it; undefined until main has told. */
  readonly draft: Signal<DraftName | undefined>;
  readonly endpointId: Signal<string | undefined>;
  /** Whether the person chose the line for this draft: then no recipient changes it. */
  readonly isLineChosen: Signal<boolean>;
  readonly sessionId: Signal<string | undefined>;
  /** What the To field holds: as typed, or the number as a person writes it once it is understood. */
  readonly to: Signal<string>;
  readonly recipient: Signal<KnownRecipient | undefined>;
  readonly suggestions: Signal<readonly Suggestion[]>;
  readonly text: Signal<string>;
  /** UTF-16 offset in `text`. */
  readonly caret: Signal<number>;
  readonly errors: Signal<Partial<Record<ComposeField, Failure>>>;
  readonly isSending: Signal<boolean>;
  /** The drafts that are not shown, newest first. */
  readonly drafts: Signal<readonly DraftItem[]>;
  /** The one of those drafts that is for the chosen recipient. */
  readonly recipientDraft: Signal<number | undefined>;
  /** What the hint says of the draft that is shown: whose it is, or that its line is the one used last. */
  readonly hint: Signal<'draft' | 'line' | undefined>;
  /** A draft filled from outside: `blocked`, nothing is sent yet; `ready`, it can be sent and the hint is still shown. */
  readonly prefill: Signal<'none' | 'blocked' | 'ready'>;
  /** It took the place of another draft while the person was typing, and they can hardly have seen it yet. */
  readonly isUnseen: Signal<boolean>;
  /** The field that takes the focus next, and a counter so that the same one can be asked for twice. */
  readonly focus: Signal<{ readonly field: ComposeField; readonly request: number }>;
}

/** Makes an empty composer. */
export function createComposeState(): ComposeState {
  return {
    lines: signal([]),
    linesFailure: signal(undefined),
    sessions: signal([]),
    draft: signal(undefined),
    endpointId: signal(undefined),
    isLineChosen: signal(false),
    sessionId: signal(undefined),
    to: signal(''),
    recipient: signal(undefined),
    suggestions: signal([]),
    text: signal(''),
    caret: signal(0),
    errors: signal({}),
    isSending: signal(false),
    drafts: signal([]),
    recipientDraft: signal(undefined),
    hint: signal(undefined),
    prefill: signal('none'),
    isUnseen: signal(false),
    focus: signal({ field: 'to', request: 0 }),
  };
}

/** The draft to send: an understood recipient as E.164, anything else as typed. */
export function draftToSend(compose: ComposeState): Draft {
  const sessionId = compose.sessionId.value;
  return {
    ...(sessionId === undefined ? { endpointId: compose.endpointId.value } : { sessionId }),
    to: compose.recipient.value?.number ?? compose.to.value,
    text: compose.text.value,
    caret: Math.min(compose.caret.value, compose.text.value.length),
  };
}

/** The draft to save: the same, without a line that neither the person nor a recipient chose. */
export function draftToSave(compose: ComposeState): Draft {
  const { endpointId, ...draft } = draftToSend(compose);
  return compose.isLineChosen.value || compose.recipient.value !== undefined ? { ...draft, endpointId } : draft;
}

/** Whether the composer takes no change: it is being sent, or nobody can have seen yet whose draft it is. */
export function isReadOnly(compose: ComposeState): boolean {
  return compose.isSending.value || compose.isUnseen.value;
}

/** The field to type in next: the message, once it is known to whom. */
export function fieldToType(compose: ComposeState): ComposeField {
  return compose.to.peek() === '' && compose.sessionId.peek() === undefined ? 'to' : 'text';
}

/** Asks the view to put the focus on a field. */
export function focusOn(compose: ComposeState, field: ComposeField): void {
  compose.focus.value = { field, request: compose.focus.peek().request + 1 };
}

/** Sets or clears the error of one field. */
export function setError(compose: ComposeState, field: ComposeField, failure: Failure | undefined): void {
  const { [field]: _, ...others } = compose.errors.peek();
  compose.errors.value = failure === undefined ? others : { ...others, [field]: failure };
}
