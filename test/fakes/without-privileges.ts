import { chownSync, readdirSync } from 'node:fs';
import path from 'node:path';

const nobody = 65_534;

/** Does something in a folder as a user whose permissions count: root may read everything. */
export function withoutPrivileges<T>(folder: string, work: () => T): T {
  if (process.getuid?.() !== 0) return work();
  for (const name of ['', ...readdirSync(folder)]) chownSync(path.join(folder, name), nobody, nobody);
  process.seteuid?.(nobody);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
