import { describe, expect, it, vi } from 'vitest';
import { createMessageFeed } from '../../../main/desktop/message-feed.ts';
import type { EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import type { Messages } from '../../../main/messages/messages.ts';
import { fakeMessages, message } from '../../fakes/messages.ts';

function build(messages: Partial<Messages> = {}) {
  const send = vi.fn();
  const noticeFailure = vi.fn();
  const trayUpdate = vi.fn();
  const notifier = { update: vi.fn(), withdraw: vi.fn(), ids: vi.fn((): readonly number[] => []), withdrawAllBut: vi.fn() };
  const client = {} as EvoVoiceClient;
  const inUse = { historyId: 'history-1', messages: fakeMessages(messages) as Messages | undefined };
  const updateLate = vi.fn();
  const feed = createMessageFeed({
    account: {
      messages: () => inUse.messages,
      historyId: () => inUse.historyId,
      isInUse: (historyId) => historyId === inUse.historyId,
      client: () => client,
      noticeFailure,
    },
    popup: { send },
    notifier,
    lateNotice: { update: updateLate },
    tray: { update: trayUpdate },
    hotkey: { state: () => ({ accelerator: 'F9', status: 'active' }) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  return { feed, inUse, client, send, noticeFailure, trayUpdate, notifier, updateLate };
}

const change = { items: [], removed: [], reset: false };

describe('a change of a message', () => {
  it('reaches the list, the notifications and the tray', async () => {
    const held = message({ id: 2, state: 'held' });
    const failed = message({ id: 3, state: 'failed', name: 'Ann' });
    const { feed, send, trayUpdate, notifier, updateLate } = build({
      held: () => ({ ok: true, value: [held] }),
      page: async () => ({ ok: true, value: { items: [failed], more: false } }),
    });
    feed.update({ ...change, items: [failed] }, 'history-1');
    expect(send).toHaveBeenCalledWith(
      'messages:changed',
      expect.objectContaining({ items: [expect.objectContaining({ id: 3, state: 'failed' })], historyId: 'history-1' }),
    );
    expect(notifier.update).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 3 }), 'history-1');
    expect(updateLate).toHaveBeenCalledExactlyOnceWith({ items: [failed], removed: [], reset: false });
    await expect
      .poll(() => trayUpdate)
      .toHaveBeenCalledWith({
        hotkey: 'F9',
        held: [{ id: 2, historyId: 'history-1', recipient: '+1 202 555 0143' }],
        failures: [{ id: 3, historyId: 'history-1', recipient: 'Ann' }],
      });
  });

  it('tells the account when a message went back to the queue because the service was out of reach', () => {
    const { feed, noticeFailure, client } = build();
    feed.update({ ...change, items: [message({ state: 'queued', failure: { code: 'unreachable' } })] }, 'history-1');
    expect(noticeFailure).toHaveBeenCalledExactlyOnceWith({ code: 'unreachable' }, client);
    feed.update({ ...change, items: [message({ state: 'failed', failure: { code: 'refused' } })] }, 'history-1');
    expect(noticeFailure).toHaveBeenCalledOnce();
  });

  it('of a history that is not in use reaches nobody', () => {
    const { feed, send, notifier, noticeFailure } = build();
    feed.update({ items: [message({ state: 'queued', failure: { code: 'unreachable' } })], removed: [1], reset: true }, 'history-0');
    for (const never of [send, notifier.update, notifier.withdraw, noticeFailure]) expect(never).not.toHaveBeenCalled();
  });
});

describe('what is said outside the popup', () => {
  it('is withdrawn when its message has gone, also when nobody says which have', () => {
    const { feed, notifier } = build({
      get: (id) => (id === 5 ? { ok: true, value: message({ id }) } : { ok: false, error: { code: 'message-gone' } }),
    });
    feed.update({ ...change, removed: [4] }, 'history-1');
    expect(notifier.withdraw.mock.calls).toEqual([[4]]);
    notifier.ids.mockReturnValue([5, 6]);
    feed.update({ ...change, reset: true }, 'history-1');
    expect(notifier.withdraw.mock.calls).toEqual([[4], [6]]);
  });

  it('is withdrawn with its login', () => {
    const { feed, notifier } = build();
    feed.accountChanged();
    expect(notifier.withdrawAllBut).toHaveBeenCalledExactlyOnceWith('history-1');
  });

  it('never stays in the tray because the answer for the login before came last', async () => {
    let answer: (page: Awaited<ReturnType<Messages['page']>>) => void = () => {};
    const { feed, inUse, trayUpdate } = build({ page: () => new Promise((resolve) => (answer = resolve)) });
    feed.accountChanged();
    inUse.messages = undefined;
    feed.accountChanged();
    await expect.poll(() => trayUpdate).toHaveBeenCalledOnce();
    answer({ ok: true, value: { items: [message({ state: 'failed' })], more: false } });
    await new Promise(setImmediate);
    expect(trayUpdate).toHaveBeenCalledExactlyOnceWith({ hotkey: 'F9', held: [], failures: [] });
  });
});
