import { describe, expect, it, vi } from 'vitest';
import type { MessageItem } from '../../main/contract.ts';
import { createNotifier } from '../../main/notifier.ts';

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
  const made: { title?: string; body?: string; close: ReturnType<typeof vi.fn>; click: () => void }[] = [];
  const onUndo = vi.fn();
  const onOpen = vi.fn();
  const notifier = createNotifier({
    isSupported: () => true,
    isPopupShown: () => shown,
    onUndo,
    onOpen,
    now: () => 0,
    create: ({ title, body }) => {
      const one = { title, body, close: vi.fn(), click: () => {} };
      made.push(one);
      const notification = {
        show: () => {},
        close: one.close,
        on: (_event: string, listener: () => void) => {
          one.click = listener;
          return notification;
        },
      };
      return notification as unknown as Electron.Notification;
    },
  });
  return { notifier, made, onUndo, onOpen };
}

describe('notifier', () => {
  it('offers undo while a message is held, and takes the offer back when it leaves', () => {
    const { notifier, made, onUndo } = build();
    notifier.update(item);
    expect(made[0]?.title).toBe('Sending to +1 202 555 0143 in 5 s');
    made[0]?.click();
    expect(onUndo).toHaveBeenCalledWith(7);
    notifier.update({ ...item, state: 'queued' });
    expect(made[0]?.close).toHaveBeenCalledOnce();
  });

  it('tells once that a message has failed, without its text', () => {
    const { notifier, made, onOpen } = build();
    notifier.update({ ...item, state: 'failed' });
    notifier.update({ ...item, state: 'failed' });
    expect(made).toHaveLength(1);
    expect(JSON.stringify(made)).not.toContain('secret');
    made[0]?.click();
    expect(onOpen).toHaveBeenCalledOnce();
  });

  it('tells of an unknown outcome only once the lookup gave up', () => {
    const { notifier, made } = build();
    notifier.update({ ...item, state: 'unknown', lookup: 'checking' });
    expect(made).toHaveLength(0);
    notifier.update({ ...item, state: 'unknown', lookup: 'given-up', hidden: true });
    expect(made).toHaveLength(0);
    notifier.update({ ...item, state: 'unknown', lookup: 'given-up' });
    expect(made).toHaveLength(1);
  });

  it('is silent to a person who looks at the popup, and on good ends', () => {
    const { notifier, made } = build(true);
    notifier.update({ ...item, state: 'failed' });
    notifier.update({ ...item, id: 8, state: 'accepted' });
    expect(made).toHaveLength(0);
  });
});
