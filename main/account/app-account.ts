import { app } from 'electron';
import { systemClock } from '../clock.ts';
import { createEvoVoiceClient } from '../evo-voice/client.ts';
import type { Log } from '../log.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { type Account, createAccount } from './account.ts';
import { openHistory } from './open-history.ts';
import { createServiceFetch } from './service-fetch.ts';
import type { Vault } from './vault.ts';

/** What the account of the running app needs. */
export interface AppAccountParts {
  readonly vault: Vault;
  readonly settings: SettingsStore;
  readonly log: Log;
  /** Where the history files are. */
  readonly folder: string;
}

/** The account of the running app: its calls leave by Electron's network stack (`service-fetch.ts`). */
export function createAppAccount({ vault, settings, log, folder }: AppAccountParts): Account {
  const userAgent = `EvoQuickSend/${app.getVersion()} (${process.platform})`;
  const { fetch, onOwnConnection } = createServiceFetch(userAgent);
  return createAccount({
    vault,
    settings,
    clock: systemClock,
    log,
    connect: (server, credentials) =>
      createEvoVoiceClient({
        fetch,
        onOwnConnection,
        server,
        userAgent,
        format: () => settings.get().wireFormat,
        credentials,
        now: Date.now,
      }),
    openHistory: (place, links) => openHistory({ place, folder, links, clock: systemClock, log }),
  });
}
