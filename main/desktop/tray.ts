import type { Tray as ElectronTray, Menu, NativeImage, NativeTheme, Rectangle } from 'electron';
import type { TrayLook } from './tray-images.ts';
import { type TrayActions, type TrayState, trayMenu, trayTooltip } from './tray-menu.ts';

export interface TrayParts {
  /** Puts an icon up: `(image) => new Tray(image)`. */
  readonly createIcon: (image: NativeImage) => ElectronTray;
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>;
  /** `createTrayImages`. */
  readonly image: (look: TrayLook) => NativeImage;
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors' | 'on' | 'off'>;
  readonly platform: NodeJS.Platform;
  /** XDG_CURRENT_DESKTOP. */
  readonly desktop: string | undefined;
  readonly actions: TrayActions;
  /** A click on the icon itself; `bounds` are empty on Linux, where only some desktops report clicks at all. */
  readonly onClick: (bounds: Rectangle) => void;
}

/** The tray icon. Keep it: an icon nobody refers to is collected and vanishes. */
export interface Tray {
  /** Shows another state; nothing after the end. */
  update(state: TrayState): void;
  /** Puts the icon up anew, for a desktop whose tray came up after us: Electron looks for one only once (electron-platform.md 4). */
  restart(): void;
  dispose(): void;
}

/** Desktops whose panel is dark in a light theme as well. */
const DARK_PANEL = /gnome|unity|pantheon/i;

/** Puts the icon up with an empty state. */
export function createTray({ createIcon, Menu, image, nativeTheme, platform, desktop, actions, onClick }: TrayParts): Tray {
  const darkPanel = () => nativeTheme.shouldUseDarkColors || (platform === 'linux' && DARK_PANEL.test(desktop ?? ''));
  const currentImage = () => image({ darkPanel: darkPanel(), attention: state.failures.length > 0 });

  let state: TrayState = { held: [], failures: [] };
  let icon = addIcon();

  function addIcon(): ElectronTray {
    const made = createIcon(currentImage());
    made.on('click', (_event, bounds) => onClick(bounds));
    // With a context menu macOS would open it on a left click; it and Windows get theirs on the right one.
    if (platform !== 'linux') made.on('right-click', () => made.popUpContextMenu(Menu.buildFromTemplate(trayMenu(state, actions))));
    if (platform === 'darwin') made.setIgnoreDoubleClickEvents(true);
    return made;
  }

  function render(): void {
    if (icon.isDestroyed()) return;
    icon.setImage(currentImage());
    icon.setToolTip(trayTooltip(state));
    if (platform === 'linux') icon.setContextMenu(Menu.buildFromTemplate(trayMenu(state, actions)));
    if (platform === 'darwin') icon.setTitle(state.failures.length > 0 ? String(state.failures.length) : '');
  }

  nativeTheme.on('updated', render);
  render();
  return {
    update: (next) => {
      state = next;
      render();
    },
    restart: () => {
      if (icon.isDestroyed()) return;
      icon.destroy();
      icon = addIcon();
      render();
    },
    dispose: () => {
      nativeTheme.off('updated', render);
      icon.destroy();
    },
  };
}
