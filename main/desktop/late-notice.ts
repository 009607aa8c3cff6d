import type { Notification } from 'electron';
import type { Clock } from '../clock.ts';
import type { MessagesChange } from '../messages/messages.ts';
import { isLate } from '../messages/outbox/late.ts';
import { notSentWords } from '../words/notifications.ts';
import type { CreateNotification } from './notification.ts';

/** Late messages within this time, in ms, share a notification: after sleep or a start they come one by one. */
const gatherMs = 500;

/** What the notice needs. */
interface LateNoticeParts {
  readonly isSupported: () => boolean;
  readonly create: CreateNotification;
  /** While the popup is shown, nothing is notified. */
  readonly isPopupShown: () => boolean;
  readonly onOpen: () => void;
  readonly clock: Clock;
}

/**
 * Shows one notification for all messages that were not sent in time and wait for the person. It gives their number, not their recipients.
 */
export function createLateNotice({ isSupported, create, isPopupShown, onOpen, clock }: LateNoticeParts) {
  /** When each of them was due, in ms since 1970, by message id. */
  const late = new Map<number, number>();
  let shown: Pick<Notification, 'close'> | undefined;
  let cancel: (() => void) | undefined;

  function withdraw(): void {
    cancel?.();
    cancel = undefined;
    shown?.close();
    shown = undefined;
  }

  function tell(): void {
    withdraw();
    if (!isSupported() || isPopupShown()) return;
    const areLate = [...late.values()].every((dueAt) => isLate(dueAt, clock.now()));
    const { title, body } = notSentWords(late.size, areLate);
    const notification = create({ title, body });
    notification.on('click', onOpen);
    shown = notification;
    notification.show();
  }

  return {
    /** Takes note of changed messages. Closes the notification when none of its messages waits any more. */
    update({ items, removed }: MessagesChange): void {
      const before = late.size;
      for (const id of removed) late.delete(id);
      for (const { id, state } of items) if (state !== 'review') late.delete(id);
      for (const { id, state, dueAt } of items) {
        if (state !== 'review' || dueAt === undefined || late.has(id)) continue;
        late.set(id, dueAt);
        cancel ??= clock.setTimer(gatherMs, tell);
      }
      if (late.size === 0 && before > 0) withdraw();
    },
    /** Forgets all messages and closes the notification, because their login's session ended. */
    clear(): void {
      late.clear();
      withdraw();
    },
  };
}

export type LateNotice = ReturnType<typeof createLateNotice>;
