import { describe, expect, it } from 'vitest';
import { type Event, events, transitionOf, transitions } from '../../../../main/messages/outbox/transitions.ts';
import type { MessageState } from '../../../../main/model/message.ts';

/** The life of a message, written once more by hand: state, event, next state, effect. Everything that is not here must be impossible. */
const expected: readonly (readonly [MessageState, Event, MessageState | 'gone', string?])[] = [
  ['held', 'hold-ended', 'queued', 'queue'],
  ['held', 'send-now', 'queued', 'queue'],
  ['held', 'undo', 'gone', 'give-draft'],
  ['held', 'keep-as-draft', 'gone', 'give-draft'],
  ['held', 'discard', 'gone'],
  ['held', 'hold-paused', 'held'],
  ['held', 'hold-resumed', 'held', 'wait'],
  ['held', 'late', 'review'],
  ['held', 'restarted', 'review'],
  ['scheduled', 'due', 'queued', 'queue'],
  ['scheduled', 'late', 'review'],
  ['scheduled', 'send-now', 'queued', 'queue'],
  ['scheduled', 'undo', 'gone', 'give-draft'],
  ['scheduled', 'keep-as-draft', 'gone', 'give-draft'],
  ['scheduled', 'discard', 'gone'],
  ['scheduled', 'restarted', 'scheduled', 'wait'],
  ['queued', 'taken', 'sending', 'request'],
  ['queued', 'late', 'review'],
  ['queued', 'found', 'accepted'],
  ['queued', 'may-not-look', 'review'],
  ['queued', 'not-processed', 'queued', 'wait'],
  ['queued', 'send-now', 'queued', 'queue'],
  ['queued', 'undo', 'gone', 'give-draft'],
  ['queued', 'keep-as-draft', 'gone', 'give-draft'],
  ['queued', 'discard', 'gone'],
  ['queued', 'restarted', 'queued', 'queue'],
  ['sending', 'accepted', 'accepted'],
  ['sending', 'refused', 'failed'],
  ['sending', 'not-processed', 'queued', 'wait'],
  ['sending', 'outcome-unknown', 'unknown', 'look-up'],
  ['sending', 'restarted', 'unknown', 'look-up'],
  ['unknown', 'found', 'accepted'],
  ['unknown', 'not-found', 'unknown'],
  ['unknown', 'may-not-look', 'unknown'],
  ['unknown', 'check-again', 'unknown', 'look-up'],
  ['unknown', 'mark-sent', 'accepted'],
  ['unknown', 'is-this-it', 'accepted'],
  ['unknown', 'is-not-it', 'unknown', 'look-up'],
  ['unknown', 'send-again', 'queued', 'queue'],
  ['unknown', 'hide', 'unknown'],
  ['unknown', 'restarted', 'unknown', 'look-up'],
  ['failed', 'send-now', 'queued', 'queue'],
  ['failed', 'send-again', 'queued', 'queue'],
  ['failed', 'keep-as-draft', 'gone', 'give-draft'],
  ['failed', 'discard', 'gone'],
  ['failed', 'restarted', 'failed'],
  ['review', 'send-now', 'queued', 'queue'],
  ['review', 'send-again', 'queued', 'queue'],
  ['review', 'keep-as-draft', 'gone', 'give-draft'],
  ['review', 'discard', 'gone'],
  ['review', 'restarted', 'review'],
];

const states = Object.keys(transitions) as MessageState[];

describe('the outbox table', () => {
  it('holds exactly the transitions of the design, over every state and every event', () => {
    for (const state of states) {
      for (const event of events) {
        const row = expected.find(([from, by]) => from === state && by === event);
        const transition = transitions[state][event];
        expect([state, event, transition?.to, transition?.effect]).toEqual([state, event, row?.[2], row?.[3]]);
      }
    }
  });

  it('leads to a request from the queue alone, so that a row is on disk as `sending` first', () => {
    const requests = states.flatMap((state) =>
      events.filter((event) => transitions[state][event]?.effect === 'request').map((event) => [state, event]),
    );
    expect(requests).toEqual([['queued', 'taken']]);
  });

  it('lets a second copy of what may have arrived go only once the lookup has ended, and never deletes it', () => {
    const again = ([undefined, 'checking', 'given-up', 'not-permitted'] as const).map((lookup) =>
      transitionOf({ state: 'unknown', lookup }, 'send-again'),
    );
    expect(again.map((transition) => transition?.to)).toEqual([undefined, undefined, 'queued', 'queued']);
    expect(events.filter((event) => transitions.unknown[event]?.to === 'gone')).toEqual([]);
  });

  it('sends nothing again by itself once its outcome may be known to the service', () => {
    const byItself = events.filter((event) => event !== 'send-again' && transitions.unknown[event]?.to === 'queued');
    expect(byItself).toEqual([]);
    expect(transitions.sending.restarted?.to).toBe('unknown');
    expect(transitions.held.restarted?.to).toBe('review');
  });
});
