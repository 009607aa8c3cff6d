import { batch } from '@preact/signals';
import type { Suggestion } from '../../main/contract.ts';
import type { Caller } from '../caller.ts';
import { type ComposeState, setError } from './state.ts';

/** What the To field does. */
export interface RecipientActions {
  /** The field holds this now; suggestions follow. */
  readonly type: (typed: string) => void;
  /** Takes a suggestion; the line last used with that person is chosen with it. */
  readonly pick: (suggestion: Suggestion) => void;
  /** Has the typed text understood; true when it is a recipient. Junk stays as typed, with its error unless `quiet`. */
  readonly understand: (quiet?: 'quiet') => Promise<boolean>;
  readonly clear: () => void;
}

/** Makes the actions of the To field. An answer to what the field no longer holds is ignored. */
export function createRecipientActions({
  compose,
  call,
  changed,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  readonly changed: () => void;
}): RecipientActions {
  const type = async (typed: string): Promise<void> => {
    batch(() => {
      compose.to.value = typed;
      compose.recipient.value = undefined;
      setError(compose, 'to', undefined);
    });
    changed();
    const result = await call('compose:suggest', { typed });
    if (compose.to.value === typed) compose.suggestions.value = result.ok ? result.value : [];
  };

  const nameOf = async (number: string): Promise<string | undefined> => {
    const result = await call('compose:suggest', { typed: number });
    return result.ok ? result.value.find((one) => one.number === number)?.name : undefined;
  };

  const understand = async (quiet?: 'quiet'): Promise<boolean> => {
    const to = compose.to.value;
    if (compose.recipient.value !== undefined) return true;
    if (to.trim() === '') return false;
    const result = await call('compose:recipient', { to, endpointId: compose.endpointId.value });
    if (compose.to.value !== to) return false;
    compose.suggestions.value = [];
    if (!result.ok) {
      if (quiet === undefined) setError(compose, 'to', result.error);
      return false;
    }
    const { number, numberText } = result.value;
    const name = await nameOf(number);
    if (compose.to.value !== to) return false;
    batch(() => {
      compose.recipient.value = { ...result.value, name };
      compose.to.value = numberText;
      setError(compose, 'to', undefined);
    });
    changed();
    return true;
  };

  const pick = ({ number, numberText, name, lastLine }: Suggestion): void => {
    batch(() => {
      compose.recipient.value = { number, numberText, name };
      compose.to.value = numberText;
      compose.suggestions.value = [];
      if (compose.lines.value.some((line) => line.endpointId === lastLine)) compose.endpointId.value = lastLine;
      setError(compose, 'to', undefined);
    });
    changed();
  };

  return { type: (typed) => void type(typed), pick, understand, clear: () => void type('') };
}
