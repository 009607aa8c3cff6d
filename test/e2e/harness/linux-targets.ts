import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform } from 'electron-builder';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What is put into an AppImage and a .deb around the app itself. */
export interface LinuxTargets {
  /** The desktop entry inside the AppImage. */
  readonly appImageEntry: string;
  /** The desktop entry that the .deb installs. */
  readonly debEntry: string;
}

/**
 * What electron-builder computes from our configuration for the two Linux targets, without making them, for which it would have to download
 * its tools.
 */
export async function linuxTargets(): Promise<LinuxTargets> {
  const entries: Partial<Record<'appImageEntry' | 'debEntry', string>> = {};
  // It computes them for any folder; in this one it writes what goes into the .deb beside the app.
  const work = mkdtempSync(path.join(tmpdir(), 'evo-quick-send-targets-'));
  const prepackaged = path.join(work, 'unpacked');
  mkdirSync(path.join(prepackaged, 'resources'), { recursive: true });
  try {
    await build({
      projectDir: root,
      prepackaged,
      targets: Platform.LINUX.createTarget(['AppImage', 'deb']),
      publish: 'never',
      config: { directories: { output: path.join(work, 'out') } },
      // Called once a target, before it is made; true ends the work on it.
      effectiveOptionComputed: async (computed: { readonly desktop?: string } | readonly [args: unknown, entry: string]) => {
        if ('desktop' in computed) entries.appImageEntry = computed.desktop;
        else entries.debEntry = readFileSync((computed as readonly [unknown, string])[1], 'utf8');
        return true;
      },
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const { appImageEntry, debEntry } = entries;
  if (appImageEntry === undefined || debEntry === undefined) throw new Error('electron-builder computed no desktop entry');
  return { appImageEntry, debEntry };
}

/** The value of a key in the first group of a desktop entry. */
export const entryValue = (entry: string, key: string): string | undefined => new RegExp(`^${key}=(.*)$`, 'm').exec(entry)?.[1];

/** The script that starts the app in an AppImage, as electron-builder writes it. */
export function appImageLauncher(): string {
  const lib = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const { generateAppRunScript } = lib('app-builder-lib/out/targets/appimage/appImageUtil.js') as {
    readonly generateAppRunScript: (config: Readonly<Record<string, string>>) => string;
  };
  return generateAppRunScript({
    DesktopFileName: 'io.evovoice.QuickSend.desktop',
    ExecutableName: 'evo-quick-send',
    ProductName: 'Evo Quick Send',
    ProductFilename: 'Evo Quick Send',
    ResourceName: 'appimagekit-evo-quick-send',
  });
}
