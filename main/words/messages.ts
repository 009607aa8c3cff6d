import type { MessageAction, MessageItem, MessageState } from '../model/message.ts';
import { messageCount } from './counts.ts';
import { foreignText } from './foreign-text.ts';

/** The state of a message in one word. Never "Delivered": the service does not say so. */
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

/** The buttons that do something about a message. */
export const actionLabels: Readonly<Record<MessageAction, string>> = {
  undo: 'Undo',
  'send-now': 'Send now',
  'check-again': 'Check again',
  'mark-sent': 'Mark as sent',
  'is-this-it': 'Yes, this is it',
  'is-not-it': 'No',
  'send-again': 'Send again',
  discard: 'Discard',
  hide: 'Hide',
  'keep-as-draft': 'Edit',
};

/** The same two buttons where they mean more: a message that failed, and one that may already have been sent. */
export const specialActionLabels = { editFailed: 'Edit and send again', sendUnchecked: 'Send anyway' } as const;

/** What an action on a message did, for `role=status`. */
export const actionWords: Readonly<Record<MessageAction, string>> = {
  undo: 'Taken back. Nothing was sent.',
  'send-now': 'Sending it now.',
  'check-again': 'Checking with Evo Voice.',
  'mark-sent': 'Marked as sent.',
  'is-this-it': 'Marked as sent: Evo Voice has it.',
  'is-not-it': 'Noted: that is a different message.',
  'send-again': 'Sending it again.',
  discard: 'Discarded.',
  hide: 'Hidden. It stays in the list but no longer needs attention.',
  'keep-as-draft': "Ready to edit. It won't go out until you send it.",
};

/** Those of a name and a number that are known: somebody in a chat session has no number. */
const known = (...parts: readonly (string | undefined)[]): readonly string[] =>
  parts.filter((part): part is string => part !== undefined && part !== '');

/** What just happened to a message that was sent, for `role=status`; `now` in ms since 1970. */
export function sentWords({ state, addressText, name, nextAt }: MessageItem, now: number): string {
  const to = known(name, addressText).map(foreignText).join(', ');
  if (state === 'held' && nextAt !== undefined) {
    return `Message to ${to} is held for ${Math.max(1, Math.round((nextAt - now) / 1000))} s. You can still undo it.`;
  }
  return `Message to ${to}: ${stateWords[state]}.`;
}

/** What a message asks about before it is done: losing its text, and sending what may have arrived. */
export type Question = 'discard' | 'second-copy';

/** A question, the button that does it, and whether that loses something. */
export interface QuestionWords {
  readonly question: string;
  readonly yes: string;
  readonly danger: boolean;
}

/** Every such question. */
export const questionWords: Readonly<Record<Question, QuestionWords>> = {
  discard: { question: 'Discard this message?', yes: 'Discard', danger: true },
  'second-copy': { question: 'It may have arrived. Send a second copy?', yes: 'Send a second copy', danger: false },
};

/** The question before one or several messages are deleted. */
export function deletionWords(count: number): QuestionWords {
  return { question: `Delete ${count === 1 ? 'this message' : messageCount(count)}?`, yes: 'Delete', danger: true };
}

/** The button that answers any question with no. */
export const keepLabel = 'Keep';

/** The question about a message of the service that may be this one. */
export const candidateWords = { question: 'Is this it?', origin: 'From Evo Voice,', afterTime: '. Is this it?' } as const;

/** The list and what narrows it. */
export const listWords = {
  section: 'History',
  heading: 'Messages',
  search: 'Search messages',
  searchPlaceholder: 'Search',
  filter: 'Filter',
  filterHint: 'Filter by state and date',
  states: 'Show',
  since: 'Since',
  noMatch: 'No messages match.',
  empty: 'No messages yet. What you send shows up here.',
  readAgain: 'Try again',
  selected: 'selected',
  copied: 'Text copied.',
  to: 'To',
  from: 'From',
} as const;

/** What the list can be narrowed to. */
export const stateFilterWords = {
  all: 'All messages',
  needsAttention: 'Needs attention',
  waiting: 'Waiting',
  accepted: 'Accepted',
  received: 'Received',
} as const;

/** The times the list can be narrowed to. */
export const timeFilterWords = { any: 'Any time', today: 'Today', week: 'Last 7 days', month: 'Last 30 days', year: 'Last year' } as const;

/** What every message can be used for. */
export const toolLabels = { reply: 'Reply', again: 'Use as a new draft', copy: 'Copy text', delete: 'Delete' } as const;

/** What stands in the list for a message that is damaged in the file, and what a screen reader says of it. */
export const damagedWords = {
  row: 'Damaged, cannot be shown',
  name: (time: string | undefined) => (time === undefined ? damagedWords.row : `${damagedWords.row}, ${time}`),
} as const;

/** The seconds left to undo a held message. */
export function countdownWords(seconds: number): string {
  return ` ${seconds} s`;
}

/** So many messages were deleted. */
export function deletedWords(count: number): string {
  return count === 1 ? 'Message deleted.' : `${messageCount(count)} deleted.`;
}

/** What is said of several messages that were not sent in time, which are sent together. */
export const lateWords = {
  notSent: (count: number) => `${messageCount(count)} were not sent in time.`,
  sendAll: (count: number) => `Send all ${count}`,
  question: (count: number) => `Send these ${messageCount(count)} now?`,
  sent: (count: number) => `Sending ${messageCount(count)} now.`,
} as const;

/** What of a message is read out. */
interface NamedMessage {
  /** The other party, the recipient or who wrote it: name and number, or the number alone. */
  readonly other: readonly string[];
  readonly text: string;
  readonly state: MessageState;
  readonly time: string;
}

/** What a screen reader says of a message: recipient, text, state, time. */
export function messageName({ other, text, state, time }: NamedMessage): string {
  const who = known(...other)
    .map(foreignText)
    .join(' ');
  return `${state === 'received' ? listWords.from : listWords.to} ${who}: ${foreignText(text)}. ${stateWords[state]}, ${time}`;
}
