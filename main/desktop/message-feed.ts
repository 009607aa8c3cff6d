import type { Account } from '../account/account.ts';
import { isConnectionTrouble } from '../evo-voice/outcomes.ts';
import type { Log } from '../log.ts';
import { itemOf } from '../messages/items.ts';
import type { Messages, MessagesChange } from '../messages/messages.ts';
import type { MessagePlace } from '../model/app-state.ts';
import type { Hotkey } from './hotkey.ts';
import type { LateNotice } from './late-notice.ts';
import type { createNotifier } from './notifier.ts';
import type { Popup } from './popup.ts';
import type { Tray } from './tray.ts';
import { trayMessages } from './tray-feed.ts';
import type { TrayMessage } from './tray-menu.ts';

/** Everyone who wants to hear of messages. */
export interface FeedParts {
  readonly account: Pick<Account<Messages>, 'messages' | 'historyId' | 'isInUse' | 'client' | 'noticeFailure'>;
  readonly popup: Pick<Popup, 'send' | 'show'>;
  readonly notifier: ReturnType<typeof createNotifier>;
  readonly lateNotice: Pick<LateNotice, 'take'>;
  readonly tray: Pick<Tray, 'update'>;
  readonly hotkey: Pick<Hotkey, 'state'>;
  readonly log: Log;
}

/** Carries each change of a message to the list, the notifications, the tray and the connection state: of the history in use, of no other. */
export function createMessageFeed({ account, popup, notifier, lateNotice, tray, hotkey, log }: FeedParts) {
  let newest = 0;

  /** Shows the tray what is so now. An answer that comes after a newer question is not of now any more. */
  function refreshTray(): void {
    const ticket = ++newest;
    trayMessages(account.messages(), account.historyId())
      .then((messages) => {
        const { accelerator, status } = hotkey.state();
        if (ticket === newest) tray.update({ ...messages, hotkey: status === 'active' ? accelerator : undefined });
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
    refreshTray,
    /** Follows the account: what is said outside the popup about messages of another login is withdrawn. */
    followAccount(): void {
      notifier.keepOnly(account.historyId());
      refreshTray();
    },
    take({ items, removed, reset }: MessagesChange, historyId: string): void {
      if (!account.isInUse(historyId)) return;
      lateNotice.take({ items, removed, reset });
      popup.send('messages:changed', { items: items.map(itemOf), removed, reset, historyId });
      for (const id of removed) notifier.withdraw(id);
      if (reset) withdrawGone();
      for (const message of items) {
        notifier.update(itemOf(message), historyId);
        // A message that went back to the queue could not reach the service: the account finds out when it can again.
        if (message.state === 'queued' && message.failure && isConnectionTrouble(message.failure))
          account.noticeFailure(message.failure, account.client());
      }
      refreshTray();
    },
    /** Opens the popup at a message; without it where another login's history is in use now. */
    show(message: MessagePlace): void {
      popup.show({ view: 'compose', message: message.historyId === account.historyId() ? message : undefined });
    },
    /** Takes a held message back into the composer and shows it there; only shows the popup when the message is not there to be undone. */
    undo({ id, historyId }: Pick<TrayMessage, 'id' | 'historyId'>): void {
      const acted = historyId === account.historyId() ? account.messages()?.act(id, 'undo') : undefined;
      popup.show({ view: 'compose', open: acted?.ok ? acted.value.draft?.id : undefined });
    },
  };
}
