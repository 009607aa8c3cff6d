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
  /** Has what was typed understood; true when it is a recipient. Junk stays as typed, with its error. */
  readonly understand: () => Promise<boolean>;
  /** Has the recipient of a draft understood that was just shown: it keeps its line, and junk has no error yet. */
  readonly recognise: () => Promise<void>;
  /** Waits until the recipient, and with them the line, is what Send will use. */
  readonly settle: () => Promise<void>;
  readonly clear: () => void;
}

/** `typed`: chosen by hand; `shown`: a draft was shown; `sending`: Send waits for it. */
type Way = 'typed' | 'shown' | 'sending';

/**
 * Makes the actions of the To field. Taking a recipient, in whatever way, sets the line last used with them unless one was chosen by hand. An
 * answer to what the field no longer holds is ignored. `bringBack` shows a draft when the message is empty.
 */
export function createRecipientActions({
  compose,
  call,
  changed,
  bringBack,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  readonly changed: () => void;
  readonly bringBack: (draftId: number) => void;
}): RecipientActions {
  let underWay: { readonly field: string; readonly draftId: number | undefined; readonly answer: Promise<boolean> } | undefined;

  const type = async (typed: string): Promise<void> => {
    batch(() => {
      compose.to.value = typed;
      compose.recipient.value = undefined;
      compose.theirDraft.value = undefined;
      compose.said.value = undefined;
      setError(compose, 'to', undefined);
    });
    changed();
    const result = await call('people:suggest', { typed });
    if (compose.to.value === typed) compose.suggestions.value = result.ok ? result.value : [];
  };

  const take = (known: KnownRecipient, way: Way): void => {
    const { line, isLastLine, draftId, number, numberText } = known;
    const isEmpty = compose.text.peek() === '';
    const isNew = way !== 'shown' || compose.to.peek() !== number;
    batch(() => {
      compose.recipient.value = known;
      compose.to.value = numberText;
      compose.suggestions.value = [];
      setError(compose, 'to', undefined);
      if (way === 'shown') compose.lineByHand.value &&= compose.endpointId.value !== line;
      else {
        if (!compose.lineByHand.value) compose.endpointId.value = line ?? compose.endpointId.value;
        compose.theirDraft.value = draftId;
      }
      const isAsLastTime = isLastLine === true && compose.endpointId.value === line && compose.lines.value.length !== 1;
      compose.said.value = way === 'shown' && !isEmpty ? 'draft' : isAsLastTime ? 'line' : undefined;
    });
    if (isNew) changed();
    if (way === 'typed' && isEmpty && draftId !== undefined) bringBack(draftId);
  };

  const isStill = ({ field, draftId }: { readonly field: string; readonly draftId: number | undefined }): boolean =>
    compose.to.peek() === field && compose.draft.peek()?.id === draftId;

  const answerOf = async (to: string, way: Way, asked: Parameters<typeof isStill>[0]): Promise<boolean> => {
    const result = await call('compose:recipient', { to, endpointId: compose.endpointId.peek() });
    if (!isStill(asked)) return false;
    underWay = undefined;
    if (result.ok) take(result.value, way);
    else if (way !== 'shown') {
      compose.suggestions.value = [];
      setError(compose, 'to', result.error);
    }
    return result.ok;
  };

  const ask = (to: string, way: Way): Promise<boolean> => {
    const asked = { field: compose.to.peek(), draftId: compose.draft.peek()?.id };
    const answer = answerOf(to, way, asked);
    underWay = { ...asked, answer };
    return answer;
  };

  const understand = (way: Way): Promise<boolean> => {
    // A field that loses the focus because another draft was shown asks no second time: that draft keeps its line.
    if (underWay !== undefined && isStill(underWay)) return underWay.answer;
    const to = compose.to.peek();
    if (compose.recipient.peek() !== undefined) return Promise.resolve(true);
    if (to.trim() === '' || compose.sessionId.peek() !== undefined) return Promise.resolve(false);
    return ask(to, way);
  };

  return {
    type: (typed) => void type(typed),
    pick: ({ number, numberText, name }) => {
      batch(() => {
        compose.recipient.value = { number, numberText, name };
        compose.to.value = numberText;
        compose.suggestions.value = [];
        setError(compose, 'to', undefined);
      });
      changed();
      void ask(number, 'typed');
    },
    understand: () => understand('typed'),
    recognise: async () => {
      await understand('shown');
    },
    settle: async () => {
      await understand('sending');
    },
    clear: () => void type(''),
  };
}
