import { describe, expect, it, vi } from 'vitest';
import type { HandlersOf } from '../../../main/ipc/call.ts';
import { contract } from '../../../main/ipc/contract.ts';
import type { Log } from '../../../main/log.ts';
import { createFakeIpc } from '../../fakes/ipc-main.ts';

const log = { info: () => {}, warn: () => {}, error: vi.fn() } satisfies Log;
const channels = Object.keys(contract);
const handler = vi.fn(async () => ({ ok: true, value: null }));
const handlers = Object.fromEntries(channels.map((channel) => [channel, handler])) as unknown as HandlersOf<typeof contract>;

function serving(all = handlers, isTrusted = () => true) {
  const ipc = createFakeIpc(log, isTrusted);
  ipc.serve(contract, all);
  return ipc;
}

const bad = [
  null,
  0,
  '',
  'x',
  [],
  {},
  { id: -1 },
  { id: 1e99 },
  { to: 5 },
  { ids: 'some' },
  { hotkey: '' },
  { undoSeconds: 3 },
  { __proto__: null, limit: 501 },
  { to: 'x'.repeat(10_001), text: '', caret: 0 },
  () => {},
];
const emptyIsFine: readonly string[] = ['settings:change'];

describe('every call', () => {
  it.each(channels)('%s refuses a sender that is not our page', async (channel) => {
    handler.mockClear();
    expect(await serving(handlers, () => false).call(channel)).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each(channels)('%s refuses payloads of the wrong shape or size', async (channel) => {
    handler.mockClear();
    for (const payload of bad) {
      if (emptyIsFine.includes(channel) && Object.keys(payload ?? {}).length === 0 && typeof payload === 'object' && payload !== null)
        continue;
      expect(await serving().call(channel, payload), JSON.stringify(payload)?.slice(0, 60)).toEqual({
        ok: false,
        error: { code: 'bad-request' },
      });
    }
    expect(handler).not.toHaveBeenCalled();
  });

  it('answers `internal` when a handler throws, and logs it', async () => {
    const throwing = { ...handlers, 'app:state': () => Promise.reject(new Error('x')) };
    expect(await serving(throwing).call('app:state')).toEqual({ ok: false, error: { code: 'internal' } });
    expect(log.error).toHaveBeenCalledOnce();
  });
});
