import { type Message, type MessageState, messageActions } from '../../model/message.ts';

/** Everything that can happen to a message: to its hold or scheduled time, its request, its lookup, by a person, and by a restart of the app. */
export const events = [
  'hold-ended',
  'hold-paused',
  'hold-resumed',
  'due',
  'late',
  'taken',
  'accepted',
  'refused',
  'not-processed',
  'outcome-unknown',
  'found',
  'not-found',
  'may-not-look',
  ...messageActions,
  'restarted',
] as const;

export type Event = (typeof events)[number];

/**
 * What happens next, once a transition is on the disk:
 * `wait` until `nextAt`, `queue` send it in its turn, `request` send it now, `look-up` ask the service about it, `give-draft` return its text.
 */
export type Effect = 'wait' | 'queue' | 'request' | 'look-up' | 'give-draft';

/** `gone`: the message is deleted. No `effect`: nothing happens next. */
export interface Transition {
  readonly to: MessageState | 'gone';
  readonly effect?: Effect;
}

const toDraft: Transition = { to: 'gone', effect: 'give-draft' };
const gone: Transition = { to: 'gone' };
const accepted: Transition = { to: 'accepted' };
const review: Transition = { to: 'review' };
const queue: Transition = { to: 'queued', effect: 'queue' };
const lookUp: Transition = { to: 'unknown', effect: 'look-up' };

/**
 * The life of a message as one table. An event that is not listed under a state cannot happen in it and changes nothing.
 * A message in `sending` cannot be deleted and a person cannot act on it: only the outcome of its request, or a restart, moves it on.
 */
export const transitions: Readonly<Record<MessageState, Partial<Readonly<Record<Event, Transition>>>>> = {
  held: {
    'hold-ended': queue,
    'hold-paused': { to: 'held' },
    'hold-resumed': { to: 'held', effect: 'wait' },
    late: review,
    'send-now': queue,
    undo: toDraft,
    'keep-as-draft': toDraft,
    discard: gone,
    restarted: review,
  },
  scheduled: {
    due: queue,
    late: review,
    'send-now': queue,
    undo: toDraft,
    'keep-as-draft': toDraft,
    discard: gone,
    restarted: { to: 'scheduled', effect: 'wait' },
  },
  queued: {
    taken: { to: 'sending', effect: 'request' },
    late: review,
    // A message of an earlier run may have been sent already, so it is looked up first.
    found: accepted,
    'may-not-look': review,
    'not-processed': { to: 'queued', effect: 'wait' },
    'send-now': queue,
    undo: toDraft,
    'keep-as-draft': toDraft,
    discard: gone,
    restarted: queue,
  },
  sending: {
    accepted,
    refused: { to: 'failed' },
    'not-processed': { to: 'queued', effect: 'wait' },
    'outcome-unknown': lookUp,
    restarted: lookUp,
  },
  unknown: {
    found: accepted,
    'not-found': { to: 'unknown' },
    'may-not-look': { to: 'unknown' },
    'check-again': lookUp,
    'mark-sent': accepted,
    'is-this-it': accepted,
    'is-not-it': lookUp,
    'send-again': queue,
    hide: { to: 'unknown' },
    restarted: lookUp,
  },
  accepted: {},
  failed: { 'send-now': queue, 'send-again': queue, 'keep-as-draft': toDraft, discard: gone, restarted: { to: 'failed' } },
  review: { 'send-now': queue, 'send-again': queue, 'keep-as-draft': toDraft, discard: gone, restarted: review },
  received: {},
};

/**
 * What an event does to a message; undefined when it cannot happen to it. A text that may have arrived can be sent again only once the lookup has
 * ended.
 */
export function transitionOf({ state, lookup }: Pick<Message, 'state' | 'lookup'>, event: Event): Transition | undefined {
  if (state === 'unknown' && event === 'send-again' && lookup !== 'given-up' && lookup !== 'not-permitted') return undefined;
  return transitions[state][event];
}
