import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../clock.ts';
import type { KeyValueFile } from './settings.ts';

/** What opening the settings needs. */
export interface SettingsFileParts {
  /** The folder `settings.json` is in. */
  readonly folder: string;
  /** Opens that file, making it where there is none; throws where it cannot be read. */
  readonly open: () => KeyValueFile;
  /** A file that could not be read is called this path now. */
  readonly onSetAside: (path: string) => void;
  readonly clock: Pick<Clock, 'now'>;
}

/** Opens the settings. A file that cannot be read is set aside, never deleted, and a new one begun. Throws where even that fails. */
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
