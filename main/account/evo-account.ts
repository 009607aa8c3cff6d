import { app } from 'electron';
import { systemClock } from '../clock.ts';
import { createEvoVoiceClient } from '../evo-voice/client.ts';
import type { Log } from '../log.ts';
import type { Messages, MessagesChange } from '../messages/messages.ts';
import type { WorkProgress } from '../model/work-progress.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { type Account, createAccount } from './account.ts';
import { openHistory } from './open-history.ts';
import { createServiceFetch } from './service-fetch.ts';
import type { Vault } from './vault.ts';

/** What the account of the running app needs and whom it tells. */
export interface EvoAccountParts {
  readonly vault: Vault;
  readonly settings: SettingsStore;
  readonly log: Log;
  /** Where the history files are. */
  readonly folder: string;
  readonly onChange: () => void;
  /** Messages of the history with this id changed. */
  readonly onMessages: (change: MessagesChange, historyId: string) => void;
  readonly onPull: (progress: WorkProgress) => void;
  /** The list of drafts of the history in use changed. */
  readonly onDrafts: () => void;
  /** See `AccountParts`. */
  readonly confirmLoss: (count: number) => Promise<boolean>;
}

/** The account of the running app: its calls leave by Electron's network stack (`service-fetch.ts`). */
export function createEvoAccount(parts: EvoAccountParts): Account<Messages> {
  const { vault, settings, log, folder, onChange, onMessages, onPull, onDrafts, confirmLoss } = parts;
  const userAgent = `EvoQuickSend/${app.getVersion()} (${process.platform})`;
  const serviceFetch = createServiceFetch(userAgent);
  const account: Account<Messages> = createAccount<Messages>({
    vault,
    settings,
    clock: systemClock,
    log,
    onChange,
    confirmLoss,
    connect: (server, credentials) =>
      createEvoVoiceClient({
        ...serviceFetch,
        server,
        userAgent,
        format: () => settings.get().wireFormat,
        credentials,
        clock: systemClock,
      }),
    openHistory: (place, historyId) =>
      openHistory(place, folder, {
        client: () => account.clientOf(historyId),
        log,
        onChange: (change) => onMessages(change, historyId),
        onPause: (reasons) => {
          const client = account.clientOf(historyId);
          if (client && reasons.includes('signed-out')) account.noticeFailure({ code: 'signed-out' }, client);
        },
        onPull: (progress) => {
          if (account.isInUse(historyId)) onPull(progress);
        },
        onMayLookUp: onChange,
        onDrafts: () => {
          if (account.isInUse(historyId)) onDrafts();
        },
      }),
  });
  return account;
}
