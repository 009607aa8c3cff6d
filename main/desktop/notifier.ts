import type { Clock } from '../clock.ts';
import type { MessagePlace } from '../model/app-state.ts';
import type { MessageItem, MessageState } from '../model/message.ts';
import { heldWords, type NotificationWords, needsPersonWords } from '../words/notifications.ts';
import type { CreateNotification } from './notification.ts';

/** What the notifier needs. */
interface NotifierParts {
  readonly isSupported: () => boolean;
  readonly create: CreateNotification;
  /** While the popup is shown, only held messages are notified. */
  readonly isPopupShown: () => boolean;
  /** Called when a notification is clicked. */
  readonly onClick: (message: MessagePlace) => void;
  readonly clock: Pick<Clock, 'now'>;
}

interface Shown {
  readonly historyId: string;
  readonly state: MessageState;
  readonly close: () => void;
}

/**
 * Shows a notification for each message that is held for undo or needs the person. It never contains the message's text, since a lock
 * screen may show it. A click shows the message and changes nothing. The notification is withdrawn with its message or its history.
 */
export function createNotifier(parts: NotifierParts) {
  const shown = new Map<number, Shown>();

  function withdraw(id: number): void {
    shown.get(id)?.close();
    shown.delete(id);
  }

  function show(item: MessageItem, historyId: string, { title, body }: NotificationWords): void {
    const notification = parts.create({ silent: item.state === 'held', title, body });
    notification.on('click', () => parts.onClick({ historyId, id: item.id, at: item.at }));
    shown.set(item.id, { historyId, state: item.state, close: () => notification.close() });
    notification.show();
  }

  return {
    /** Takes note of a changed message; each of its states is notified once. */
    update(item: MessageItem, historyId: string): void {
      const before = shown.get(item.id);
      if (before?.historyId === historyId && before.state === item.state) return;
      withdraw(item.id);
      if (!parts.isSupported()) return;
      const who = item.name ?? item.addressText;
      const isUndecided = item.state === 'unknown' && (item.hidden || item.lookup !== 'given-up');
      const words = isUndecided ? undefined : needsPersonWords(item.state, who);
      if (words && !parts.isPopupShown()) show(item, historyId, words);
      if (item.state === 'held' && item.nextAt) {
        const seconds = Math.max(1, Math.round((item.nextAt - parts.clock.now()) / 1000));
        show(item, historyId, heldWords(who, seconds));
      }
    },
    /** Closes the notification of a message, e.g. because it was undone or deleted. */
    withdraw,
    /** The ids of the messages that have a notification. */
    ids: (): readonly number[] => [...shown.keys()],
    /** Closes all notifications except those of this history; all of them if it is undefined. */
    withdrawAllBut(historyId: string | undefined): void {
      for (const [id, one] of shown) if (one.historyId !== historyId) withdraw(id);
    },
  };
}

export type Notifier = ReturnType<typeof createNotifier>;
