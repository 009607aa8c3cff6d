import { EventEmitter } from 'node:events';
import type { Tray as ElectronTray, MenuItemConstructorOptions, NativeImage, NativeTheme } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { createTray } from '../../../main/desktop/tray.ts';
import type { TrayLook } from '../../../main/desktop/tray-images.ts';

const needy = { held: [], failures: [{ id: 1, historyId: 'history-1', recipient: 'Ann' }] };

function setUp(platform: NodeJS.Platform = 'linux', desktop = 'XFCE') {
  const shown = { image: {} as TrayLook, tooltip: '', title: '', menu: [] as (string | undefined)[], popped: [] as (string | undefined)[] };
  const icons: (EventEmitter & Pick<ElectronTray, 'isDestroyed'>)[] = [];
  const labels = (menu: unknown) => (menu as MenuItemConstructorOptions[]).map((item) => item.label);
  const createIcon = () => {
    let destroyed = false;
    const icon = {
      isDestroyed: () => destroyed,
      setImage: (image) => void Object.assign(shown, { image }),
      setToolTip: (tooltip) => void Object.assign(shown, { tooltip }),
      setTitle: (title) => void Object.assign(shown, { title }),
      setContextMenu: (menu) => void Object.assign(shown, { menu: labels(menu) }),
      popUpContextMenu: (menu) => void Object.assign(shown, { popped: labels(menu) }),
      setIgnoreDoubleClickEvents: vi.fn(),
      destroy: () => {
        destroyed = true;
      },
    } satisfies Partial<ElectronTray>;
    const made = Object.assign(new EventEmitter(), icon);
    icons.push(made);
    return made as unknown as ElectronTray;
  };
  const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
  const onClick = vi.fn();
  const tray = createTray({
    createIcon,
    Menu: { buildFromTemplate: (template) => template as never },
    image: (look) => look as unknown as NativeImage,
    nativeTheme: nativeTheme as unknown as NativeTheme,
    platform,
    desktop,
    actions: { compose: vi.fn(), undo: vi.fn(), failures: vi.fn(), settings: vi.fn(), quit: vi.fn() },
    onClick,
  });
  return { tray, shown, icons, nativeTheme, onClick };
}

describe('the tray icon', () => {
  test('shows its state at once and after each change, menu included', () => {
    const { tray, shown } = setUp();
    expect(shown).toMatchObject({ tooltip: 'Evo Quick Send', image: { attention: false } });
    expect(shown.menu).toContain('New message');
    tray.update(needy);
    expect(shown).toMatchObject({ tooltip: 'Evo Quick Send: 1 message needs attention', image: { attention: true } });
    expect(shown.menu).toContain('Needs attention: Ann');
  });

  test('follows the theme, save where the panel is always dark', () => {
    const { nativeTheme, shown } = setUp('linux', 'KDE');
    expect(shown.image.darkPanel).toBe(false);
    nativeTheme.shouldUseDarkColors = true;
    nativeTheme.emit('updated');
    expect(shown.image.darkPanel).toBe(true);
    expect(setUp('linux', 'ubuntu:GNOME').shown.image.darkPanel).toBe(true);
  });

  test('reports a click with the place of the icon', () => {
    const { icons, onClick } = setUp('win32');
    icons[0]?.emit('click', {}, { x: 1, y: 2, width: 3, height: 4 });
    expect(onClick).toHaveBeenCalledExactlyOnceWith({ x: 1, y: 2, width: 3, height: 4 });
  });

  test.each(['darwin', 'win32'] as const)('opens its menu on a right click only on %s', (platform) => {
    const { icons, shown, tray } = setUp(platform);
    tray.update(needy);
    expect(shown.menu).toEqual([]);
    icons[0]?.emit('right-click');
    expect(shown.popped).toContain('Needs attention: Ann');
    expect(shown.title).toBe(platform === 'darwin' ? '1' : '');
  });

  test('comes back with its state', () => {
    const { tray, icons, shown } = setUp();
    tray.update(needy);
    Object.assign(shown, { tooltip: '', menu: [] });
    tray.restart();
    expect(icons).toHaveLength(2);
    expect(icons[0]?.isDestroyed()).toBe(true);
    expect(shown.tooltip).toContain('1 message');
    expect(shown.menu).toContain('Needs attention: Ann');
  });

  test('is gone after its end', () => {
    const { tray, icons, nativeTheme, shown } = setUp();
    tray.dispose();
    tray.update(needy);
    tray.restart();
    expect(icons).toHaveLength(1);
    expect(shown.tooltip).toBe('Evo Quick Send');
    expect(icons[0]?.isDestroyed()).toBe(true);
    expect(nativeTheme.listenerCount('updated')).toBe(0);
  });
});
