import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCaller } from '../../../renderer/caller.ts';
import { createDraftSaver } from '../../../renderer/compose/drafts.ts';
import { createComposeState } from '../../../renderer/compose/state.ts';
import { createFakeBridge } from '../../fakes/bridge.ts';

function makeSaver(first: Parameters<typeof createFakeBridge>[0] = {}) {
  const bridge = createFakeBridge(first);
  const compose = createComposeState();
  return { bridge, compose, drafts: createDraftSaver({ compose, call: createCaller(bridge) }) };
}

describe('drafts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are on disk within 300 ms of the last key, also while typing goes on', async () => {
    const { bridge, compose, drafts } = makeSaver();
    for (let typed = 0; typed < 10; typed++) {
      compose.text.value += 'x';
      drafts.changed();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(bridge.asked('compose:save-draft').length).toBeGreaterThan(2);
    await vi.advanceTimersByTimeAsync(200);
    expect(bridge.asked('compose:save-draft').at(-1)?.text).toBe('x'.repeat(10));
  });

  it('are saved at once when asked to, and not again', async () => {
    const { bridge, compose, drafts } = makeSaver();
    compose.text.value = 'Hi';
    drafts.changed();
    await drafts.flush();
    await drafts.flush();
    await vi.advanceTimersByTimeAsync(1000);
    expect(bridge.asked('compose:save-draft')).toHaveLength(1);
  });

  it('say when they cannot be saved, and stop saying so when they can', async () => {
    const { bridge, compose, drafts } = makeSaver({ 'compose:save-draft': () => ({ ok: false, error: { code: 'disk-full' } }) });
    drafts.changed();
    await drafts.flush();
    expect(compose.errors.value.form?.code).toBe('disk-full');
    bridge.answer({ 'compose:save-draft': () => ({ ok: true, value: null }) });
    drafts.changed();
    await drafts.flush();
    expect(compose.errors.value.form).toBeUndefined();
  });
});
