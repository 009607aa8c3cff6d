import { describe, expect, it, vi } from 'vitest';
import { createAccountCalls } from '../../../main/account/calls.ts';
import { createDesktopCalls } from '../../../main/desktop/calls.ts';
import type { AccountState, AppState, HotkeyState } from '../../../main/model/app-state.ts';
import type { Result } from '../../../main/model/failure.ts';
import { DEFAULT_SETTINGS } from '../../../main/model/settings.ts';
import { createSettingsCalls } from '../../../main/settings/calls.ts';

function build(change: { account?: AccountState; signIn?: Result<null>; hotkey?: HotkeyState['status']; stored?: Result<null> } = {}) {
  const account = change.account ?? { kind: 'signed-out' as const };
  const state: AppState = {
    version: '0.1.0',
    platform: 'linux',
    account,
    keychain: 'ready',
    hotkey: { accelerator: 'F9', status: 'active' },
    tray: 'shown',
    settings: DEFAULT_SETTINGS,
  };
  const parts = {
    state: () => state,
    account: {
      state: () => account,
      signIn: vi.fn(async () => change.signIn ?? { ok: true as const, value: null }),
      signOut: vi.fn(async () => ({ ok: true as const, value: null })),
      hurry: vi.fn(),
    },
    settings: { get: () => DEFAULT_SETTINGS, change: vi.fn((): Result<null> => change.stored ?? { ok: true, value: null }) },
    hotkey: {
      set: vi.fn((accelerator: string) => ({ accelerator, status: change.hotkey ?? 'active' })),
      suspend: vi.fn(),
      resume: vi.fn(),
    },
    applyRetention: vi.fn(async () => {}),
    countRetention: vi.fn(async () => ({ ok: true as const, value: 7 })),
    restore: vi.fn(async () => {}),
    hide: vi.fn(),
  };
  const calls = { ...createAccountCalls(parts), ...createSettingsCalls(parts), ...createDesktopCalls(parts) };
  return { parts, state, calls };
}

const form = { server: 's', userName: 'u', password: 'p', keep: 'keychain' } as const;
const signedIn = {
  kind: 'signed-in',
  server: 's',
  userName: 'u',
  displayName: 'U',
  connection: 'offline',
  remembered: true,
  historyId: 'history-1',
  historyKept: true,
} as const;

describe('the account', () => {
  it('answers with the new state, or with why not', async () => {
    const good = build();
    expect(await good.calls['account:sign-in'](form)).toEqual({ ok: true, value: good.state });
    const refused = { ok: false as const, error: { code: 'credentials-refused' as const } };
    expect(await build({ signIn: refused }).calls['account:sign-in'](form)).toEqual(refused);
  });

  it('is restored by a retry while signed out, and reconnected while signed in', async () => {
    const out = build();
    await out.calls['account:retry'](undefined);
    expect(out.parts.restore).toHaveBeenCalledOnce();
    const offline = build({ account: signedIn });
    await offline.calls['account:retry'](undefined);
    expect(offline.parts.account.hurry).toHaveBeenCalledOnce();
    expect(offline.parts.restore).not.toHaveBeenCalled();
  });
});

describe('settings', () => {
  it.each(['taken', 'invalid'] as const)('keep the old hotkey when the new one is %s', async (status) => {
    const { calls, parts } = build({ hotkey: status });
    expect(await calls['settings:change']({ hotkey: 'Alt+Space' })).toEqual({
      ok: false,
      error: { code: `hotkey-${status}`, field: 'hotkey', detail: 'Alt+Space' },
    });
    expect(parts.settings.change).not.toHaveBeenCalled();
  });

  it.each([
    ['Ctrl+C', 'hotkey-too-plain'],
    ['F9', 'hotkey-needs-modifier'],
    ['AltGr+K', 'hotkey-alt-gr'],
    ['Alt+Tab', 'hotkey-editing-key'],
    ['Foo+K', 'hotkey-invalid'],
  ])('never take %s, which other apps need', async (hotkey, code) => {
    const { calls, parts } = build();
    expect(await calls['settings:change']({ hotkey, undoSeconds: 0 })).toEqual({
      ok: false,
      error: { code, field: 'hotkey', detail: hotkey },
    });
    expect(parts.hotkey.set).not.toHaveBeenCalled();
    expect(parts.settings.change).not.toHaveBeenCalled();
    expect(await calls['hotkey:check']({ accelerator: hotkey })).toEqual({ ok: false, error: { code, field: 'hotkey' } });
  });

  it('take keys that leave other apps alone, and checking them changes nothing', async () => {
    const { calls, parts } = build();
    expect(await calls['hotkey:check']({ accelerator: 'ctrl+alt+k' })).toEqual({ ok: true, value: { accelerator: 'Control+Alt+K' } });
    expect(parts.hotkey.set).not.toHaveBeenCalled();
    await calls['settings:change']({ hotkey: 'ctrl+alt+k' });
    expect(parts.hotkey.set).toHaveBeenCalledExactlyOnceWith('ctrl+alt+k');
    expect(parts.settings.change).toHaveBeenCalledExactlyOnceWith({ hotkey: 'ctrl+alt+k' });
  });

  it('are stored, and retention is applied at once', async () => {
    const { calls, parts } = build();
    await calls['settings:change']({ undoSeconds: 0 });
    expect(parts.applyRetention).not.toHaveBeenCalled();
    await calls['settings:change']({ retentionDays: 30 });
    expect(parts.settings.change).toHaveBeenLastCalledWith({ retentionDays: 30 });
    expect(parts.applyRetention).toHaveBeenCalledOnce();
  });

  it('tell what a retention would delete, and delete nothing', async () => {
    const { calls, parts } = build();
    expect(await calls['settings:retention-count']({ retentionDays: 30 })).toEqual({ ok: true, value: { count: 7 } });
    expect(parts.countRetention).toHaveBeenCalledWith(30);
    expect(parts.applyRetention).not.toHaveBeenCalled();
    expect(parts.settings.change).not.toHaveBeenCalled();
  });

  it('let the keys through while a hotkey is recorded', async () => {
    const { calls, parts } = build();
    await calls['hotkey:record']({ recording: true });
    expect(parts.hotkey.suspend).toHaveBeenCalledOnce();
    await calls['hotkey:record']({ recording: false });
    expect(parts.hotkey.resume).toHaveBeenCalledOnce();
  });
});

it('takes a hotkey back that could not be stored', async () => {
  const full: Result<null> = { ok: false, error: { code: 'disk-full' } };
  const { calls, parts } = build({ stored: full });
  expect(await calls['settings:change']({ hotkey: 'Control+Alt+K' })).toEqual(full);
  expect(parts.hotkey.set.mock.calls).toEqual([['Control+Alt+K'], [DEFAULT_SETTINGS.hotkey]]);
});
