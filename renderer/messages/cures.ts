import type { MessageAction, MessageItem, MessageState } from '../../main/model/message.ts';
import type { Question } from '../../main/words/messages.ts';

/** A way on for a message with an open end. `asks`: what is asked about first. */
export interface Cure {
  readonly action: MessageAction;
  readonly label: string;
  readonly asks?: Question;
}

const discard: Cure = { action: 'discard', label: 'Discard', asks: 'discard' };
const edit: Cure = { action: 'keep-as-draft', label: 'Edit' };
const checkAgain: Cure = { action: 'check-again', label: 'Check again' };

const cures: Readonly<Record<MessageState, readonly Cure[]>> = {
  held: [{ action: 'undo', label: 'Undo' }],
  scheduled: [{ action: 'send-now', label: 'Send now' }, edit],
  queued: [edit],
  sending: [],
  accepted: [],
  failed: [{ action: 'keep-as-draft', label: 'Edit and send again' }, discard],
  unknown: [
    checkAgain,
    { action: 'mark-sent', label: 'Mark as sent' },
    { action: 'send-again', label: 'Send again', asks: 'second-copy' },
    { action: 'hide', label: 'Hide' },
  ],
  review: [{ action: 'send-now', label: 'Send now' }, edit, discard],
  received: [],
};

/** What a person can do about a message in its present state; nothing while the question about a candidate is open (`candidate.tsx`). */
export function curesOf({ state, lookup, hidden, candidate }: MessageItem): readonly Cure[] {
  if (candidate !== undefined) return [];
  const hasEnded = lookup === 'given-up' || lookup === 'not-permitted';
  const canLook = lookup !== 'checking' && lookup !== 'not-permitted';
  if (hidden) return canLook ? [checkAgain] : [];
  // In review it means that nobody could tell whether it was sent before.
  if (state === 'review' && hasEnded) return [{ action: 'send-now', label: 'Send anyway', asks: 'second-copy' }, edit, discard];
  return cures[state].filter(({ action }) => (action === 'check-again' ? canLook : action !== 'send-again' || hasEnded));
}
