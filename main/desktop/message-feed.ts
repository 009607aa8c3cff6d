import type { Account } from '../account/account.ts';
import { isConnectionTrouble } from '../evo-voice/outcomes.ts';
import type { Log } from '../log.ts';
import { itemOf } from '../messages/items.ts';
import type { MessagesChange } from '../messages/messages.ts';
import type { Hotkey } from './hotkey.ts';
import type { LateNotice } from './late-notice.ts';
import type { Notifier } from './notifier.ts';
import type { Popup } from './popup.ts';
import type { Tray } from './tray.ts';
import { trayMessages } from './tray-messages.ts';

/** Everyone who follows the messages. */
interface MessageFeedParts {
  readonly account: Pick<Account, 'messages' | 'historyId' | 'isInUse' | 'client' | 'noticeFailure'>;
  readonly popup: Pick<Popup, 'send'>;
  readonly notifier: Notifier;
  readonly lateNotice: Pick<LateNotice, 'update'>;
  readonly tray: Pick<Tray, 'update'>;
  readonly hotkey: Pick<Hotkey, 'state'>;
  readonly log: Log;
}

/** Passes changes of messages on to the popup's list, the notifications, the tray and the account; only those of the history in use. */
export function createMessageFeed({ account, popup, notifier, lateNotice, tray, hotkey, log }: MessageFeedParts) {
  let newest = 0;

  /** Shows the current messages in the tray. If a newer refresh has started meanwhile, this one's result is dropped. */
  function refreshTray(): void {
    const ticket = ++newest;
    trayMessages(account.messages(), account.historyId())
      .then(({ held, failures }) => {
        const { accelerator, status } = hotkey.state();
        if (ticket === newest) tray.update({ held, failures, hotkey: status === 'active' ? accelerator : undefined });
      })
      .catch((error: unknown) => log.error('tray', error));
  }

  function withdrawGone(): void {
    for (const id of notifier.ids()) {
      const found = account.messages()?.get(id);
      if (found?.ok === false && found.error.code === 'message-gone') notifier.withdraw(id);
    }
  }

  return {
    /** Removes notifications and tray entries of messages that belong to another login. */
    accountChanged(): void {
      notifier.withdrawAllBut(account.historyId());
      refreshTray();
    },
    update({ items, removed, reset }: MessagesChange, historyId: string): void {
      if (!account.isInUse(historyId)) return;
      lateNotice.update({ items, removed, reset });
      popup.send('messages:changed', { items: items.map(itemOf), removed, reset, historyId });
      for (const id of removed) notifier.withdraw(id);
      if (reset) withdrawGone();
      for (const message of items) {
        notifier.update(itemOf(message), historyId);
        // The message is queued again because the service could not be reached; the account now tries to reconnect.
        if (message.state === 'queued' && message.failure && isConnectionTrouble(message.failure))
          account.noticeFailure(message.failure, account.client());
      }
      refreshTray();
    },
  };
}
