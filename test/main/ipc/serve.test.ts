import { describe, expect, it, vi } from 'vitest';
import type { Calls } from '../../../main/ipc/contract.ts';
import { payloads } from '../../../main/ipc/payloads.ts';
import { answerCall, type Handlers } from '../../../main/ipc/serve.ts';
import type { Log } from '../../../main/log.ts';

const log = { info: () => {}, warn: () => {}, error: vi.fn() } satisfies Log;
const channels = Object.keys(payloads) as (keyof Calls)[];
const handler = vi.fn(async () => ({ ok: true, value: null }));
const handlers = Object.fromEntries(channels.map((channel) => [channel, handler])) as unknown as Handlers;

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
    expect(await answerCall({ handlers, log }, channel, false, undefined)).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each(channels)('%s refuses payloads of the wrong shape or size', async (channel) => {
    handler.mockClear();
    for (const payload of bad) {
      if (emptyIsFine.includes(channel) && Object.keys(payload ?? {}).length === 0 && typeof payload === 'object' && payload !== null)
        continue;
      expect(await answerCall({ handlers, log }, channel, true, payload), JSON.stringify(payload)?.slice(0, 60)).toEqual({
        ok: false,
        error: { code: 'bad-request' },
      });
    }
    expect(handler).not.toHaveBeenCalled();
  });

  it('answers `internal` when a handler throws, and logs it', async () => {
    const throwing = { ...handlers, 'app:state': () => Promise.reject(new Error('x')) };
    expect(await answerCall({ handlers: throwing, log }, 'app:state', true, undefined)).toEqual({ ok: false, error: { code: 'internal' } });
    expect(log.error).toHaveBeenCalledOnce();
  });
});
