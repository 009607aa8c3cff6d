import type { NativeImage } from 'electron';

/** How the icon is to look. */
export interface TrayLook {
  /** The panel behind it is dark, so the icon is light. */
  readonly darkPanel: boolean;
  /** Something needs the person. */
  readonly attention: boolean;
}

export type TrayImages = (look: TrayLook) => NativeImage;
