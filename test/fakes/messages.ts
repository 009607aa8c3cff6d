import type { Messages } from '../../main/messages/messages.ts';
import type { SavedDraft } from '../../main/model/draft.ts';
import type { Message } from '../../main/model/message.ts';

/** A stored message with what a test cares about. */
export function message(change: Partial<Message> = {}): Message {
  return {
    id: 1,
    state: 'accepted',
    target: { kind: 'sms', endpointId: 'ep1', toAddress: '+12025550143' },
    endpointId: 'ep1',
    address: '+12025550143',
    lineName: 'Main line',
    text: 'Hi',
    caret: 2,
    at: Date.UTC(2026, 4, 1),
    attempts: 1,
    ...change,
  };
}

/** Stands for a call that the test does not expect. */
const never = () => {
  throw new Error('not expected in this test');
};

/**
 * An empty history: reading finds nothing, pausing does nothing, and values are not kept. Whatever would send, change or delete throws unless the test
 * says what it answers.
 */
export function fakeMessages(change: Partial<Messages> = {}): Messages {
  const draft: SavedDraft = { id: 1, revision: 1, to: '', text: '', caret: 0 };
  return {
    start: () => ({ ok: true, value: null }),
    submit: never,
    act: never,
    page: async () => ({ ok: true, value: { items: [], more: false } }),
    get: () => ({ ok: false, error: { code: 'message-gone' } }),
    remove: never,
    suggest: () => ({ ok: true, value: [] }),
    conversation: () => ({ ok: true, value: [] }),
    recipient: () => ({ ok: true, value: undefined }),
    lastLine: () => ({ ok: true, value: undefined }),
    drafts: {
      shown: () => ({ ok: true, value: draft }),
      start: never,
      show: never,
      save: never,
      newestFor: () => ({ ok: true, value: undefined }),
      list: () => ({ ok: true, value: [] }),
      remove: never,
    },
    readValue: () => ({ ok: true, value: undefined }),
    writeValue: () => ({ ok: true, value: null }),
    pause: () => {},
    resume: () => {},
    retryNow: () => {},
    hasWaiting: () => false,
    pauseHolds: () => {},
    resumeHolds: () => {},
    late: () => ({ ok: true, value: [] }),
    sendLate: never,
    damage: () => ({ unsent: 0, drafts: 0, people: 0 }),
    mayLookUp: () => true,
    unsent: () => ({ ok: true, value: 0 }),
    held: () => ({ ok: true, value: [] }),
    settleHeldForQuit: never,
    startPull: () => {},
    stopPull: () => {},
    exportTo: never,
    importFrom: never,
    applyRetention: never,
    countRetention: never,
    close: async () => {},
    ...change,
  };
}
