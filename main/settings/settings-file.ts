import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../clock.ts';
import type { KeyValueFile } from './settings.ts';

/** What opening the settings needs. */
interface SettingsFileParts {
  /** The folder of `settings.json`. */
  readonly folder: string;
  /** Opens that file, or creates it; throws if it cannot be read. */
  readonly open: () => KeyValueFile;
  /** Called with the new path of a file that could not be read. */
  readonly onSetAside: (path: string) => void;
  readonly clock: Pick<Clock, 'now'>;
}

/** Opens the settings file. One that cannot be read is renamed, never deleted, and replaced by a new one. Throws if that fails too. */
export function openSettingsFile({ folder, open, onSetAside, clock }: SettingsFileParts): KeyValueFile {
  try {
    return open();
  } catch (error) {
    const file = path.join(folder, 'settings.json');
    if (!existsSync(file)) throw error;
    const aside = path.join(folder, `settings-unreadable-${clock.now()}.json`);
    renameSync(file, aside);
    onSetAside(aside);
    return open();
  }
}
