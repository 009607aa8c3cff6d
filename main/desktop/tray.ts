import type { Tray as ElectronTray, Menu, NativeImage, NativeTheme, Rectangle } from 'electron';
import type { TrayLook } from './tray-images.ts';
import { type TrayActions, type TrayState, trayMenu, trayTooltip } from './tray-menu.ts';

/** What the tray icon needs. */
interface TrayParts {
  /** Creates an icon: `(image) => new Tray(image)`. */
  readonly createIcon: (image: NativeImage) => ElectronTray;
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>;
  /** See `createTrayImages`. */
  readonly image: (look: TrayLook) => NativeImage;
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors' | 'on' | 'off'>;
  readonly platform: NodeJS.Platform;
  /** The value of XDG_CURRENT_DESKTOP. */
  readonly desktop: string | undefined;
  readonly actions: TrayActions;
  /** Called when the icon is clicked. On Linux `bounds` are empty, and not every desktop reports clicks. */
  readonly onClick: (bounds: Rectangle) => void;
}

/** The tray icon. Keep a reference to it: the icon disappears when it is garbage-collected. */
export interface Tray {
  /** Shows another state. Does nothing after `dispose`. */
  update(state: TrayState): void;
  /** Creates the icon again, for a tray that started after us: Electron looks for a tray only once. */
  restart(): void;
  dispose(): void;
}

/** Desktops whose panel is dark even in a light theme. */
const DARK_PANEL = /gnome|unity|pantheon/i;

/** Creates the icon with an empty state. */
export function createTray({ createIcon, Menu, image, nativeTheme, platform, desktop, actions, onClick }: TrayParts): Tray {
  const darkPanel = () => nativeTheme.shouldUseDarkColors || (platform === 'linux' && DARK_PANEL.test(desktop ?? ''));
  const currentImage = () => image({ darkPanel: darkPanel(), attention: state.failures.length > 0 });

  let state: TrayState = { held: [], failures: [] };
  let icon = addIcon();

  function addIcon(): ElectronTray {
    const made = createIcon(currentImage());
    made.on('click', (_event, bounds) => onClick(bounds));
    // With `setContextMenu`, macOS would open the menu on a left click too, so there and on Windows a right click opens it. Linux reports
    // none.
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
