import type { Display, Rectangle } from 'electron';
import { describe, expect, test } from 'vitest';
import { createTestPopup } from './test-popup.ts';

const placed = { x: 2350, y: 120, width: 420, height: 560 };

describe('showing', () => {
  test('tells the page, places it and gives it the focus, all at once', () => {
    const { popup, state, sent, done, screen } = createTestPopup();
    popup.show({ view: 'compose', prefill: { to: '1' } });
    expect(state).toMatchObject({ visible: true, focused: true, bounds: placed });
    expect(done.slice(-3)).toEqual(['tell popup:shown', 'show', 'focus page']);
    expect(sent).toEqual([['popup:shown', { view: 'compose', prefill: { to: '1' } }]]);
    expect(screen.getDisplayNearestPoint).toHaveBeenCalledWith({ x: 2000, y: 100 });
  });

  test('asks for the display each time', () => {
    const { popup, screen, state } = createTestPopup();
    popup.show();
    popup.hide();
    screen.getDisplayNearestPoint.mockReturnValue({ workArea: { x: -800, y: 0, width: 800, height: 600 } } as Display);
    popup.show();
    expect(state.bounds).toMatchObject({ x: -610, y: 13 });
  });

  test('goes to the tray icon it was opened from', () => {
    const { popup, screen, state } = createTestPopup('win32');
    const icon = { x: 3000, y: 842, width: 24, height: 24 };
    popup.toggle(icon);
    expect(screen.getDisplayNearestPoint).toHaveBeenCalledWith(icon);
    expect(state.bounds).toMatchObject({ x: 2772, y: 272 });
  });

  test('leaves the place to a Wayland compositor', () => {
    const { popup, state, screen } = createTestPopup('linux', 'wayland');
    popup.show();
    expect(state.bounds).toEqual({});
    expect(screen.getCursorScreenPoint).not.toHaveBeenCalled();
  });
});

describe('a display that changes', () => {
  const small = { x: 0, y: 0, width: 800, height: 480 };
  const change = (popup: ReturnType<typeof createTestPopup>, workArea: Rectangle, event = 'display-metrics-changed') => {
    popup.screen.getDisplayMatching.mockReturnValue({ workArea } as Display);
    popup.screen.emit(event);
  };

  test.each(['display-metrics-changed', 'display-removed'])('takes a shown popup with it: %s', (event) => {
    const made = createTestPopup();
    made.popup.show();
    change(made, small, event);
    expect(made.screen.getDisplayMatching).toHaveBeenCalledWith(placed);
    expect(made.state.bounds).toEqual({ x: 372, y: 8, width: 420, height: 464 });
  });

  test('leaves it where it is as long as all of it can be seen, and gives its size back', () => {
    const made = createTestPopup();
    made.popup.show();
    change(made, { ...placed, width: 436, height: 576, x: placed.x - 8, y: placed.y - 8 });
    expect(made.state.bounds).toEqual(placed);
    change(made, small);
    change(made, { x: 0, y: 0, width: 1280, height: 800 });
    expect(made.state.bounds).toEqual({ x: 372, y: 8, width: 420, height: 560 });
  });

  test('changes nothing on Wayland, while it is hidden, or after it is gone', () => {
    for (const made of [createTestPopup('linux', 'wayland'), createTestPopup()]) {
      made.popup.show();
      const { bounds } = made.state;
      if (bounds.width !== undefined) made.popup.hide();
      change(made, small);
      expect(made.state.bounds).toEqual(bounds);
      made.popup.dispose();
      change(made, small);
    }
  });
});

describe('being shown', () => {
  test('is told after everything that brings it up, each time', async () => {
    const { popup, done } = createTestPopup();
    const shown: number[] = [];
    popup.onShown(() => shown.push(done.length));
    popup.show();
    expect(shown).toEqual([]);
    const steps = done.length;
    await expect.poll(() => shown).toEqual([steps]);
    popup.hide();
    popup.show();
    await expect.poll(() => shown).toHaveLength(2);
  });
});

describe('hiding', () => {
  test('tells the page, once', () => {
    const { popup, state, sent } = createTestPopup();
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
    const { popup, done, app, pass } = createTestPopup(platform);
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
      const { popup, focus, pass, done, app, state } = createTestPopup(platform);
      popup.show();
      pass(1000);
      focus(false);
      expect(state.visible).toBe(false);
      expect(done).not.toContain('minimize');
      expect(app.hide).not.toHaveBeenCalled();
    }
  });

  test('is all that closing does, until it is disposed of', () => {
    const { popup, close, state } = createTestPopup();
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

test('the background follows the system', () => {
  const { nativeTheme, done } = createTestPopup();
  nativeTheme.shouldUseDarkColors = true;
  nativeTheme.emit('updated');
  expect(done.at(-1)).toMatch(/^background #[0-2]/);
});
