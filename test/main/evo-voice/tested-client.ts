import type { Credentials, EvoVoiceClient } from '../../../main/evo-voice/client.ts';
import type { WireFormat } from '../../../main/model/settings.ts';
import { connectTo } from './connect.ts';

/** What a client under test is made with. */
export interface ConnectOptions {
  readonly url: string;
  readonly format: WireFormat;
  /** For the silent sign-in; none when absent. */
  readonly credentials?: Credentials;
  /** Time limits run out at `expire` and at no other time. */
  readonly timersByHand?: boolean;
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
export const connectOverNode: Connect = async ({ url, format, credentials, timersByHand }) => {
  const limits = createHandTimers();
  return {
    client: connectTo(url, {
      format: () => format,
      credentials: async () => credentials,
      after: timersByHand ? limits.after : undefined,
    }),
    expire: limits.expire,
  };
};

/** Timers that run out by hand. */
export function createHandTimers() {
  const waiting = new Set<() => void>();
  return {
    after: (_ms: number, run: () => void) => {
      waiting.add(run);
      return () => void waiting.delete(run);
    },
    expire: () => {
      for (const run of [...waiting]) run();
    },
  };
}
