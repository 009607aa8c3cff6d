import type { Notification, NotificationConstructorOptions } from 'electron';
import type { MessageItem, MessageState } from './contract.ts';

/** What the notifier needs; `create` makes a notification of the desktop. */
export interface NotifierParts {
  readonly isSupported: () => boolean;
  readonly create: (options: NotificationConstructorOptions) => Pick<Notification, 'show' | 'close' | 'on'>;
  /** A person who looks at the popup needs no notification. */
  readonly isPopupShown: () => boolean;
  readonly onUndo: (id: number) => void;
  readonly onOpen: () => void;
  readonly now: () => number;
}

const NEEDS_PERSON: Partial<Record<MessageState, string>> = {
  failed: 'Message not sent',
  unknown: 'It is not known whether a message was sent',
};

/** Tells of held messages, with undo by a click, and of those that need the person; never with the text of a message (electron-platform.md 6). */
export function createNotifier(parts: NotifierParts) {
  const open = new Map<number, { readonly state: MessageState; readonly close: () => void }>();

  function show(item: MessageItem, options: NotificationConstructorOptions, onClick: () => void): void {
    const notification = parts.create({ silent: item.state === 'held', ...options });
    notification.on('click', onClick);
    open.set(item.id, { state: item.state, close: () => notification.close() });
    notification.show();
  }

  return {
    /** Takes a row that changed; each state of a row is told once. */
    update(item: MessageItem): void {
      if (open.get(item.id)?.state === item.state) return;
      open.get(item.id)?.close();
      open.delete(item.id);
      if (!parts.isSupported()) return;
      const who = item.name ?? item.addressText;
      const title = item.state === 'unknown' && (item.hidden || item.lookup !== 'given-up') ? undefined : NEEDS_PERSON[item.state];
      if (title && !parts.isPopupShown()) show(item, { title, body: `To ${who}. Click to see it.` }, parts.onOpen);
      if (item.state === 'held' && item.nextAt) {
        const seconds = Math.max(1, Math.round((item.nextAt - parts.now()) / 1000));
        show(item, { title: `Sending to ${who} in ${seconds} s`, body: 'Click to undo.' }, () => parts.onUndo(item.id));
      }
    },
  };
}
