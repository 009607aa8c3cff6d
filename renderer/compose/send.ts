import { batch } from '@preact/signals';
import type { ErrorCode, Failure, MessageItem } from '../../main/contract.ts';
import type { Caller } from '../caller.ts';
import type { DraftSaver } from './drafts.ts';
import { type ComposePlace, type ComposeState, draftOf, emptyDraft, focusOn, setError } from './state.ts';

const placeOfCode: Partial<Record<ErrorCode, ComposePlace>> = {
  'line-missing': 'from',
  'session-gone': 'from',
  'recipient-empty': 'to',
  'recipient-letters': 'to',
  'recipient-impossible': 'to',
  'recipient-emergency': 'to',
  'recipient-several': 'to',
  'text-empty': 'text',
  'text-too-long': 'text',
  'text-control': 'text',
};

/** The field of the composer a failure is shown at. */
export function placeOf({ code, field }: Failure): ComposePlace {
  if (field === 'from' || field === 'to' || field === 'text') return field;
  return placeOfCode[code] ?? 'form';
}

/** Sends what the composer holds. */
export type Send = () => Promise<void>;

/**
 * Makes the send action: one message a press, however often the key repeats. When main has it safe on disk the composer
 * is emptied and `sent` is called; a failure is shown where it belongs and nothing is lost (issue 2 item 5).
 */
export function createSend({
  compose,
  call,
  drafts,
  sent,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  readonly drafts: DraftSaver;
  readonly sent: (item: MessageItem) => Promise<void>;
}): Send {
  return async () => {
    if (compose.sending.value) return;
    drafts.drop();
    batch(() => {
      compose.sending.value = true;
      compose.errors.value = {};
    });
    const result = await call('compose:send', draftOf(compose));
    if (!result.ok) {
      const place = placeOf(result.error);
      batch(() => {
        compose.sending.value = false;
        setError(compose, place, result.error);
        focusOn(compose, place === 'form' ? 'text' : place);
      });
      drafts.changed();
      return;
    }
    batch(() => {
      compose.sending.value = false;
      emptyDraft(compose);
    });
    drafts.changed();
    await sent(result.value);
  };
}
