import { EventEmitter } from 'node:events';
import type { Display, NativeTheme, Rectangle, Screen } from 'electron';
import { vi } from 'vitest';
import { createPopup } from '../../../main/desktop/popup.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { createPopupWindow } from '../../fakes/popup-window.ts';

const workArea: Rectangle = { x: 1920, y: 40, width: 1280, height: 800 };

/** A popup over a window, a screen and a clock that the test controls; its page has loaded. */
export function createTestPopup(platform: NodeJS.Platform = 'linux', displayServer: 'x11' | 'wayland' = 'x11') {
  const fake = createPopupWindow();
  const clock = fakeClock();
  const app = { hide: vi.fn(), focus: vi.fn() };
  const screen = Object.assign(new EventEmitter(), {
    getCursorScreenPoint: vi.fn(() => ({ x: 2000, y: 100 })),
    getDisplayNearestPoint: vi.fn(() => ({ workArea }) as Display),
    getDisplayMatching: vi.fn((_bounds: Rectangle) => ({ workArea }) as Display),
  });
  const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
  const popup = createPopup({
    window: fake.window,
    url: 'app://ui/index.html',
    screen: screen as unknown as Screen,
    app,
    nativeTheme: nativeTheme as unknown as NativeTheme,
    platform,
    displayServer,
    clock,
    log: { warn: vi.fn() },
  });
  fake.page.loaded();
  /** Time passes that only the clock notices: nothing that waits comes nearer. */
  const pass = (ms: number) => clock.jump(ms);
  return { ...fake, popup, app, screen, nativeTheme, clock, pass };
}
