import type { MessageAction, MessageItem, MessageState } from '../../main/contract.ts';

/** A way on for a message with an open end. `asks`: it loses the text, so it is asked about first. */
export interface Cure {
  readonly action: MessageAction;
  readonly label: string;
  readonly asks?: true;
}

const discard: Cure = { action: 'discard', label: 'Discard', asks: true };

const cures: Readonly<Record<MessageState, readonly Cure[]>> = {
  held: [{ action: 'undo', label: 'Undo' }],
  scheduled: [
    { action: 'send-now', label: 'Send now' },
    { action: 'keep-as-draft', label: 'Edit' },
  ],
  queued: [{ action: 'keep-as-draft', label: 'Edit' }],
  sending: [],
  accepted: [],
  failed: [{ action: 'keep-as-draft', label: 'Edit and send again' }, discard],
  unknown: [
    { action: 'check-again', label: 'Check again' },
    { action: 'mark-sent', label: 'Mark as sent' },
    { action: 'send-again', label: 'Send again (may be a second copy)' },
    discard,
  ],
  review: [{ action: 'send-now', label: 'Send now' }, { action: 'keep-as-draft', label: 'Edit' }, discard],
  received: [],
};

/** What a person can do about a message in its present state; nothing while the question about a candidate is open (`candidate.tsx`). */
export function curesOf({ state, lookup, candidate }: MessageItem): readonly Cure[] {
  if (candidate !== undefined) return [];
  const canLook = lookup !== 'checking' && lookup !== 'not-permitted';
  return cures[state].filter(({ action }) => action !== 'check-again' || canLook);
}
