import { systemClock } from '../../../main/clock.ts';
import type { Credentials, EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import type { WireFormat } from '../../../main/model/settings.ts';
import { connectTo } from './connect.ts';
import { createManualClock } from './manual-clock.ts';

/** The options of a client under test. */
export interface ConnectOptions {
  readonly url: string;
  readonly format: WireFormat;
  /** For the silent sign-in; none when absent. */
  readonly credentials?: Credentials;
  /** Time limits end only when `expire` is called. */
  readonly manualTimers?: boolean;
}

/** A client under test, in this process or in another. */
export interface TestedClient {
  /** All calls that answer with a promise, since the client may run in another process. */
  readonly client: Omit<EvoVoiceClient, 'clockDifference'>;
  /** Ends the time limits of all running calls. */
  expire(): void;
}

/** Makes a client over the fetch of Node or of Electron. */
export type Connect = (options: ConnectOptions) => Promise<TestedClient>;

/** Makes a client over the fetch of this process. */
export const connectOverNode: Connect = async ({ url, format, credentials, manualTimers }) => {
  const manualClock = createManualClock();
  return {
    client: connectTo(url, {
      format: () => format,
      credentials: async () => credentials,
      clock: manualTimers ? manualClock : systemClock,
    }),
    expire: manualClock.expire,
  };
};
