import { describe, expect, it, vi } from 'vitest';
import { createMessageFeed } from '../../../main/desktop/message-feed.ts';
import type { EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import type { Messages } from '../../../main/messages/messages.ts';
import { fakeMessages, message } from '../../fakes/messages.ts';

function build(messages: Partial<Messages> = {}) {
  const send = vi.fn();
  const show = vi.fn();
  const noticeFailure = vi.fn();
  const trayUpdate = vi.fn();
  const notifier = { update: vi.fn(), withdraw: vi.fn(), ids: vi.fn((): readonly number[] => []), keepOnly: vi.fn() };
  const client = {} as EvoVoiceClient;
  const inUse = { historyId: 'history-1', messages: fakeMessages(messages) as Messages | undefined };
  const takeLate = vi.fn();
  const feed = createMessageFeed({
    account: {
      messages: () => inUse.messages,
      historyId: () => inUse.historyId,
      isInUse: (historyId) => historyId === inUse.historyId,
      client: () => client,
      noticeFailure,
    },
    popup: { send, show },
    notifier,
    lateNotice: { take: takeLate },
    tray: { update: trayUpdate },
    hotkey: { state: () => ({ accelerator: 'F9', status: 'active' }) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  return { feed, inUse, client, send, show, noticeFailure, trayUpdate, notifier, takeLate };
}

const change = { items: [], removed: [], reset: false };

describe('a change of a message', () => {
  it('reaches the list, the notifications and the tray', async () => {
    const held = message({ id: 2, state: 'held' });
    const failed = message({ id: 3, state: 'failed', name: 'Ann' });
    const { feed, send, trayUpdate, notifier, takeLate } = build({
      held: () => ({ ok: true, value: [held] }),
      page: async () => ({ ok: true, value: { items: [failed], more: false } }),
    });
    feed.take({ ...change, items: [failed] }, 'history-1');
    expect(send).toHaveBeenCalledWith(
      'messages:changed',
      expect.objectContaining({ items: [expect.objectContaining({ id: 3, state: 'failed' })], historyId: 'history-1' }),
    );
    expect(notifier.update).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 3 }), 'history-1');
    expect(takeLate).toHaveBeenCalledExactlyOnceWith({ items: [failed], removed: [], reset: false });
    await vi.waitFor(() =>
      expect(trayUpdate).toHaveBeenCalledWith({
        hotkey: 'F9',
        held: [{ id: 2, historyId: 'history-1', recipient: '+1 202 555 0143' }],
        failures: [{ id: 3, historyId: 'history-1', recipient: 'Ann' }],
      }),
    );
  });

  it('tells the account when a message went back to the queue because the service was out of reach', () => {
    const { feed, noticeFailure, client } = build();
    feed.take({ ...change, items: [message({ state: 'queued', failure: { code: 'unreachable' } })] }, 'history-1');
    expect(noticeFailure).toHaveBeenCalledExactlyOnceWith({ code: 'unreachable' }, client);
    feed.take({ ...change, items: [message({ state: 'failed', failure: { code: 'refused' } })] }, 'history-1');
    expect(noticeFailure).toHaveBeenCalledOnce();
  });

  it('of a history that is not in use reaches nobody', () => {
    const { feed, send, notifier, noticeFailure } = build();
    feed.take({ items: [message({ state: 'queued', failure: { code: 'unreachable' } })], removed: [1], reset: true }, 'history-0');
    for (const never of [send, notifier.update, notifier.withdraw, noticeFailure]) expect(never).not.toHaveBeenCalled();
  });
});

describe('what is said outside the popup', () => {
  it('is withdrawn when its message has gone, also when nobody says which have', () => {
    const { feed, notifier } = build({
      get: (id) => (id === 5 ? { ok: true, value: message({ id }) } : { ok: false, error: { code: 'message-gone' } }),
    });
    feed.take({ ...change, removed: [4] }, 'history-1');
    expect(notifier.withdraw.mock.calls).toEqual([[4]]);
    notifier.ids.mockReturnValue([5, 6]);
    feed.take({ ...change, reset: true }, 'history-1');
    expect(notifier.withdraw.mock.calls).toEqual([[4], [6]]);
  });

  it('is withdrawn with its login', () => {
    const { feed, notifier } = build();
    feed.followAccount();
    expect(notifier.keepOnly).toHaveBeenCalledExactlyOnceWith('history-1');
  });

  it('never stays in the tray because the answer for the login before came last', async () => {
    let answer: (page: Awaited<ReturnType<Messages['page']>>) => void = () => {};
    const { feed, inUse, trayUpdate } = build({ page: () => new Promise((resolve) => (answer = resolve)) });
    feed.followAccount();
    inUse.messages = undefined;
    feed.followAccount();
    await vi.waitFor(() => expect(trayUpdate).toHaveBeenCalledOnce());
    answer({ ok: true, value: { items: [message({ state: 'failed' })], more: false } });
    await new Promise(setImmediate);
    expect(trayUpdate).toHaveBeenCalledExactlyOnceWith({ hotkey: 'F9', held: [], failures: [] });
  });
});

describe('a click on a notification', () => {
  const place = { id: 2, at: 12 };

  it('opens the popup at its message', () => {
    const { feed, show } = build();
    feed.show({ ...place, historyId: 'history-1' });
    expect(show).toHaveBeenCalledExactlyOnceWith({ view: 'compose', message: { ...place, historyId: 'history-1' } });
  });

  it('only opens the popup when another login is in use', () => {
    const { feed, show } = build();
    feed.show({ ...place, historyId: 'history-0' });
    expect(show).toHaveBeenCalledExactlyOnceWith({ view: 'compose', message: undefined });
  });
});

describe('undo from the tray', () => {
  const draft = { id: 3, revision: 1, endpointId: 'ep1', to: '+12025550143', text: 'Hi', caret: 1 };

  it('opens the composer with the draft it became', () => {
    const { feed, show } = build({ act: () => ({ ok: true, value: { draft } }) });
    feed.undo({ id: 2, historyId: 'history-1' });
    expect(show).toHaveBeenCalledWith({ view: 'compose', open: 3 });
  });

  it('only opens the popup when the message has left meanwhile', () => {
    const { feed, show } = build({ act: () => ({ ok: false, error: { code: 'not-possible-now' } }) });
    feed.undo({ id: 2, historyId: 'history-1' });
    expect(show).toHaveBeenCalledWith({ view: 'compose' });
  });

  it('never touches a message of another login', () => {
    const act = vi.fn(() => ({ ok: true as const, value: { draft } }));
    const { feed, show } = build({ act });
    feed.undo({ id: 2, historyId: 'history-0' });
    expect(act).not.toHaveBeenCalled();
    expect(show).toHaveBeenCalledWith({ view: 'compose' });
  });
});
