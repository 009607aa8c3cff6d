import type { Bridge, Calls, Result } from '../main/contract.ts';

/** Calls main and always answers: a call that breaks is a failure `internal`, never a rejection. */
export type Caller = Bridge['call'];

/** Makes the caller every action uses. */
export function createCaller(bridge: Bridge): Caller {
  return async <C extends keyof Calls>(
    channel: C,
    ...request: Calls[C]['request'] extends undefined ? [] : [Calls[C]['request']]
  ): Promise<Result<Calls[C]['response']>> => {
    try {
      return await bridge.call(channel, ...request);
    } catch (error) {
      return { ok: false, error: { code: 'internal', detail: error instanceof Error ? error.message : undefined } };
    }
  };
}
