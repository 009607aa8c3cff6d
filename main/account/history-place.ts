import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fail, ok, type Result } from '../model/failure.ts';
import { HISTORY_KEY_ACCOUNT, type Vault } from './vault.ts';

/** Where a login's history is kept: in a file of its own, encrypted with `key`, or in memory until the app quits. */
export type HistoryPlace =
  | { readonly kind: 'file'; readonly login: string; readonly key: string; readonly keyIsNew: boolean }
  | { readonly kind: 'memory' };

/** What deciding on a place needs. */
interface HistoryPlaceParts {
  readonly vault: Pick<Vault, 'get' | 'set' | 'add'>;
  /** The folder of the history files. */
  readonly folder: string;
  readonly login: string;
  readonly remembered: boolean;
}

/** Decides where a login's history is kept: in a file if the login is remembered, with the key from the keychain. Errors: `keychain-*`. */
export async function historyPlace({ vault, folder, login, remembered }: HistoryPlaceParts): Promise<Result<HistoryPlace>> {
  if (!remembered) return ok({ kind: 'memory' });
  const key = await historyKey(vault, folder);
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

/** Whether a folder holds a history file, in use or set aside; true if that cannot be found out. */
function hasHistoryFile(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => /^history-.*\.db/.test(name));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** 24 random bytes in base64, which is as many characters as libsql reads of a key; older keys are 64 hexadecimal digits. */
const isKey = (secret: string): boolean => /^(?:[A-Za-z0-9+/]{32}|[0-9a-f]{64})$/.test(secret);
const newKey = (): string => randomBytes(24).toString('base64');

interface HistoryKey {
  readonly key: string;
  readonly isNew: boolean;
}

/**
 * Reads the key of the history files from the keychain; creates and stores one if there is none. An entry that is no key is replaced only where
 * there is no file it may once have been for. Errors: `keychain-*`.
 */
async function historyKey(vault: HistoryPlaceParts['vault'], folder: string): Promise<Result<HistoryKey>> {
  const key = newKey();
  const found = await vault.get(HISTORY_KEY_ACCOUNT);
  // A keychain whose question was dismissed answers that there is no entry, so nothing is overwritten on its word.
  const kept = found.ok && found.value === undefined ? await vault.add(HISTORY_KEY_ACCOUNT, key) : found;
  if (!kept.ok) return kept;
  if (kept.value === key) return ok({ key, isNew: true });
  if (kept.value !== undefined && isKey(kept.value)) return ok({ key: kept.value, isNew: false });
  if (hasHistoryFile(folder)) return fail({ code: 'keychain-key-wrong', detail: folder });
  const stored = await vault.set(HISTORY_KEY_ACCOUNT, key);
  return stored.ok ? ok({ key, isNew: true }) : stored;
}
