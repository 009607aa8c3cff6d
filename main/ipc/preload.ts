import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge, Calls, Events } from './contract.ts';

const calls = {
  'app:state': true,
  'account:sign-in': true,
  'account:sign-out': true,
  'account:retry': true,
  'compose:lines': true,
  'compose:sessions': true,
  'compose:recipient': true,
  'compose:suggest': true,
  'compose:draft': true,
  'compose:open': true,
  'compose:save-draft': true,
  'compose:drafts': true,
  'compose:discard-draft': true,
  'compose:send': true,
  'messages:page': true,
  'messages:act': true,
  'messages:delete': true,
  'messages:late': true,
  'messages:send-late': true,
  'messages:copy': true,
  'messages:export': true,
  'messages:import': true,
  'messages:cancel-work': true,
  'settings:change': true,
  'hotkey:check': true,
  'settings:retention-count': true,
  'hotkey:record': true,
  'popup:hide': true,
  'app:quit': true,
} satisfies Record<keyof Calls, true>;

const events = {
  'app:changed': true,
  'popup:shown': true,
  'popup:hidden': true,
  'messages:changed': true,
  'drafts:changed': true,
  'work:progress': true,
} satisfies Record<keyof Events, true>;

const bridge: Bridge = {
  call: (channel, ...request) =>
    Object.hasOwn(calls, channel) ? ipcRenderer.invoke(channel, request[0]) : Promise.resolve({ ok: false, error: { code: 'forbidden' } }),
  on(event, listener) {
    if (!Object.hasOwn(events, event)) return () => {};
    // Only the payload is passed on: the event object would hand the page ipcRenderer (electron-platform.md 2.1, item 20).
    const forward = (_event: IpcRendererEvent, payload: Events[typeof event]) => listener(payload);
    ipcRenderer.on(event, forward);
    return () => ipcRenderer.removeListener(event, forward);
  },
};

contextBridge.exposeInMainWorld('quickSend', bridge);
