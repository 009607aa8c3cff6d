import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ok, type Result } from '../model/failure.ts';
import { HISTORY_KEY_ACCOUNT, type Vault } from './vault.ts';

/** Where a login's history is kept: in a file of its own, encrypted with `key`, or in memory until the app quits. */
export type HistoryPlace =
  | { readonly kind: 'file'; readonly login: string; readonly key: string; readonly keyIsNew: boolean }
  | { readonly kind: 'memory' };

/** Decides where a login's history is kept: in a file if the login is remembered, with the key from the keychain. Errors: `keychain-*`. */
export async function historyPlace(vault: Pick<Vault, 'get' | 'set'>, login: string, remembered: boolean): Promise<Result<HistoryPlace>> {
  if (!remembered) return ok({ kind: 'memory' });
  const key = await historyKey(vault);
  return key.ok ? ok({ kind: 'file', login, key: key.value.key, keyIsNew: key.value.isNew }) : key;
}

/** Whether a folder holds the history of any login, so that somebody signed in there once; false if it cannot be listed. */
export function hasHistory(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => /^history-[0-9a-f]{16}\.db$/.test(name));
  } catch {
    return false;
  }
}

/** The history file of a login. Its name is a hash, so that it does not reveal whose file it is. */
export function historyFile(folder: string, login: string): string {
  return path.join(folder, `history-${createHash('sha256').update(login.toLowerCase()).digest('hex').slice(0, 16)}.db`);
}

/** Reads the key of the history files (64 hex digits) from the keychain; creates and stores one if there is none. Errors: `keychain-*`. */
async function historyKey(vault: Pick<Vault, 'get' | 'set'>): Promise<Result<{ readonly key: string; readonly isNew: boolean }>> {
  const kept = await vault.get(HISTORY_KEY_ACCOUNT);
  if (!kept.ok) return kept;
  if (kept.value && /^[0-9a-f]{64}$/.test(kept.value)) return ok({ key: kept.value, isNew: false });
  const key = randomBytes(32).toString('hex');
  const stored = await vault.set(HISTORY_KEY_ACCOUNT, key);
  return stored.ok ? ok({ key, isNew: true }) : stored;
}
