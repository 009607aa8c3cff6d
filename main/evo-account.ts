import { app, session } from 'electron';
import { type Account, createAccount } from './account.ts';
import { systemClock } from './clock.ts';
import type { WorkProgress } from './contract.ts';
import { createEvoVoiceClient } from './evo-voice/client.ts';
import { openHistory } from './history.ts';
import type { Log } from './log.ts';
import type { Messages, MessagesChange } from './messages/messages.ts';
import { createOwnConnections } from './own-connections.ts';
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
}

/** The account of the running app: its calls go through a session of their own, with the system's proxy and certificates (design.md 5). */
export function createEvoAccount({ vault, settings, log, folder, onChange, onMessages, onPull }: EvoAccountParts): Account<Messages> {
  const userAgent = `EvoQuickSend/${app.getVersion()} (${process.platform})`;
  const open = (partition: string) => {
    const opened = session.fromPartition(partition);
    opened.setUserAgent(userAgent);
    return opened;
  };
  const api = open('api');
  const onOwnConnection = createOwnConnections(open);
  const account: Account<Messages> = createAccount<Messages>({
    vault,
    settings,
    clock: systemClock,
    log,
    onChange,
    connect: (server, credentials) =>
      createEvoVoiceClient({
        fetch: (input, init) => api.fetch(input instanceof URL ? input.href : input, init),
        onOwnConnection,
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
        onPull,
      }),
  });
  return account;
}
