import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** What we keep in the data folder. Nothing else in it is touched: a person may have named a folder that holds other things too. */
const ours = /^(history-|settings[.-]|instance\.db|logs$)/;

/**
 * Takes the rights of others away from what an earlier version or a restored backup left in the data folder; what is new gets none, by the umask.
 * Follows no link, and passes over what it may not change.
 */
export function makePrivate(folder: string): void {
  for (const name of namesIn(folder)) if (ours.test(name)) closeToOthers(path.join(folder, name));
}

function closeToOthers(file: string): void {
  try {
    const found = lstatSync(file);
    if (!found.isFile() && !found.isDirectory()) return;
    if ((found.mode & 0o077) !== 0) chmodSync(file, found.mode & 0o700);
    if (found.isDirectory()) for (const name of namesIn(file)) closeToOthers(path.join(file, name));
  } catch {
    // It is gone by now, or belongs to somebody else.
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
