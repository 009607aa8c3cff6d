import { batch, type Signal, signal } from '@preact/signals';
import type { ChatSession, Draft, Failure, Line, Recipient, Suggestion } from '../../main/contract.ts';

/** The places of the composer an error can stand at; `form` is for those that belong to no field. */
export type ComposePlace = 'from' | 'to' | 'text' | 'form';

/** What the composer shows. */
export interface ComposeState {
  readonly lines: Signal<readonly Line[]>;
  /** Why no lines could be listed. */
  readonly linesFailure: Signal<Failure | undefined>;
  readonly sessions: Signal<readonly ChatSession[]>;
  readonly endpointId: Signal<string | undefined>;
  readonly sessionId: Signal<string | undefined>;
  /** What the To field shows: as typed, or the number as a person writes it once it is understood. */
  readonly to: Signal<string>;
  readonly recipient: Signal<(Recipient & { readonly name?: string }) | undefined>;
  readonly suggestions: Signal<readonly Suggestion[]>;
  readonly text: Signal<string>;
  /** UTF-16 offset in `text`. */
  readonly caret: Signal<number>;
  readonly errors: Signal<Partial<Record<ComposePlace, Failure>>>;
  readonly sending: Signal<boolean>;
  /** The draft that was put aside for another one; it can be brought back. */
  readonly aside: Signal<Draft | undefined>;
  /** Which field takes the focus next, and a counter so that the same one can be asked for twice. */
  readonly focus: Signal<{ readonly place: ComposePlace; readonly nth: number }>;
}

/** Makes an empty composer. */
export function createComposeState(): ComposeState {
  return {
    lines: signal([]),
    linesFailure: signal(undefined),
    sessions: signal([]),
    endpointId: signal(undefined),
    sessionId: signal(undefined),
    to: signal(''),
    recipient: signal(undefined),
    suggestions: signal([]),
    text: signal(''),
    caret: signal(0),
    errors: signal({}),
    sending: signal(false),
    aside: signal(undefined),
    focus: signal({ place: 'to', nth: 0 }),
  };
}

/** The draft as main stores and sends it: an understood recipient goes as E.164, anything else as typed. */
export function draftOf(compose: ComposeState): Draft {
  const sessionId = compose.sessionId.value;
  return {
    ...(sessionId === undefined ? { endpointId: compose.endpointId.value } : { sessionId }),
    to: compose.recipient.value?.number ?? compose.to.value,
    text: compose.text.value,
    caret: Math.min(compose.caret.value, compose.text.value.length),
  };
}

/** Empties what was written; line and lists stay. */
export function emptyDraft(compose: ComposeState): void {
  batch(() => {
    compose.to.value = '';
    compose.recipient.value = undefined;
    compose.suggestions.value = [];
    compose.sessionId.value = undefined;
    compose.text.value = '';
    compose.caret.value = 0;
  });
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
