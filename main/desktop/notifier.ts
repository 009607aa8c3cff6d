import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Clock } from '../clock.ts';
import type { MessagePlace } from '../model/app-state.ts';
import type { MessageItem, MessageState } from '../model/message.ts';

/** What the notifier needs; `create` makes a notification of the desktop. */
export interface NotifierParts {
  readonly isSupported: () => boolean;
  readonly create: (options: NotificationConstructorOptions) => Pick<Notification, 'show' | 'close' | 'on'>;
  /** A person who looks at the popup needs no notification. */
  readonly isPopupShown: () => boolean;
  /** A notification was clicked: the person wants to see that message. */
  readonly onClick: (message: MessagePlace) => void;
  readonly clock: Pick<Clock, 'now'>;
}

const NEEDS_PERSON: Partial<Record<MessageState, string>> = {
  failed: 'Message not sent',
  unknown: 'It is not known whether a message was sent',
};

interface Shown {
  readonly historyId: string;
  readonly state: MessageState;
  readonly close: () => void;
}

/**
 * Tells of held messages and of those that need the person; never with the text of a message, which a lock screen may show. A click shows the message
 * and changes nothing. What is told of a message is withdrawn when that is gone, or when its history is not in use any more.
 */
export function createNotifier(parts: NotifierParts) {
  const shown = new Map<number, Shown>();

  function withdraw(id: number): void {
    shown.get(id)?.close();
    shown.delete(id);
  }

  function show(item: MessageItem, historyId: string, title: string, body: string): void {
    const notification = parts.create({ silent: item.state === 'held', title, body });
    notification.on('click', () => parts.onClick({ historyId, id: item.id, at: item.at }));
    shown.set(item.id, { historyId, state: item.state, close: () => notification.close() });
    notification.show();
  }

  return {
    /** Takes a row of a history that changed; each state of a row is told once. */
    update(item: MessageItem, historyId: string): void {
      const before = shown.get(item.id);
      if (before?.historyId === historyId && before.state === item.state) return;
      withdraw(item.id);
      if (!parts.isSupported()) return;
      const who = item.name ?? item.addressText;
      const title = item.state === 'unknown' && (item.hidden || item.lookup !== 'given-up') ? undefined : NEEDS_PERSON[item.state];
      if (title && !parts.isPopupShown()) show(item, historyId, title, `To ${who}. Click to see it.`);
      if (item.state === 'held' && item.nextAt) {
        const seconds = Math.max(1, Math.round((item.nextAt - parts.clock.now()) / 1000));
        show(item, historyId, `Sending to ${who} in ${seconds} s`, 'Click to see it.');
      }
    },
    /** Withdraws what is told of a message, e.g. because it was undone or deleted. */
    withdraw,
    /** The messages that are told of. */
    ids: (): readonly number[] => [...shown.keys()],
    /** Withdraws everything but what this history has; all when there is none. */
    withdrawAllBut(historyId: string | undefined): void {
      for (const [id, one] of shown) if (one.historyId !== historyId) withdraw(id);
    },
  };
}

export type Notifier = ReturnType<typeof createNotifier>;
