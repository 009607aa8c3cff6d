import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Renames a history file together with what belongs to it, and gives its new place. Nothing is deleted. `now` is in ms since 1970. */
export function setAside(file: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/\..*/, '').replaceAll(':', '-');
  let aside = `${file}.set-aside-${stamp}`;
  for (let count = 2; existsSync(aside); count++) aside = `${file}.set-aside-${stamp}-${count}`;
  for (const part of ['-wal', '-journal', '-shm', '']) if (existsSync(file + part)) renameSync(file + part, aside + part);
  clearSuspicion(file);
  return aside;
}

const markOf = (file: string): string => `${file}.suspect`;

/** Remembers beside the file that a damaged page was met, so that the next start checks every page (reading all of them takes seconds). */
export function suspect(file: string): void {
  try {
    writeFileSync(markOf(file), '');
  } catch {
    // The disk takes nothing more; the next damaged page will try again.
  }
}

export const isSuspect = (file: string): boolean => existsSync(markOf(file));

export const clearSuspicion = (file: string): void => rmSync(markOf(file), { force: true });
