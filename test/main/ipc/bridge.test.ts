import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createBridge } from '../../../main/ipc/bridge.ts';
import { contract, events } from '../../../main/ipc/contract.ts';

function setUp() {
  const invoke = vi.fn(async (_channel: string, ..._rest: readonly unknown[]) => ({ ok: true, value: null }));
  const ipcRenderer = Object.assign(new EventEmitter(), { invoke });
  const bridge = createBridge(ipcRenderer as unknown as Parameters<typeof createBridge>[0]);
  // A page is not bound to our types.
  return {
    ipcRenderer,
    invoke,
    call: bridge.call as (...given: readonly unknown[]) => unknown,
    on: bridge.on as (...given: readonly unknown[]) => () => void,
  };
}

/** Names one thing when it is looked at first and another from then on. */
function changingName(first: string, then: string): object {
  let looks = 0;
  return { toString: () => (looks++ === 0 ? first : then) };
}

const foreign = [
  'electron-store-get-data',
  '__ELECTRON_LOG__',
  'toString',
  '__proto__',
  'constructor',
  '',
  'app:state ',
  'APP:STATE',
  7,
  null,
  undefined,
  ['app:state'],
];

test('every call of the contract goes out under its name, with one request', () => {
  const { call, invoke } = setUp();
  for (const channel of Object.keys(contract)) call(channel, 'request', 'more');
  expect(invoke.mock.calls).toEqual(Object.keys(contract).map((channel) => [channel, 'request']));
});

test.each([...foreign, changingName('app:state', 'evil')])('no call goes out as %j', async (channel) => {
  const { call, invoke } = setUp();
  expect(await call(channel)).toEqual({ ok: false, error: { code: 'forbidden' } });
  expect(invoke).not.toHaveBeenCalled();
});

test.each([...foreign, changingName('app:changed', 'evil')])('nothing is heard as %j', (event) => {
  const { on, ipcRenderer } = setUp();
  on(event, () => {})();
  expect(ipcRenderer.eventNames()).toEqual([]);
});

test.each(Object.keys(events))('%s reaches the page without the event object, until it stops listening', (event) => {
  const { on, ipcRenderer } = setUp();
  const listener = vi.fn();
  const stop = on(event, listener);
  ipcRenderer.emit(event, { sender: ipcRenderer }, 'payload');
  stop();
  ipcRenderer.emit(event, { sender: ipcRenderer }, 'payload');
  expect(listener.mock.calls).toEqual([['payload']]);
});
