import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { createCaller } from '../../../renderer/bridge.ts';
import { createDraftSaver } from '../../../renderer/compose/draft-saver.ts';
import { createOneAtATime } from '../../../renderer/compose/one-at-a-time.ts';
import { showDraft } from '../../../renderer/compose/show-draft.ts';
import { createComposeState } from '../../../renderer/compose/state.ts';
import { createFakeBridge, shownDraft } from '../../fakes/bridge.ts';

function makeSaver(first: Parameters<typeof createFakeBridge>[0] = {}) {
  const bridge = createFakeBridge(first);
  const compose = createComposeState();
  showDraft(compose, shownDraft(1));
  return { bridge, compose, saver: createDraftSaver({ compose, call: createCaller(bridge), oneAtATime: createOneAtATime() }) };
}

describe('drafts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are on disk within 300 ms of the last key, also while typing goes on', async () => {
    const { bridge, compose, saver } = makeSaver();
    for (let typed = 0; typed < 10; typed++) {
      compose.text.value += 'x';
      saver.changed();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(bridge.asked('compose:save-draft').length).toBeGreaterThan(2);
    await vi.advanceTimersByTimeAsync(200);
    expect(bridge.asked('compose:save-draft').at(-1)?.text).toBe('x'.repeat(10));
  });

  it('are saved at once when asked to, and not again, each save by the revision of the one before', async () => {
    const { bridge, saver } = makeSaver();
    saver.changed();
    await saver.flush();
    await saver.flush();
    await vi.advanceTimersByTimeAsync(1000);
    expect(bridge.asked('compose:save-draft')).toHaveLength(1);
    saver.changed();
    await saver.flush();
    expect(bridge.asked('compose:save-draft').map(({ id, revision }) => [id, revision])).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it('name a line only when somebody chose it or a recipient brought it', async () => {
    const { bridge, compose, saver } = makeSaver();
    saver.changed();
    await saver.flush();
    expect(bridge.asked('compose:save-draft').at(-1)?.endpointId).toBeUndefined();
    compose.isLineChosen.value = true;
    saver.changed();
    await saver.flush();
    expect(bridge.asked('compose:save-draft').at(-1)?.endpointId).toBe('line-1');
  });

  it('say when they cannot be saved, and stop saying so when they can', async () => {
    const { bridge, compose, saver } = makeSaver({ 'compose:save-draft': () => ({ ok: false, error: { code: 'disk-full' } }) });
    saver.changed();
    expect(await saver.flush()).toBe(false);
    expect(compose.errors.value.form?.code).toBe('disk-full');
    bridge.answer({ 'compose:save-draft': ({ revision }) => ok({ revision: revision + 1 }) });
    expect(await saver.flush()).toBe(true);
    expect(compose.errors.value.form).toBeUndefined();
  });

  it('become a draft of their own when the row they stood in is not theirs any more', async () => {
    const { bridge, compose, saver } = makeSaver({ 'compose:save-draft': () => ({ ok: false, error: { code: 'draft-changed' } }) });
    compose.text.value = 'Still mine';
    saver.changed();
    expect(await saver.flush()).toBe(true);
    expect(bridge.asked('compose:open')).toMatchObject([{ kind: 'prefill', text: 'Still mine' }]);
    expect(compose.draft.value?.id).toBe(101);
    expect(compose.text.value).toBe('Still mine');
  });
});
