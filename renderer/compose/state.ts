import { type Signal, signal } from '@preact/signals';
import type { ChatSession, DraftItem, KnownRecipient } from '../../main/compose/contract.ts';
import type { Draft, DraftName } from '../../main/model/draft.ts';
import type { Failure } from '../../main/model/failure.ts';
import type { Line } from '../../main/model/line.ts';
import type { Suggestion } from '../../main/people/contract.ts';

/** The places of the composer an error can stand at; `form` is for those that belong to no field. */
export type ComposePlace = 'from' | 'to' | 'text' | 'form';

/** What the composer shows. */
export interface ComposeState {
  readonly lines: Signal<readonly Line[]>;
  /** Why no lines could be listed. */
  readonly linesFailure: Signal<Failure | undefined>;
  readonly sessions: Signal<readonly ChatSession[]>;
  /** The draft it shows, as main has it; undefined until main has told. */
  readonly draft: Signal<DraftName | undefined>;
  readonly endpointId: Signal<string | undefined>;
  /** Whether the line was chosen by hand for this draft: then no recipient changes it. */
  readonly lineByHand: Signal<boolean>;
  readonly sessionId: Signal<string | undefined>;
  /** What the To field shows: as typed, or the number as a person writes it once it is understood. */
  readonly to: Signal<string>;
  readonly recipient: Signal<KnownRecipient | undefined>;
  readonly suggestions: Signal<readonly Suggestion[]>;
  readonly text: Signal<string>;
  /** UTF-16 offset in `text`. */
  readonly caret: Signal<number>;
  readonly errors: Signal<Partial<Record<ComposePlace, Failure>>>;
  readonly sending: Signal<boolean>;
  /** The drafts that do not stand here, newest first. */
  readonly drafts: Signal<readonly DraftItem[]>;
  /** The draft, of those, to the recipient that was chosen. */
  readonly theirDraft: Signal<number | undefined>;
  /** What the hint line says of the draft that is shown: whose it is, or that its line is the one used last. */
  readonly said: Signal<'draft' | 'line' | undefined>;
  /** `on`: filled from outside just now, nothing is sent; `said`: Send works, the hint still stands there. */
  readonly guard: Signal<'off' | 'on' | 'said'>;
  /** Which field takes the focus next, and a counter so that the same one can be asked for twice. */
  readonly focus: Signal<{ readonly place: ComposePlace; readonly nth: number }>;
}

/** Makes an empty composer. */
export function createComposeState(): ComposeState {
  return {
    lines: signal([]),
    linesFailure: signal(undefined),
    sessions: signal([]),
    draft: signal(undefined),
    endpointId: signal(undefined),
    lineByHand: signal(false),
    sessionId: signal(undefined),
    to: signal(''),
    recipient: signal(undefined),
    suggestions: signal([]),
    text: signal(''),
    caret: signal(0),
    errors: signal({}),
    sending: signal(false),
    drafts: signal([]),
    theirDraft: signal(undefined),
    said: signal(undefined),
    guard: signal('off'),
    focus: signal({ place: 'to', nth: 0 }),
  };
}

/** What is sent: an understood recipient as E.164, anything else as typed. */
export function draftOf(compose: ComposeState): Draft {
  const sessionId = compose.sessionId.value;
  return {
    ...(sessionId === undefined ? { endpointId: compose.endpointId.value } : { sessionId }),
    to: compose.recipient.value?.number ?? compose.to.value,
    text: compose.text.value,
    caret: Math.min(compose.caret.value, compose.text.value.length),
  };
}

/** What is kept: the same, without a line that nobody chose and no recipient brought. */
export function keptDraftOf(compose: ComposeState): Draft {
  const { endpointId, ...draft } = draftOf(compose);
  return compose.lineByHand.value || compose.recipient.value !== undefined ? { ...draft, endpointId } : draft;
}

/** Where typing goes on: the message, once it is known to whom. */
export function placeToType(compose: ComposeState): ComposePlace {
  return compose.to.peek() === '' && compose.sessionId.peek() === undefined ? 'to' : 'text';
}

/** Asks the view to put the focus on a field. */
export function focusOn(compose: ComposeState, place: ComposePlace): void {
  compose.focus.value = { place, nth: compose.focus.peek().nth + 1 };
}

/** Sets or clears the error of one place. */
export function setError(compose: ComposeState, place: ComposePlace, failure: Failure | undefined): void {
  const { [place]: _, ...others } = compose.errors.peek();
  compose.errors.value = failure === undefined ? others : { ...others, [place]: failure };
}
