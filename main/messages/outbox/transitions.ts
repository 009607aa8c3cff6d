import type { Message, MessageState } from '../../model/message.ts';

/**
 * What can happen to a message: to its hold and time (`late`: it could not leave in time), to its request, to its lookup, by a person, and by a
 * restart.
 */
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
  'undo',
  'send-now',
  'check-again',
  'mark-sent',
  'is-this-it',
  'is-not-it',
  'send-again',
  'discard',
  'hide',
  'keep-as-draft',
  'restarted',
] as const;

export type Event = (typeof events)[number];

/**
 * What follows a transition, once it is on the disk:
 * `wait` a timer until `nextAt`, `queue` look for work now, `request` send it, `look-up` ask the service, `give-draft` hand the text back.
 */
export type Effect = 'wait' | 'queue' | 'request' | 'look-up' | 'give-draft';

/** `gone`: the row is deleted. No `effect`: nothing follows. */
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
 * The life of a message (design.md 4) as one table; an event that is missing under a state cannot happen there and changes nothing.
 * `sending` knows no deletion and no person's event: while the request is out, only its outcome or a restart moves it.
 */
export const table: Readonly<Record<MessageState, Partial<Readonly<Record<Event, Transition>>>>> = {
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
    // Of an earlier run it may be with the service already, so it is looked up before it is taken.
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
 * What an event does to a message; undefined when it cannot happen to it. A second copy of what may have arrived is possible only once looking for
 * the first has ended.
 */
export function transitionOf({ state, lookup }: Pick<Message, 'state' | 'lookup'>, event: Event): Transition | undefined {
  if (state === 'unknown' && event === 'send-again' && lookup !== 'given-up' && lookup !== 'not-permitted') return undefined;
  return table[state][event];
}
