import type { KeychainStatus, Result } from './contract.ts';

/** The service name under which every secret of this app is kept (design.md 8). */
export const KEYCHAIN_SERVICE = 'Evo Quick Send';
/** The account that holds the key of the history database (design.md 8). */
export const HISTORY_KEY_ACCOUNT = 'history-key';

/** A place for secrets; every call answers within the limit and never throws. */
export interface Vault {
  status(): KeychainStatus;
  /** Asks the keychain whether it answers, without storing anything. */
  probe(): Promise<KeychainStatus>;
  get(account: string): Promise<Result<string | undefined>>;
  set(account: string, secret: string): Promise<Result<null>>;
  delete(account: string): Promise<Result<null>>;
}

/** The part of keytar that is used here. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

// keytar passes libsecret's sentences on and has no error codes, so a missing service can only be known by its words
// (electron-platform.md 2.5: no session bus, nothing behind org.freedesktop.secrets, libsecret not installed).
const ABSENT = /transport|\.service files|autolaunch|D-?Bus|cannot open shared object|ServiceUnknown|could not connect/i;

/**
 * Keeps secrets in the OS keychain through keytar, each call bounded by `limitMs` (4,000 ms, design.md 5).
 * A call that never answers (a locked keyring) blocks a thread of Node's pool for good, so at most one is ever left
 * hanging: until it settles, later calls wait for it and answer `keychain-locked`. `onUnlocked` is called when it settles late.
 */
export function createVault(parts: {
  readonly load: () => Promise<Keytar>;
  readonly onUnlocked: () => void;
  readonly limitMs?: number;
}): Vault {
  const limitMs = parts.limitMs ?? 4000;
  let status: KeychainStatus = 'unknown';
  let keytar: Keytar | undefined;
  let hanging: Promise<unknown> | undefined;

  const fail = (to: Exclude<KeychainStatus, 'unknown' | 'ready'>): Result<never> => {
    status = to;
    return { ok: false, error: { code: `keychain-${to}` } };
  };

  async function within<T>(work: Promise<T>): Promise<T | 'late'> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), limitMs);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  function leaveHanging(work: Promise<unknown>): void {
    const settled = work.then(
      () => {
        hanging = undefined;
        status = 'ready';
        parts.onUnlocked();
      },
      () => {
        hanging = undefined;
      },
    );
    hanging = settled;
  }

  async function ask<T>(call: (keychain: Keytar) => Promise<T>): Promise<Result<T>> {
    if (hanging && (await within(hanging)) === 'late') return fail('locked');
    try {
      keytar ??= await parts.load();
      const work = call(keytar);
      const value = await within(work);
      if (value === 'late') {
        leaveHanging(work);
        return fail('locked');
      }
      status = 'ready';
      return { ok: true, value };
    } catch (error) {
      return fail(error instanceof Error && ABSENT.test(error.message) ? 'absent' : 'denied');
    }
  }

  return {
    status: () => status,
    async probe() {
      await ask((keychain) => keychain.getPassword(KEYCHAIN_SERVICE, HISTORY_KEY_ACCOUNT));
      return status;
    },
    async get(account) {
      const answer = await ask((keychain) => keychain.getPassword(KEYCHAIN_SERVICE, account));
      return answer.ok ? { ok: true, value: answer.value ?? undefined } : answer;
    },
    async set(account, secret) {
      const answer = await ask((keychain) => keychain.setPassword(KEYCHAIN_SERVICE, account, secret));
      return answer.ok ? { ok: true, value: null } : answer;
    },
    async delete(account) {
      const answer = await ask((keychain) => keychain.deletePassword(KEYCHAIN_SERVICE, account));
      return answer.ok ? { ok: true, value: null } : answer;
    },
  };
}
