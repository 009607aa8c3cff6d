import { app } from 'electron';
import { type Account, createAccount } from './account.ts';
import { systemClock } from './clock.ts';
import type { WorkProgress } from './contract.ts';
import { createEvoVoiceClient } from './evo-voice/client.ts';
import { openHistory } from './history.ts';
import type { Log } from './log.ts';
import type { Messages, MessagesChange } from './messages/messages.ts';
import { createServiceFetch } from './service-fetch.ts';
import type { SettingsStore } from './settings.ts';
import type { Vault } from './vault.ts';

/** What the account of the running app needs and whom it tells. */
export interface EvoAccountParts {
  readonly vault: Vault;
  readonly settings: SettingsStore;
  readonly log: Log;
  /** Where the history files are. */
  readonly folder: string;
  readonly onChange: () => void;
  readonly onMessages: (change: MessagesChange) => void;
  readonly onPull: (progress: WorkProgress) => void;
  readonly onDrafts: () => void;
}

/** The account of the running app: its calls leave by Electron's network stack (`service-fetch.ts`). */
export function createEvoAccount(parts: EvoAccountParts): Account<Messages> {
  const { vault, settings, log, folder, onChange, onMessages, onPull, onDrafts } = parts;
  const userAgent = `EvoQuickSend/${app.getVersion()} (${process.platform})`;
  const serviceFetch = createServiceFetch(userAgent);
  const account: Account<Messages> = createAccount<Messages>({
    vault,
    settings,
    clock: systemClock,
    log,
    onChange,
    connect: (server, credentials) =>
      createEvoVoiceClient({
        ...serviceFetch,
        server,
        userAgent,
        format: () => settings.get().wireFormat,
        credentials,
        now: Date.now,
      }),
    openHistory: (place) =>
      openHistory(place, folder, {
        client: () => account.client(),
        log: (line) => log.info(line),
        onChange: onMessages,
        onPause: (reasons) => {
          if (reasons.includes('signed-out')) account.noticeFailure({ code: 'signed-out' });
        },
        onMayLookUp: onChange,
        onPull,
        onDrafts,
      }),
  });
  return account;
}
