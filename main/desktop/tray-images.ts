import { join } from 'node:path';
import type { NativeImage } from 'electron';

/** How the icon is to look. */
export interface TrayLook {
  /** The panel behind it is dark, so the icon is light. */
  readonly darkPanel: boolean;
  /** Something needs the person. */
  readonly attention: boolean;
}

/**
 * The image file for a look. macOS colours a template by itself, Windows takes a coloured icon in several sizes, Linux gets
 * the colour that stands out, as StatusNotifier hosts do not recolour (electron-platform.md 4).
 */
export function trayImageName(platform: NodeJS.Platform, { darkPanel, attention }: TrayLook): string {
  const suffix = attention ? 'Attention' : '';
  if (platform === 'darwin') return `tray${suffix}Template.png`;
  if (platform === 'win32') return `tray${suffix}.ico`;
  return `${darkPanel ? 'light' : 'dark'}${suffix}.png`;
}

/** Reads the images of `folder` (`out/icons`) as they are first needed, each once; a file's `@2x` sibling comes with it. */
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
