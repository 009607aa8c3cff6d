import type { State } from './message.ts';

/** What can happen to a message: to its hold and time, to its request, to its lookup, by a person, and by a restart. */
export const events = [
  'hold-ended',
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
  'keep-as-draft',
  'put-off',
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
  readonly to: State | 'gone';
  readonly effect?: Effect;
}

const toDraft: Transition = { to: 'gone', effect: 'give-draft' };
const gone: Transition = { to: 'gone' };
const queue: Transition = { to: 'queued', effect: 'queue' };
const lookUp: Transition = { to: 'unknown', effect: 'look-up' };

/**
 * The life of a message (design.md 4) as one table; an event that is missing under a state cannot happen there and changes nothing.
 * `sending` knows no deletion and no person's event: while the request is out, only its outcome or a restart moves it.
 */
export const table: Readonly<Record<State, Partial<Readonly<Record<Event, Transition>>>>> = {
  held: {
    'hold-ended': queue,
    'send-now': queue,
    undo: toDraft,
    'keep-as-draft': toDraft,
    discard: gone,
    'put-off': { to: 'review' },
    restarted: { to: 'review' },
  },
  scheduled: {
    due: queue,
    late: { to: 'review' },
    'send-now': queue,
    undo: toDraft,
    'keep-as-draft': toDraft,
    discard: gone,
    restarted: { to: 'scheduled', effect: 'wait' },
  },
  queued: {
    taken: { to: 'sending', effect: 'request' },
    'not-processed': { to: 'queued', effect: 'wait' },
    'send-now': queue,
    undo: toDraft,
    'keep-as-draft': toDraft,
    discard: gone,
    restarted: queue,
  },
  sending: {
    accepted: { to: 'accepted' },
    refused: { to: 'failed' },
    'not-processed': { to: 'queued', effect: 'wait' },
    'outcome-unknown': lookUp,
    restarted: lookUp,
  },
  unknown: {
    found: { to: 'accepted' },
    'not-found': { to: 'unknown' },
    'may-not-look': { to: 'unknown' },
    'check-again': lookUp,
    'mark-sent': { to: 'accepted' },
    'is-this-it': { to: 'accepted' },
    'is-not-it': lookUp,
    'send-again': queue,
    discard: gone,
    restarted: lookUp,
  },
  accepted: {},
  failed: { 'send-now': queue, 'send-again': queue, 'keep-as-draft': toDraft, discard: gone, restarted: { to: 'failed' } },
  review: { 'send-now': queue, 'send-again': queue, 'keep-as-draft': toDraft, discard: gone, restarted: { to: 'review' } },
  received: {},
};
