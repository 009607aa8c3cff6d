import { batch } from '@preact/signals';
import type { KnownRecipient } from '../../main/compose/contract.ts';
import type { Suggestion } from '../../main/people/contract.ts';
import type { Caller } from '../bridge.ts';
import { type ComposeState, setError } from '../compose/state.ts';

/** What the To field does. */
export interface RecipientActions {
  /** The field holds this now; suggestions follow. */
  readonly type: (typed: string) => void;
  readonly pick: (suggestion: Suggestion) => void;
  /** Asks main what the typed text means; true when it is a recipient. Anything else stays as typed, with its error. */
  readonly understand: () => Promise<boolean>;
  /** The same for the recipient of a draft that was just shown: it keeps its line, and what is no recipient has no error yet. */
  readonly understandShown: () => Promise<void>;
  /** Waits until the recipient, and with it the line, is what Send will use. */
  readonly understandForSend: () => Promise<void>;
  readonly clear: () => void;
}

/** Why the recipient is asked about: chosen by the person, in a draft that was shown, or because Send waits for it. */
type Reason = 'chosen' | 'shown' | 'send';

/** What the composer held when a recipient was asked about. */
interface Asked {
  readonly field: string;
  readonly draftId: number | undefined;
}

/**
 * Makes the actions of the To field. A recipient brings the line last used with them, unless the person chose one. An answer about what the field no
 * longer holds is ignored.
 */
export function createRecipientActions({
  compose,
  call,
  draftChanged,
  showDraft,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  readonly draftChanged: () => void;
  /** Shows another draft, unless the message is written by then. */
  readonly showDraft: (draftId: number) => void;
}): RecipientActions {
  let pending: (Asked & { readonly answer: Promise<boolean> }) | undefined;

  const isStillShown = ({ field, draftId }: Asked): boolean => compose.to.peek() === field && compose.draft.peek()?.id === draftId;

  const type = async (typed: string): Promise<void> => {
    batch(() => {
      compose.to.value = typed;
      compose.recipient.value = undefined;
      compose.recipientDraft.value = undefined;
      compose.hint.value = undefined;
      setError(compose, 'to', undefined);
    });
    draftChanged();
    const result = await call('people:suggest', { typed });
    if (compose.to.value === typed) compose.suggestions.value = result.ok ? result.value : [];
  };

  const showRecipient = (known: KnownRecipient): void => {
    compose.recipient.value = known;
    compose.to.value = known.numberText;
    compose.suggestions.value = [];
    setError(compose, 'to', undefined);
  };

  /** Sets the line that goes with the recipient, and what the hint says of it. */
  const showLine = ({ line, isLastLine, draftId }: KnownRecipient, reason: Reason): void => {
    if (reason === 'shown') compose.isLineChosen.value &&= compose.endpointId.value !== line;
    else {
      if (!compose.isLineChosen.value) compose.endpointId.value = line ?? compose.endpointId.value;
      compose.recipientDraft.value = draftId;
    }
    const isAsLastTime = isLastLine === true && compose.endpointId.value === line && compose.lines.value.length !== 1;
    compose.hint.value = reason === 'shown' && compose.text.peek() !== '' ? 'draft' : isAsLastTime ? 'line' : undefined;
  };

  const accept = (known: KnownRecipient, reason: Reason): void => {
    const hadNoText = compose.text.peek() === '';
    const isNew = reason !== 'shown' || compose.to.peek() !== known.number;
    batch(() => {
      showRecipient(known);
      showLine(known, reason);
    });
    if (isNew) draftChanged();
    if (reason === 'chosen' && hadNoText && known.draftId !== undefined) showDraft(known.draftId);
  };

  const answerTo = async (to: string, reason: Reason, asked: Asked): Promise<boolean> => {
    const result = await call('compose:recipient', { to, endpointId: compose.endpointId.peek() });
    if (!isStillShown(asked)) return false;
    pending = undefined;
    if (result.ok) accept(result.value, reason);
    else if (reason !== 'shown') {
      compose.suggestions.value = [];
      setError(compose, 'to', result.error);
    }
    return result.ok;
  };

  const ask = (to: string, reason: Reason): Promise<boolean> => {
    const asked = { field: compose.to.peek(), draftId: compose.draft.peek()?.id };
    const answer = answerTo(to, reason, asked);
    pending = { ...asked, answer };
    return answer;
  };

  const understand = (reason: Reason): Promise<boolean> => {
    // A field that loses the focus because another draft was shown asks no second time: that draft keeps its line.
    if (pending !== undefined && isStillShown(pending)) return pending.answer;
    const to = compose.to.peek();
    if (compose.recipient.peek() !== undefined) return Promise.resolve(true);
    if (to.trim() === '' || compose.sessionId.peek() !== undefined) return Promise.resolve(false);
    return ask(to, reason);
  };

  return {
    type: (typed) => void type(typed),
    pick: ({ number, numberText, name }) => {
      batch(() => showRecipient({ number, numberText, name }));
      draftChanged();
      void ask(number, 'chosen');
    },
    understand: () => understand('chosen'),
    understandShown: async () => {
      await understand('shown');
    },
    understandForSend: async () => {
      await understand('send');
    },
    clear: () => void type(''),
  };
}
