import { describe, expect, it, vi } from 'vitest';
import type { HotkeyState } from '../../../main/model/app-state.ts';
import { fail, ok, type Result } from '../../../main/model/failure.ts';
import { DEFAULT_SETTINGS } from '../../../main/model/settings.ts';
import { createSettingsCalls } from '../../../main/settings/calls.ts';
import { appState } from '../../fakes/bridge.ts';

function build(change: { hotkey?: HotkeyState['status']; stored?: Result<null>; signedIn?: boolean } = {}) {
  const state = appState();
  const settings = { get: () => DEFAULT_SETTINGS, change: vi.fn((): Result<null> => change.stored ?? ok(null)), noteResetSeen: vi.fn() };
  const hotkey = { set: vi.fn((accelerator: string) => ({ accelerator, status: change.hotkey ?? 'active' })) };
  const messages = { applyRetention: vi.fn(async () => ok(0)), countRetention: vi.fn(async () => ok(7)) };
  const inUse = () => (change.signedIn === false ? undefined : messages);
  const calls = createSettingsCalls({ state: () => state, settings, hotkey, messages: inUse });
  return { calls, state, settings, hotkey, messages };
}

describe('settings', () => {
  it.each(['taken', 'invalid'] as const)('keep the old hotkey when the new one is %s', async (status) => {
    const { calls, settings } = build({ hotkey: status });
    expect(await calls['settings:change']({ hotkey: 'Alt+Space' })).toEqual(
      fail({ code: `hotkey-${status}`, field: 'hotkey', detail: 'Alt+Space' }),
    );
    expect(settings.change).not.toHaveBeenCalled();
  });

  it.each([
    ['Ctrl+C', 'hotkey-too-plain'],
    ['F9', 'hotkey-needs-modifier'],
    ['AltGr+K', 'hotkey-alt-gr'],
    ['Alt+Tab', 'hotkey-editing-key'],
    ['Foo+K', 'hotkey-invalid'],
  ] as const)('never take %s, which other apps need', async (keys, code) => {
    const { calls, hotkey, settings } = build();
    expect(await calls['settings:change']({ hotkey: keys, undoSeconds: 0 })).toEqual(fail({ code, field: 'hotkey', detail: keys }));
    expect(hotkey.set).not.toHaveBeenCalled();
    expect(settings.change).not.toHaveBeenCalled();
  });

  it('take keys that leave other apps alone, and answer with the new state', async () => {
    const { calls, hotkey, settings, state } = build();
    expect(await calls['settings:change']({ hotkey: 'ctrl+alt+k' })).toEqual(ok(state));
    expect(hotkey.set).toHaveBeenCalledExactlyOnceWith('ctrl+alt+k');
    expect(settings.change).toHaveBeenCalledExactlyOnceWith({ hotkey: 'ctrl+alt+k' });
  });

  it('take a hotkey back that could not be stored', async () => {
    const full = fail({ code: 'disk-full' as const });
    const { calls, hotkey } = build({ stored: full });
    expect(await calls['settings:change']({ hotkey: 'Control+Alt+K' })).toEqual(full);
    expect(hotkey.set.mock.calls).toEqual([['Control+Alt+K'], [DEFAULT_SETTINGS.hotkey]]);
  });

  it('are stored, and retention is applied at once', async () => {
    const { calls, settings, messages } = build();
    await calls['settings:change']({ undoSeconds: 0 });
    expect(messages.applyRetention).not.toHaveBeenCalled();
    await calls['settings:change']({ retentionDays: 30 });
    expect(settings.change).toHaveBeenLastCalledWith({ retentionDays: 30 });
    expect(messages.applyRetention).toHaveBeenCalledExactlyOnceWith(30);
  });

  it('forget what was lost once it was read', async () => {
    const { calls, settings, state } = build();
    expect(await calls['settings:reset-seen'](undefined)).toEqual(ok(state));
    expect(settings.noteResetSeen).toHaveBeenCalledOnce();
  });

  it('apply no retention that could not be stored', async () => {
    const { calls, messages } = build({ stored: fail({ code: 'disk-full' }) });
    expect(await calls['settings:change']({ retentionDays: 0 })).toMatchObject({ ok: false });
    expect(messages.applyRetention).not.toHaveBeenCalled();
  });

  it('tell what a retention would delete, and delete nothing', async () => {
    const { calls, settings, messages } = build();
    expect(await calls['settings:retention-count']({ retentionDays: 30 })).toEqual(ok({ count: 7 }));
    expect(messages.countRetention).toHaveBeenCalledWith(30);
    expect(messages.applyRetention).not.toHaveBeenCalled();
    expect(settings.change).not.toHaveBeenCalled();
  });

  it('can be changed while nobody is signed in, when there is nothing to delete', async () => {
    const { calls, state } = build({ signedIn: false });
    expect(await calls['settings:change']({ retentionDays: 30 })).toEqual(ok(state));
    expect(await calls['settings:retention-count']({ retentionDays: 30 })).toEqual(fail({ code: 'not-signed-in' }));
  });
});
