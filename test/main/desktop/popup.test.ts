import { EventEmitter } from 'node:events';
import type { Display, NativeTheme, Rectangle } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { createPopup } from '../../../main/desktop/popup.ts';
import { createPopupWindow } from '../../fakes/popup-window.ts';

const workArea: Rectangle = { x: 1920, y: 40, width: 1280, height: 800 };
const placed = { x: 2350, y: 120, width: 420, height: 560 };

function setUp(platform: NodeJS.Platform = 'linux', displayServer: 'x11' | 'wayland' = 'x11') {
  const fake = createPopupWindow();
  let time = 1000;
  const app = { hide: vi.fn(), focus: vi.fn() };
  const screen = {
    getCursorScreenPoint: vi.fn(() => ({ x: 2000, y: 100 })),
    getDisplayNearestPoint: vi.fn(() => ({ workArea }) as Display),
  };
  const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
  const popup = createPopup({
    window: fake.window,
    url: 'app://ui/index.html',
    screen,
    app,
    nativeTheme: nativeTheme as unknown as NativeTheme,
    platform,
    displayServer,
    now: () => time,
    log: { info: vi.fn(), warn: vi.fn() },
  });
  fake.page.loaded();
  const pass = (ms: number) => {
    time += ms;
  };
  return { ...fake, popup, app, screen, nativeTheme, pass };
}

describe('showing', () => {
  test('tells the page, places it and gives it the focus, all at once', () => {
    const { popup, state, sent, done, screen } = setUp();
    popup.show({ view: 'compose', prefill: { to: '1' } });
    expect(state).toMatchObject({ visible: true, focused: true, bounds: placed });
    expect(done.slice(-3)).toEqual(['tell popup:shown', 'show', 'focus page']);
    expect(sent).toEqual([['popup:shown', { view: 'compose', prefill: { to: '1' } }]]);
    expect(screen.getDisplayNearestPoint).toHaveBeenCalledWith({ x: 2000, y: 100 });
  });

  test('asks for the display each time', () => {
    const { popup, screen, state } = setUp();
    popup.show();
    popup.hide();
    screen.getDisplayNearestPoint.mockReturnValue({ workArea: { x: -800, y: 0, width: 800, height: 600 } } as Display);
    popup.show();
    expect(state.bounds).toMatchObject({ x: -610, y: 13 });
  });

  test('goes to the tray icon it was opened from', () => {
    const { popup, screen, state } = setUp('win32');
    const icon = { x: 3000, y: 842, width: 24, height: 24 };
    popup.toggle(icon);
    expect(screen.getDisplayNearestPoint).toHaveBeenCalledWith(icon);
    expect(state.bounds).toMatchObject({ x: 2772, y: 272 });
  });

  test('leaves the place to a Wayland compositor', () => {
    const { popup, state, screen } = setUp('linux', 'wayland');
    popup.show();
    expect(state.bounds).toEqual({});
    expect(screen.getCursorScreenPoint).not.toHaveBeenCalled();
  });
});

describe('hiding', () => {
  test('tells the page, once', () => {
    const { popup, state, sent } = setUp();
    popup.show();
    popup.hide();
    popup.hide();
    expect(state.visible).toBe(false);
    expect(sent.filter(([event]) => event === 'popup:hidden')).toHaveLength(1);
  });

  test.each([
    ['linux', ['hide', 'tell popup:hidden'], 0],
    ['win32', ['minimize', 'hide', 'tell popup:hidden'], 0],
    ['darwin', ['hide', 'tell popup:hidden'], 1],
  ] as const)('gives the focus back the way of %s', (platform, steps, appHides) => {
    const { popup, done, app, pass } = setUp(platform);
    popup.show();
    pass(1000);
    const before = done.length;
    popup.hide();
    expect(done.slice(before)).toEqual(steps);
    expect(app.hide).toHaveBeenCalledTimes(appHides);
    popup.show();
    expect(done.includes('restore')).toBe(platform === 'win32');
  });

  test('takes the focus from nobody when it has lost it already', () => {
    for (const platform of ['win32', 'darwin'] as const) {
      const { popup, focus, pass, done, app, state } = setUp(platform);
      popup.show();
      pass(1000);
      focus(false);
      expect(state.visible).toBe(false);
      expect(done).not.toContain('minimize');
      expect(app.hide).not.toHaveBeenCalled();
    }
  });

  test('is all that closing does, until it is disposed of', () => {
    const { popup, close, state } = setUp();
    popup.show();
    expect(close()).toBe(false);
    expect(state).toMatchObject({ visible: false, destroyed: false });
    popup.dispose();
    popup.show();
    popup.hide();
    popup.send('popup:hidden', null);
    expect(popup.isShown()).toBe(false);
  });
});

describe('losing the focus', () => {
  test('hides it, but not while it is still appearing', () => {
    const { popup, focus, pass } = setUp();
    popup.show();
    pass(149);
    focus(false);
    expect(popup.isShown()).toBe(true);
    focus(true);
    pass(1);
    focus(false);
    expect(popup.isShown()).toBe(false);
  });

  test('is fine while a dialog of ours is open, whatever becomes of it', async () => {
    const { popup, focus, pass, state } = setUp();
    popup.show();
    pass(1000);
    const held = popup.holdOpen(async () => {
      focus(false);
      expect(popup.isShown()).toBe(true);
      // Above everything it would hide the dialog, which stands in the middle of the screen as well.
      expect(state.onTop).toBe(false);
      popup.show();
      expect(state.onTop).toBe(false);
      throw new Error('no such folder');
    });
    await expect(held).rejects.toThrow('no such folder');
    expect(state).toMatchObject({ focused: true, onTop: true });
    pass(1000);
    focus(false);
    expect(popup.isShown()).toBe(false);
  });

  test('is fine with developer tools', () => {
    const { popup, focus, pass, state } = setUp();
    state.devTools = true;
    popup.show();
    pass(1000);
    focus(false);
    expect(popup.isShown()).toBe(true);
  });
});

describe('toggling', () => {
  test('shows and hides', () => {
    const { popup } = setUp();
    popup.toggle();
    expect(popup.isShown()).toBe(true);
    popup.toggle();
    expect(popup.isShown()).toBe(false);
    popup.toggle();
    expect(popup.isShown()).toBe(true);
  });

  test('brings up a popup that lies behind others', () => {
    const { popup, focus, state } = setUp();
    popup.show();
    focus(false);
    popup.toggle();
    expect(state).toMatchObject({ visible: true, focused: true });
  });

  test('does not reopen it by the click that took its focus', () => {
    const { popup, focus, pass } = setUp();
    popup.show();
    pass(1000);
    focus(false);
    pass(249);
    popup.toggle();
    expect(popup.isShown()).toBe(false);
    pass(1);
    popup.toggle();
    expect(popup.isShown()).toBe(true);
  });

  test('a wish to show is never taken for such a click', () => {
    const { popup, focus, pass } = setUp();
    popup.show();
    pass(1000);
    focus(false);
    popup.show();
    expect(popup.isShown()).toBe(true);
  });
});

test('the background follows the system', () => {
  const { nativeTheme, done } = setUp();
  nativeTheme.shouldUseDarkColors = true;
  nativeTheme.emit('updated');
  expect(done.at(-1)).toMatch(/^background #[0-2]/);
});
