import type { IpcMainInvokeEvent } from 'electron';
import { createServe } from '../../main/ipc/serve.ts';
import type { Log } from '../../main/log.ts';
import type { Result } from '../../main/model/failure.ts';

type Listener = (event: IpcMainInvokeEvent, payload: unknown) => Promise<Result<unknown>>;

/** Main's side of the calls without Electron: serve contracts, then call them as the popup would. */
export function createFakeIpc(log: Log, isTrusted: () => boolean = () => true) {
  const listeners = new Map<string, Listener>();
  const handle = (channel: string, listener: unknown): void => void listeners.set(channel, listener as Listener);
  return {
    serve: createServe({ ipcMain: { handle }, isTrusted, log }),
    channels: () => [...listeners.keys()],
    call(channel: string, payload?: unknown): Promise<Result<unknown>> {
      const listener = listeners.get(channel);
      if (!listener) throw new Error(`Nobody serves ${channel}.`);
      return listener({} as IpcMainInvokeEvent, payload);
    },
  };
}
