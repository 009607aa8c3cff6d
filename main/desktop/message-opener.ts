import type { Account } from '../account/account.ts';
import type { MessagePlace } from '../model/app-state.ts';
import type { Popup } from './popup.ts';
import type { TrayMessage } from './tray-menu.ts';

/** What opening messages needs. */
interface MessageOpenerParts {
  readonly account: Pick<Account, 'messages' | 'historyId'>;
  readonly popup: Pick<Popup, 'show'>;
}

/** Opens the popup at a message that a notification or the tray mentions. */
export function createMessageOpener({ account, popup }: MessageOpenerParts) {
  return {
    /** Shows the popup with that message; only shows the popup if another login's history is in use now. */
    show(message: MessagePlace): void {
      popup.show({ view: 'compose', message: message.historyId === account.historyId() ? message : undefined });
    },
    /** Undoes a held message and shows its text in the composer; only shows the popup if the message cannot be undone any more. */
    undo({ id, historyId }: Pick<TrayMessage, 'id' | 'historyId'>): void {
      const acted = historyId === account.historyId() ? account.messages()?.act(id, 'undo') : undefined;
      popup.show({ view: 'compose', open: acted?.ok ? acted.value.draft?.id : undefined });
    },
  };
}
