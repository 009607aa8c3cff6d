import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import ElectronStore from 'electron-store';
import type { KeyValueFile } from './settings.ts';

/**
 * Opens `settings.json` in the given folder. A file that cannot be read is set aside, never deleted, and a new one begun;
 * `setAside` is then called with the old file's new path.
 */
export function openSettingsFile(folder: string, setAside: (path: string) => void, now: () => number): KeyValueFile {
  const open = (): KeyValueFile => new ElectronStore({ cwd: folder, name: 'settings' });
  try {
    return open();
  } catch (error) {
    const file = path.join(folder, 'settings.json');
    if (!existsSync(file)) throw error;
    const aside = path.join(folder, `settings-unreadable-${now()}.json`);
    renameSync(file, aside);
    setAside(aside);
    return open();
  }
}
