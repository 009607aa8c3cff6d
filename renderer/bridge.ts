import type { Bridge, Calls } from '../main/ipc/contract.ts';
import type { Result } from '../main/model/failure.ts';

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

/** The calls whose requests may name the history they are about. */
type HistoryCall = { [C in keyof Calls]: 'historyId' extends keyof Calls[C]['request'] ? C : never }[keyof Calls];

const historyCalls: Readonly<Record<HistoryCall, true>> = {
  'compose:open': true,
  'compose:discard-draft': true,
  'compose:save-draft': true,
  'compose:send': true,
  'messages:act': true,
  'messages:copy': true,
  'messages:delete': true,
  'messages:send-late': true,
};

/** Adds to each such request the history the page shows, so that main never applies it to another one. */
export function withHistoryId(call: Caller, historyId: () => string | undefined): Caller {
  return (channel, ...request) => {
    const [given] = request;
    return Object.hasOwn(historyCalls, channel)
      ? call(channel, ...([{ ...given, historyId: historyId() }] as unknown as typeof request))
      : call(channel, ...request);
  };
}
