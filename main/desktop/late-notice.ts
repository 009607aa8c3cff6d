import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Clock } from '../clock.ts';
import type { MessagesChange } from '../messages/messages.ts';
import { isLate } from '../messages/outbox/late.ts';

/** ms in which what comes to review is told of together: after sleep or at a start they come one by one. */
const gatherMs = 500;

/** What the notice needs; `create` makes a notification of the desktop. */
export interface LateNoticeParts {
  readonly isSupported: () => boolean;
  readonly create: (options: NotificationConstructorOptions) => Pick<Notification, 'show' | 'close' | 'on'>;
  /** A person who looks at the popup needs no notification. */
  readonly isPopupShown: () => boolean;
  readonly onOpen: () => void;
  readonly clock: Clock;
}

/** Tells by one notification how many messages were not sent and wait for the person; never whom they are for, since they may be many. */
export function createLateNotice({ isSupported, create, isPopupShown, onOpen, clock }: LateNoticeParts) {
  /** When each of them was to leave, in ms since 1970. */
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
    const isOne = late.size === 1;
    const what = isOne ? 'A message was not sent' : `${late.size} messages were not sent`;
    const why = [...late.values()].every((dueAt) => isLate(dueAt, clock.now())) ? `: ${isOne ? 'it' : 'they'} waited too long` : '';
    const notification = create({ title: `${what}${why}`, body: `Click to see ${isOne ? 'it' : 'them'}.` });
    notification.on('click', onOpen);
    shown = notification;
    notification.show();
  }

  return {
    /** Takes what changed. The notification goes when none of its messages waits for the person any more. */
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
    /** Forgets everything: the login it was about has ended. */
    clear(): void {
      late.clear();
      withdraw();
    },
  };
}

export type LateNotice = ReturnType<typeof createLateNotice>;
