import { systemClock } from '../../../main/clock.ts';
import type { Credentials, EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import type { WireFormat } from '../../../main/model/settings.ts';
import { connectTo } from './connect.ts';
import { createManualClock } from './manual-clock.ts';

/** What a client under test is made with. */
export interface ConnectOptions {
  readonly url: string;
  readonly format: WireFormat;
  /** For the silent sign-in; none when absent. */
  readonly credentials?: Credentials;
  /** Time limits run out at `expire` and at no other time. */
  readonly manualTimers?: boolean;
}

/** A client under test, wherever it runs. */
export interface TestedClient {
  /** Every call that answers with a value, so that the client may live in another process. */
  readonly client: Omit<EvoVoiceClient, 'clockDifference'>;
  /** Lets the time limits of all running calls run out. */
  expire(): void;
}

/** Makes a client over one of the two fetches. */
export type Connect = (options: ConnectOptions) => Promise<TestedClient>;

/** A client over the fetch of this process. */
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
