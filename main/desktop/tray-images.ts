import { join } from 'node:path';
import type { NativeImage } from 'electron';

/** What the icon should look like. */
export interface TrayLook {
  /** The panel behind it is dark, so the icon must be light. */
  readonly darkPanel: boolean;
  /** A message needs the person. */
  readonly attention: boolean;
}

/**
 * The image file for a look. macOS colours template images itself; Windows needs an .ico with several sizes; Linux trays do not recolour
 * icons, so there is a light and a dark one.
 */
export function trayImageName(platform: NodeJS.Platform, { darkPanel, attention }: TrayLook): string {
  const suffix = attention ? 'Attention' : '';
  if (platform === 'darwin') return `tray${suffix}Template.png`;
  if (platform === 'win32') return `tray${suffix}.ico`;
  return `${darkPanel ? 'light' : 'dark'}${suffix}.png`;
}

/** Returns the image for a look, read from `folder` once. Electron adds a file's `@2x` version by itself. */
export function createTrayImages(parts: {
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly createFromPath: (path: string) => NativeImage;
}): (look: TrayLook) => NativeImage {
  const images = new Map<string, NativeImage>();
  return (look) => {
    const name = trayImageName(parts.platform, look);
    const image = images.get(name) ?? parts.createFromPath(join(parts.folder, name));
    images.set(name, image);
    return image;
  };
}
