import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import type { Log } from '../log.ts';
import type { Calls, Result } from './contract.ts';
import { payloads } from './payloads.ts';

/** One handler per call; it answers in values. */
export type Handlers = {
  readonly [C in keyof Calls]: (request: Calls[C]['request']) => Result<Calls[C]['response']> | Promise<Result<Calls[C]['response']>>;
};

/** Runs one call behind the checks every call passes: trusted sender, payload guard, handler, result value. */
export async function answerCall<C extends keyof Calls>(
  parts: { readonly handlers: Handlers; readonly log: Log },
  channel: C,
  trusted: boolean,
  payload: unknown,
): Promise<Result<Calls[C]['response']>> {
  if (!trusted) {
    parts.log.warn('ipc refused', { channel });
    return { ok: false, error: { code: 'forbidden' } };
  }
  const request = v.safeParse<v.GenericSchema<unknown, Calls[C]['request']>>(payloads[channel], payload);
  if (!request.success) {
    parts.log.warn('ipc bad request', { channel });
    return { ok: false, error: { code: 'bad-request' } };
  }
  try {
    return await parts.handlers[channel](request.output);
  } catch (error) {
    parts.log.error(`ipc ${channel}`, error);
    return { ok: false, error: { code: 'internal' } };
  }
}

/** Serves every call of the contract to senders for which `isTrusted` holds; it is asked synchronously, while the frame still exists. */
export function serveCalls(parts: {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  readonly handlers: Handlers;
  readonly log: Log;
}): void {
  for (const channel of Object.keys(payloads) as (keyof Calls)[]) {
    parts.ipcMain.handle(channel, (event, payload: unknown) => answerCall(parts, channel, parts.isTrusted(event), payload));
  }
}
