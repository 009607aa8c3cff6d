import type { Account } from './account.ts';
import { isConnectionTrouble } from './failures.ts';
import type { Hotkey } from './hotkey.ts';
import type { LateNotice } from './late-notice.ts';
import type { Log } from './log.ts';
import { itemOf } from './message-items.ts';
import type { Messages, MessagesChange } from './messages/messages.ts';
import type { createNotifier } from './notifier.ts';
import type { Popup } from './popup.ts';
import type { Tray } from './tray.ts';
import { trayMessages } from './tray-feed.ts';

/** Everyone who wants to hear of messages. */
export interface FeedParts {
  readonly account: Pick<Account<Messages>, 'messages' | 'noticeFailure'>;
  readonly popup: Pick<Popup, 'send' | 'show'>;
  readonly notifier: ReturnType<typeof createNotifier>;
  readonly lateNotice: Pick<LateNotice, 'take'>;
  readonly tray: Pick<Tray, 'update'>;
  readonly hotkey: Pick<Hotkey, 'state'>;
  readonly log: Log;
}

/** Carries each change of a message to the list, the notifications, the tray and the connection state. */
export function createMessageFeed({ account, popup, notifier, lateNotice, tray, hotkey, log }: FeedParts) {
  function refreshTray(): void {
    const { accelerator, status } = hotkey.state();
    trayMessages(account.messages())
      .then((messages) => tray.update({ ...messages, hotkey: status === 'active' ? accelerator : undefined }))
      .catch((error: unknown) => log.error('tray', error));
  }

  return {
    refreshTray,
    take({ items, removed, reset }: MessagesChange): void {
      lateNotice.take({ items, removed, reset });
      popup.send('messages:changed', { items: items.map(itemOf), removed, reset });
      for (const message of items) {
        notifier.update(itemOf(message));
        // A message that went back to the queue could not reach the service: the account finds out when it can again.
        if (message.state === 'queued' && message.failure && isConnectionTrouble(message.failure)) account.noticeFailure(message.failure);
      }
      refreshTray();
    },
    /** Takes a held message back into the composer and shows it there. */
    undo(id: number): void {
      const acted = account.messages()?.act(id, 'undo');
      popup.show({ view: 'compose', open: acted?.ok ? acted.value.draft?.id : undefined });
    },
  };
}
