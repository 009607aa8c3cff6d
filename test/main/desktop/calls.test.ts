import { describe, expect, it, vi } from 'vitest';
import { createDesktopCalls } from '../../../main/desktop/calls.ts';
import { fail, ok } from '../../../main/model/failure.ts';
import { appState } from '../../fakes/bridge.ts';

function build() {
  const state = appState();
  const hotkey = { suspend: vi.fn(), resume: vi.fn() };
  const hide = vi.fn();
  return { calls: createDesktopCalls({ state: () => state, hotkey, hide }), state, hotkey, hide };
}

describe('the desktop', () => {
  it('tells the state of the app, and hides the popup', async () => {
    const { calls, state, hide } = build();
    expect(await calls['app:state'](undefined)).toEqual(ok(state));
    expect(hide).not.toHaveBeenCalled();
    expect(await calls['popup:hide'](undefined)).toEqual(ok(null));
    expect(hide).toHaveBeenCalledOnce();
  });

  it('checks keys for the hotkey, and changes nothing by that', async () => {
    const { calls, hotkey } = build();
    expect(await calls['hotkey:check']({ accelerator: 'ctrl+alt+k' })).toEqual(ok({ accelerator: 'Control+Alt+K' }));
    expect(await calls['hotkey:check']({ accelerator: 'Ctrl+C' })).toEqual(fail({ code: 'hotkey-too-plain', field: 'hotkey' }));
    for (const never of [hotkey.suspend, hotkey.resume]) expect(never).not.toHaveBeenCalled();
  });

  it('lets the keys through while a hotkey is recorded', async () => {
    const { calls, hotkey } = build();
    await calls['hotkey:record']({ recording: true });
    expect(hotkey.suspend).toHaveBeenCalledOnce();
    await calls['hotkey:record']({ recording: false });
    expect(hotkey.resume).toHaveBeenCalledOnce();
  });
});
