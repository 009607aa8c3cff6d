import { describe, expect, it, vi } from 'vitest';
import { createMessageFeed } from '../../main/message-feed.ts';
import type { Messages } from '../../main/messages/messages.ts';
import { fakeMessages, message } from '../fakes/messages.ts';

function build(messages: Partial<Messages> = {}) {
  const send = vi.fn();
  const show = vi.fn();
  const noticeFailure = vi.fn();
  const trayUpdate = vi.fn();
  const notify = vi.fn();
  const takeLate = vi.fn();
  const feed = createMessageFeed({
    account: { messages: () => fakeMessages(messages), noticeFailure },
    popup: { send, show },
    notifier: { update: notify },
    lateNotice: { take: takeLate },
    tray: { update: trayUpdate },
    hotkey: { state: () => ({ accelerator: 'F9', status: 'active' }) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  return { feed, send, show, noticeFailure, trayUpdate, notify, takeLate };
}

describe('a change of a message', () => {
  it('reaches the list, the notifications and the tray', async () => {
    const held = message({ id: 2, state: 'held' });
    const failed = message({ id: 3, state: 'failed', name: 'Ann' });
    const { feed, send, trayUpdate, notify, takeLate } = build({
      held: () => ({ ok: true, value: [held] }),
      page: async () => ({ ok: true, value: { items: [failed], more: false } }),
    });
    feed.take({ items: [failed], removed: [], reset: false });
    expect(send).toHaveBeenCalledWith(
      'messages:changed',
      expect.objectContaining({ items: [expect.objectContaining({ id: 3, state: 'failed' })] }),
    );
    expect(notify).toHaveBeenCalledOnce();
    expect(takeLate).toHaveBeenCalledExactlyOnceWith({ items: [failed], removed: [], reset: false });
    await vi.waitFor(() =>
      expect(trayUpdate).toHaveBeenCalledWith({
        hotkey: 'F9',
        held: [{ id: 2, recipient: '+1 202 555 0143' }],
        failures: [{ id: 3, recipient: 'Ann' }],
      }),
    );
  });

  it('tells the account when a message went back to the queue because the service was out of reach', () => {
    const { feed, noticeFailure } = build();
    feed.take({ items: [message({ state: 'queued', failure: { code: 'unreachable' } })], removed: [], reset: false });
    expect(noticeFailure).toHaveBeenCalledExactlyOnceWith({ code: 'unreachable' });
    feed.take({ items: [message({ state: 'failed', failure: { code: 'refused' } })], removed: [], reset: false });
    expect(noticeFailure).toHaveBeenCalledOnce();
  });
});

describe('undo from outside the popup', () => {
  it('opens the composer with the draft it became', () => {
    const draft = { id: 3, revision: 1, endpointId: 'ep1', to: '+12025550143', text: 'Hi', caret: 1 };
    const { feed, show } = build({ act: () => ({ ok: true, value: { draft } }) });
    feed.undo(2);
    expect(show).toHaveBeenCalledWith({ view: 'compose', open: 3 });
  });

  it('only opens the popup when the message has left meanwhile', () => {
    const { feed, show } = build({ act: () => ({ ok: false, error: { code: 'not-possible-now' } }) });
    feed.undo(2);
    expect(show).toHaveBeenCalledWith({ view: 'compose' });
  });
});
