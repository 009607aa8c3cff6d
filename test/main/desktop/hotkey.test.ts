import { describe, expect, test, vi } from 'vitest';
import type { DisplayServer } from '../../../main/desktop/display-server.ts';
import { createHotkey } from '../../../main/desktop/hotkey.ts';
import { createGlobalShortcut } from '../../fakes/global-shortcut.ts';

const Y = 'CommandOrControl+Shift+Y';
const J = 'Alt+Shift+J';

function setUp(world: Parameters<typeof createGlobalShortcut>[0] = {}, displayServer: DisplayServer = 'x11') {
  const globalShortcut = createGlobalShortcut(world);
  const onPress = vi.fn();
  const log = { warn: vi.fn() };
  const hotkey = createHotkey({ globalShortcut, platform: 'linux', displayServer, onPress, log });
  return { globalShortcut, onPress, log, hotkey };
}

describe('the hotkey', () => {
  test('is off until it is set', () => {
    const { hotkey, globalShortcut } = setUp();
    expect(hotkey.state()).toEqual({ accelerator: '', status: 'off' });
    expect(globalShortcut.grabbed()).toEqual([]);
  });

  test('calls back after Electron’s callback is left, never within it', async () => {
    const { hotkey, globalShortcut, onPress } = setUp();
    expect(hotkey.set('cmdorctrl+shift+y')).toEqual({ accelerator: Y, status: 'active' });
    globalShortcut.press(Y);
    expect(onPress).not.toHaveBeenCalled();
    await new Promise((resolve) => setImmediate(resolve));
    expect(onPress).toHaveBeenCalledExactlyOnceWith();
  });

  test('gives the one before back when it changes', () => {
    const { hotkey, globalShortcut } = setUp();
    hotkey.set(Y);
    expect(hotkey.set(J)).toEqual({ accelerator: J, status: 'active' });
    expect(globalShortcut.grabbed()).toEqual([J]);
  });

  test.each<[string, string, Parameters<typeof createGlobalShortcut>[0]]>([
    ['taken', J, { taken: [J] }],
    ['invalid', J, { broken: [J] }],
    ['invalid', 'Foo+J', {}],
  ])('keeps the one before when the new one is %s', (status, next, world) => {
    const { hotkey, globalShortcut } = setUp(world);
    hotkey.set(Y);
    expect(hotkey.set(next)).toEqual({ accelerator: next, status });
    expect(hotkey.state()).toEqual({ accelerator: Y, status: 'active' });
    expect(globalShortcut.grabbed()).toEqual([Y]);
  });

  test('remembers a refused first one, and takes it when it is free', () => {
    const { hotkey, globalShortcut } = setUp({ taken: [Y] });
    hotkey.set(Y);
    expect(hotkey.state()).toEqual({ accelerator: Y, status: 'taken' });
    globalShortcut.taken.pop();
    expect(hotkey.set(Y).status).toBe('active');
  });

  test('stays as it is when set to the same', () => {
    const { hotkey, globalShortcut } = setUp();
    hotkey.set(Y);
    expect(hotkey.set('Shift+CmdOrCtrl+y')).toEqual({ accelerator: Y, status: 'active' });
    expect(globalShortcut.grabbed()).toEqual([Y]);
  });

  test.each([
    ['Ctrl+C', 'Control+C', 'hotkey-too-plain'],
    ['F9', 'F9', 'hotkey-needs-modifier'],
    ['Ctrl+Enter', 'Control+Enter', 'hotkey-editing-key'],
  ])('works with an older setting such as %s, and hints at what is wrong with it', (text, accelerator, hint) => {
    const { hotkey, globalShortcut } = setUp();
    expect(hotkey.set(text)).toEqual({ accelerator, status: 'active', hint });
    expect(globalShortcut.grabbed()).toEqual([accelerator]);
  });

  test('hints at nothing where the shortcut does not work anyway', () => {
    expect(setUp({ taken: ['F9'] }).hotkey.set('F9')).toEqual({ accelerator: 'F9', status: 'taken' });
  });

  test('is turned off by an empty text and by the end', () => {
    const { hotkey, globalShortcut } = setUp();
    hotkey.set(Y);
    expect(hotkey.set(' ')).toEqual({ accelerator: '', status: 'off' });
    hotkey.set(Y);
    hotkey.dispose();
    expect(globalShortcut.grabbed()).toEqual([]);
  });

  test.each(['wayland', 'xwayland'] as const)('claims nothing on %s', (server) => {
    expect(setUp({}, server).hotkey.set(Y).status).toBe('requested');
  });

  test('never puts the keys into the log', () => {
    const { hotkey, log } = setUp({ taken: [J] });
    hotkey.set(J);
    hotkey.set('hunter2+secret');
    expect(log.warn.mock.calls).toEqual([
      ['hotkey', { status: 'taken' }],
      ['hotkey', { status: 'invalid' }],
    ]);
  });
});

describe('while another one is typed', () => {
  test('lets the keys through and takes them again', () => {
    const { hotkey, globalShortcut } = setUp();
    hotkey.set(Y);
    hotkey.suspend();
    hotkey.suspend();
    expect(globalShortcut.grabbed()).toEqual([]);
    hotkey.resume();
    expect(globalShortcut.grabbed()).toEqual([Y]);
  });

  test('says so when another program took it meanwhile', () => {
    const { hotkey, globalShortcut } = setUp();
    hotkey.set(Y);
    hotkey.suspend();
    globalShortcut.taken.push(Y);
    hotkey.resume();
    expect(hotkey.state()).toEqual({ accelerator: Y, status: 'taken' });
  });

  test('stays out of the way when another one is refused', () => {
    const { hotkey, globalShortcut } = setUp({ taken: [J] });
    hotkey.set(Y);
    hotkey.suspend();
    expect(hotkey.set(J).status).toBe('taken');
    expect(globalShortcut.grabbed()).toEqual([]);
    hotkey.resume();
    expect(globalShortcut.grabbed()).toEqual([Y]);
  });

  test('takes the new one and only that', () => {
    const { hotkey, globalShortcut } = setUp();
    hotkey.set(Y);
    hotkey.suspend();
    hotkey.set(J);
    hotkey.resume();
    expect(globalShortcut.grabbed()).toEqual([J]);
  });

  test('uses Electron’s own suspension where there is one', () => {
    const setSuspended = vi.fn();
    const globalShortcut = { ...createGlobalShortcut(), setSuspended };
    const hotkey = createHotkey({ globalShortcut, platform: 'linux', displayServer: 'wayland', onPress: vi.fn(), log: { warn: vi.fn() } });
    hotkey.set(Y);
    hotkey.suspend();
    hotkey.resume();
    expect(setSuspended.mock.calls).toEqual([[true], [false]]);
    expect(globalShortcut.grabbed()).toEqual([Y]);
  });
});
