import type { MessageAction, MessageItem, MessageState } from '../../main/model/message.ts';
import { actionLabels, type Question, specialActionLabels } from '../../main/words/messages.ts';

/** Something a person can do about a message. `asks`: what is asked about first. */
export interface OfferedAction {
  readonly action: MessageAction;
  readonly label: string;
  readonly asks?: Question;
}

const offer = (action: MessageAction, asks?: Question): OfferedAction => ({ action, label: actionLabels[action], asks });

const discard = offer('discard', 'discard');
const edit = offer('keep-as-draft');
const sendNow = offer('send-now');
const checkAgain = offer('check-again');

const offered: Readonly<Record<MessageState, readonly OfferedAction[]>> = {
  held: [offer('undo')],
  scheduled: [sendNow, edit],
  queued: [edit],
  sending: [],
  accepted: [],
  failed: [{ action: 'keep-as-draft', label: specialActionLabels.editFailed }, discard],
  unknown: [checkAgain, offer('mark-sent'), offer('send-again', 'second-copy'), offer('hide')],
  review: [sendNow, edit, discard],
  received: [],
};

/** What a person can do about a message in its present state; nothing while they are asked whether a message of the service is it. */
export function offeredActions({ state, lookup, hidden, candidate }: MessageItem): readonly OfferedAction[] {
  if (candidate !== undefined) return [];
  const hasEnded = lookup === 'given-up' || lookup === 'not-permitted';
  const canLook = lookup !== 'checking' && lookup !== 'not-permitted';
  if (hidden) return canLook ? [checkAgain] : [];
  // In review, a lookup that has ended means that nobody could tell whether an earlier run had sent it.
  if (state === 'review' && hasEnded) {
    return [{ action: 'send-now', label: specialActionLabels.sendUnchecked, asks: 'second-copy' }, edit, discard];
  }
  return offered[state].filter(({ action }) => (action === 'check-again' ? canLook : action !== 'send-again' || hasEnded));
}
