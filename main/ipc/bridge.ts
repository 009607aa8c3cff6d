import type { IpcRenderer, IpcRendererEvent } from 'electron';
import { type Bridge, contract, type Events, events } from './contract.ts';

/**
 * Makes what the page gets of Electron: the calls and events of the contract, by their names. Any other name is answered `forbidden`, or
 * hears nothing, before it reaches `ipcRenderer`.
 */
export function createBridge(ipcRenderer: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>): Bridge {
  return {
    call: (channel, ...request) =>
      isNameIn(contract, channel) ? ipcRenderer.invoke(channel, request[0]) : Promise.resolve({ ok: false, error: { code: 'forbidden' } }),
    on(event, listener) {
      if (!isNameIn(events, event)) return () => {};
      // Only the payload is passed on: through the event object the page could reach ipcRenderer.
      const forward = (_event: IpcRendererEvent, payload: Events[typeof event]) => listener(payload);
      ipcRenderer.on(event, forward);
      return () => ipcRenderer.removeListener(event, forward);
    },
  };
}

/** What is not a string could be one name when it is looked at and another when it is used. */
function isNameIn(names: object, name: unknown): boolean {
  return typeof name === 'string' && Object.hasOwn(names, name);
}
