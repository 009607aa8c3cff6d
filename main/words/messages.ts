import type { MessageAction, MessageItem, MessageState } from '../model/message.ts';

/** The state of a message in one word (design.md 4). Never "Delivered": the service does not say so. */
export const stateWords: Readonly<Record<MessageState, string>> = {
  held: 'Held',
  scheduled: 'Scheduled',
  queued: 'Queued',
  sending: 'Sending',
  accepted: 'Accepted',
  failed: 'Failed',
  unknown: 'Unknown',
  review: 'Review',
  received: 'Received',
};

/** What a lookup of an unknown outcome has found so far (design.md 4, "Lookup"). */
export const lookupWords = {
  checking: 'Asking the server whether it has this message.',
  'given-up': 'It could not be found on the server. That does not prove that it was not sent.',
  'not-permitted': 'This login may not list messages, so nobody can look it up from here.',
} as const;

/** Why nobody can tell whether a message was sent before the app was started. */
export const uncheckedWords = {
  'given-up': 'It could not be checked whether this was sent before the app was started.',
  'not-permitted': 'It could not be checked whether this was sent before the app was started: this login may not list messages.',
} as const;

/** What a row asks about before it is done: losing its text, and sending what may have arrived. */
export type Question = 'discard' | 'second-copy';

/** What a row asks before it does something, the answer that does it, and whether that loses something. */
export const questionWords: Readonly<Record<Question, { readonly question: string; readonly yes: string; readonly danger: boolean }>> = {
  discard: { question: 'Discard this message?', yes: 'Discard', danger: true },
  'second-copy': { question: 'It may have arrived. Send a second copy?', yes: 'Send a second copy', danger: false },
};

/** What an action on a message did, for `role=status`. */
export const actionWords: Readonly<Record<MessageAction, string>> = {
  undo: 'Taken back: nothing was sent.',
  'send-now': 'It goes out now.',
  'check-again': 'Asking the server.',
  'mark-sent': 'Marked as sent.',
  'is-this-it': 'Found: it was sent.',
  'is-not-it': 'Noted: that one is another message.',
  'send-again': 'It goes out once more.',
  discard: 'Discarded.',
  hide: 'Hidden: it needs no attention any more. It stays in the list.',
  'keep-as-draft': 'Moved back into the composer. It is not sent.',
};

/** What just happened to a message that was sent, for `role=status`; `now` in ms since 1970. */
export function sentWords({ state, addressText, name, nextAt }: MessageItem, now: number): string {
  const to = name === undefined ? addressText : `${name}, ${addressText}`;
  if (state === 'held' && nextAt !== undefined) {
    return `Message to ${to} is held for ${Math.max(1, Math.round((nextAt - now) / 1000))} s. Undo takes it back.`;
  }
  return `Message to ${to}: ${stateWords[state]}.`;
}
