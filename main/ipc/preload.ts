import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { type Bridge, contract, type Events, events } from './contract.ts';

const bridge: Bridge = {
  call: (channel, ...request) =>
    Object.hasOwn(contract, channel)
      ? ipcRenderer.invoke(channel, request[0])
      : Promise.resolve({ ok: false, error: { code: 'forbidden' } }),
  on(event, listener) {
    if (!Object.hasOwn(events, event)) return () => {};
    // Only the payload is passed on: through the event object the page could reach ipcRenderer.
    const forward = (_event: IpcRendererEvent, payload: Events[typeof event]) => listener(payload);
    ipcRenderer.on(event, forward);
    return () => ipcRenderer.removeListener(event, forward);
  },
};

contextBridge.exposeInMainWorld('quickSend', bridge);
