import { describe, expect, it } from 'vitest';
import { type Event, events, transitionOf, transitions } from '../../../../main/messages/outbox/transitions.ts';
import { type MessageState, messageActions, messageStates } from '../../../../main/model/message.ts';

/** The events that move a message from one state to another. */
const between = (from: MessageState, to: MessageState | 'gone'): readonly Event[] =>
  events.filter((event) => transitions[from][event]?.to === to);

describe('the transitions of a message', () => {
  it('lead to a request from the queue alone, so that a row is on disk as `sending` first', () => {
    const requests = messageStates.flatMap((state) =>
      events
        .filter((event) => transitions[state][event]?.effect === 'request')
        .map((event) => [state, event, transitions[state][event]?.to]),
    );
    expect(requests).toEqual([['queued', 'taken', 'sending']]);
    expect(messageStates.filter((state) => between(state, 'sending').length > 0)).toEqual(['queued']);
  });

  it('let nobody act on a message that is being sent, nor delete it', () => {
    expect(messageActions.filter((action) => transitionOf({ state: 'sending' }, action) !== undefined)).toEqual([]);
    expect(between('sending', 'gone')).toEqual([]);
  });

  it('end with a message that was accepted or received', () => {
    expect([transitions.accepted, transitions.received]).toEqual([{}, {}]);
  });

  it('let what may have arrived be sent again only once the lookup has ended, and never delete it', () => {
    const again = ([undefined, 'checking', 'given-up', 'not-permitted'] as const).map((lookup) =>
      transitionOf({ state: 'unknown', lookup }, 'send-again'),
    );
    expect(again.map((transition) => transition?.to)).toEqual([undefined, undefined, 'queued', 'queued']);
    expect(between('unknown', 'gone')).toEqual([]);
  });

  it('send nothing again by themselves that the service may have', () => {
    expect(between('unknown', 'queued')).toEqual(['send-again']);
    expect(between('sending', 'queued')).toEqual(['not-processed']);
    expect(transitions.sending.restarted?.to).toBe('unknown');
  });

  it('send nothing by themselves that waits for the person, nor what was held when the app ended', () => {
    for (const state of ['review', 'failed'] as const) expect(between(state, 'queued')).toEqual(['send-now', 'send-again']);
    expect(transitions.held.restarted?.to).toBe('review');
  });

  it('give the text back wherever a person takes a message back', () => {
    for (const state of messageStates) {
      for (const event of ['undo', 'keep-as-draft'] as const) {
        const transition = transitions[state][event];
        if (transition) expect([state, event, transition]).toEqual([state, event, { to: 'gone', effect: 'give-draft' }]);
      }
    }
  });
});
