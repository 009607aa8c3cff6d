import { randomBytes } from 'node:crypto';
import type { Result } from '../model/failure.ts';
import { HISTORY_KEY_ACCOUNT, type Vault } from './vault.ts';

/** The database key, and whether it had to be made just now. */
export interface HistoryKey {
  /** 256 bits in hex. */
  readonly key: string;
  readonly isNew: boolean;
}

/** Gives the key of the history from the keychain, making and storing one where there is none (design.md 5); errors: `keychain-*`. */
export async function historyKey(vault: Pick<Vault, 'get' | 'set'>): Promise<Result<HistoryKey>> {
  const kept = await vault.get(HISTORY_KEY_ACCOUNT);
  if (!kept.ok) return kept;
  if (kept.value && /^[0-9a-f]{64}$/.test(kept.value)) return { ok: true, value: { key: kept.value, isNew: false } };
  const key = randomBytes(32).toString('hex');
  const stored = await vault.set(HISTORY_KEY_ACCOUNT, key);
  return stored.ok ? { ok: true, value: { key, isNew: true } } : stored;
}
