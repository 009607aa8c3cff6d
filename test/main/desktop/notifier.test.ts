import { describe, expect, it, vi } from 'vitest';
import { createNotifier } from '../../../main/desktop/notifier.ts';
import type { MessageItem } from '../../../main/model/message.ts';
import { fakeNotifications } from '../../fakes/notifications.ts';

const item: MessageItem = {
  id: 7,
  state: 'held',
  address: '+12025550143',
  addressText: '+1 202 555 0143',
  text: 'secret text',
  at: 0,
  nextAt: 5000,
};

function build(shown = false) {
  const { made, create } = fakeNotifications();
  const onClick = vi.fn();
  const notifier = createNotifier({
    isSupported: () => true,
    isPopupShown: () => shown,
    onClick,
    clock: { now: () => 0 },
    create,
  });
  return { notifier, made, onClick };
}

describe('notifier', () => {
  it('tells that a message is held, and takes that back when it leaves', () => {
    const { notifier, made } = build();
    notifier.update(item, 'history-1');
    expect(made[0]).toMatchObject({ title: 'Sending to +1 202 555 0143 in 5 s', body: 'Click to see it.' });
    notifier.update({ ...item, state: 'queued' }, 'history-1');
    expect(made[0]?.close).toHaveBeenCalledOnce();
  });

  it.each(['held', 'failed'] as const)('tells once that a message is %s, without its text; a click shows it', (state) => {
    const { notifier, made, onClick } = build();
    notifier.update({ ...item, state, at: 12 }, 'history-1');
    notifier.update({ ...item, state, at: 12 }, 'history-1');
    expect(made).toHaveLength(1);
    expect(JSON.stringify(made)).not.toContain('secret');
    made[0]?.click();
    expect(onClick).toHaveBeenCalledExactlyOnceWith({ historyId: 'history-1', id: 7, at: 12 });
  });

  it('tells of an unknown outcome only once the lookup gave up', () => {
    const { notifier, made } = build();
    notifier.update({ ...item, state: 'unknown', lookup: 'checking' }, 'history-1');
    expect(made).toHaveLength(0);
    notifier.update({ ...item, state: 'unknown', lookup: 'given-up', hidden: true }, 'history-1');
    expect(made).toHaveLength(0);
    notifier.update({ ...item, state: 'unknown', lookup: 'given-up' }, 'history-1');
    expect(made).toHaveLength(1);
  });

  it('is silent to a person who looks at the popup, and on good ends', () => {
    const { notifier, made } = build(true);
    notifier.update({ ...item, state: 'failed' }, 'history-1');
    notifier.update({ ...item, id: 8, state: 'accepted' }, 'history-1');
    expect(made).toHaveLength(0);
  });
});

describe('what is told of a message', () => {
  it('is withdrawn with the message', () => {
    const { notifier, made } = build();
    notifier.update(item, 'history-1');
    notifier.update({ ...item, id: 8, state: 'failed' }, 'history-1');
    expect(notifier.ids()).toEqual([7, 8]);
    notifier.withdraw(7);
    notifier.withdraw(9);
    expect(made.map(({ close }) => close.mock.calls.length)).toEqual([1, 0]);
    expect(notifier.ids()).toEqual([8]);
  });

  it('is withdrawn with its history', () => {
    const { notifier, made } = build();
    notifier.update(item, 'history-1');
    notifier.withdrawAllBut('history-1');
    expect(made[0]?.close).not.toHaveBeenCalled();
    notifier.withdrawAllBut('history-2');
    expect(made[0]?.close).toHaveBeenCalledOnce();
    notifier.update({ ...item, id: 8, state: 'failed' }, 'history-2');
    notifier.withdrawAllBut(undefined);
    expect(made[1]?.close).toHaveBeenCalledOnce();
  });

  it('is not taken for what is told of a message of another history with the same id', () => {
    const { notifier, made } = build();
    notifier.update(item, 'history-1');
    notifier.update(item, 'history-2');
    expect(made).toHaveLength(2);
    expect(made[0]?.close).toHaveBeenCalledOnce();
  });
});
