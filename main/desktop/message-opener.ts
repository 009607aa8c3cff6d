import type { Account } from '../account/account.ts';
import type { MessagePlace } from '../model/app-state.ts';
import type { Popup } from './popup.ts';
import type { TrayMessage } from './tray-menu.ts';

/** What opening the popup at a message needs. */
export interface MessageOpenerParts {
  readonly account: Pick<Account, 'messages' | 'historyId'>;
  readonly popup: Pick<Popup, 'show'>;
}

/** Leads from what is said outside the popup, by a notification or the tray, to the message inside. */
export function createMessageOpener({ account, popup }: MessageOpenerParts) {
  return {
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

export type MessageOpener = ReturnType<typeof createMessageOpener>;
