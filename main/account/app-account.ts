import { app } from 'electron';
import { systemClock } from '../clock.ts';
import { createEvoVoiceClient } from '../evo-voice/client.ts';
import type { Log } from '../log.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { type Account, createAccount } from './account.ts';
import { openHistory } from './open-history.ts';
import { createServiceFetch } from './service-fetch.ts';
import type { Vault } from './vault.ts';

/** What the running app's account needs. */
interface AppAccountParts {
  readonly vault: Vault;
  readonly settings: SettingsStore;
  readonly log: Log;
  /** The folder of the history files. */
  readonly folder: string;
}

/** Creates the running app's account. It reaches the service through Chromium's network stack. */
export function createAppAccount({ vault, settings, log, folder }: AppAccountParts): Account {
  const userAgent = `EvoQuickSend/${app.getVersion()} (${process.platform})`;
  const { fetch, onFreshConnection } = createServiceFetch(userAgent);
  return createAccount({
    vault,
    settings,
    clock: systemClock,
    log,
    connect: (server, credentials) =>
      createEvoVoiceClient({
        fetch,
        onFreshConnection,
        server,
        userAgent,
        format: () => settings.get().wireFormat,
        credentials,
        clock: systemClock,
      }),
    folder,
    openHistory: (place, links) => openHistory({ place, folder, links, clock: systemClock, log }),
  });
}
