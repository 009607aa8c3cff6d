import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { answerCall, type Handlers } from './calls.ts';
import type { Calls } from './contract.ts';
import type { Log } from './log.ts';
import { payloads } from './payloads.ts';

/** Serves every call of the contract to senders for which `isTrusted` holds; it is asked synchronously, while the frame still exists. */
export function serveCalls(parts: {
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  readonly handlers: Handlers;
  readonly log: Log;
}): void {
  for (const channel of Object.keys(payloads) as (keyof Calls)[]) {
    ipcMain.handle(channel, (event, payload: unknown) => answerCall(parts, channel, parts.isTrusted(event), payload));
  }
}
