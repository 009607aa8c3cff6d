import type { KeychainStatus } from '../model/app-state.ts';
import type { Result } from '../model/failure.ts';

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
// (no session bus, nothing behind org.freedesktop.secrets).
const ABSENT = /transport|\.service files|autolaunch|D-?Bus|ServiceUnknown|could not connect/i;

/** Whether somebody still waits for the answer of a call. */
type IsWanted = () => boolean;

/**
 * Keeps secrets in the OS keychain through keytar, each call bounded by `limitMs` (4,000 ms unless told). The keychain has one call at a time:
 * a call that never answers (a locked keyring) blocks a thread of Node's pool for good, so at most one is ever left hanging. Until it settles,
 * later calls wait for it and answer `keychain-locked`; `onUnlocked` is called when it settles late.
 * A `set` that answered `keychain-locked` stores nothing: what the keychain writes of it later is taken back before any other call.
 */
export function createVault(parts: {
  readonly load: () => Promise<Keytar>;
  readonly onUnlocked: () => void;
  readonly limitMs?: number;
}): Vault {
  const limitMs = parts.limitMs ?? 4000;
  let status: KeychainStatus = 'unknown';
  let keytar: Keytar | undefined;
  let last: Promise<void> = Promise.resolve();

  const fail = (to: Exclude<KeychainStatus, 'unknown' | 'ready'>): Result<never> => {
    status = to;
    return { ok: false, error: { code: `keychain-${to}` } };
  };

  /** The value of `work`, or `late` when that takes longer than the limit; `onLate` is called at that moment. */
  async function within<T>(work: Promise<T>, onLate: () => void): Promise<T | typeof late> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => {
        onLate();
        resolve(late);
      }, limitMs);
    });
    try {
      return await Promise.race([work, limit]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function ask<T>(call: (keychain: Keytar, isWanted: IsWanted) => Promise<T>): Promise<Result<T>> {
    const before = last;
    let done = () => {};
    last = new Promise((resolve) => {
      done = resolve;
    });
    if ((await within(before, () => {})) === late) {
      before.then(done);
      return fail('locked');
    }
    let isWanted = true;
    const work = run(call, () => isWanted);
    work.then(
      () => {
        done();
        if (!isWanted) unlocked();
      },
      () => done(),
    );
    try {
      const value = await within(work, () => {
        isWanted = false;
      });
      if (value === late) return fail('locked');
      status = 'ready';
      return { ok: true, value };
    } catch (error) {
      // keytar's loader keeps to itself why it failed (libsecret is not installed, another processor); without it there is no keychain.
      const isAbsent = keytar === undefined || (error instanceof Error && ABSENT.test(error.message));
      return fail(isAbsent ? 'absent' : 'denied');
    }
  }

  async function run<T>(call: (keychain: Keytar, isWanted: IsWanted) => Promise<T>, isWanted: IsWanted): Promise<T> {
    keytar ??= await parts.load();
    return call(keytar, isWanted);
  }

  function unlocked(): void {
    status = 'ready';
    parts.onUnlocked();
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
      const answer = await ask((keychain, isWanted) => write(keychain, account, secret, isWanted));
      return answer.ok ? { ok: true, value: null } : answer;
    },
    async delete(account) {
      const answer = await ask((keychain) => keychain.deletePassword(KEYCHAIN_SERVICE, account));
      return answer.ok ? { ok: true, value: null } : answer;
    },
  };
}

/** What a call that took too long gives instead of its value. */
const late = Symbol('late');

/** Writes a secret; one that nobody waits for any more is not written, or gives its place back to what was there before. */
async function write(keychain: Keytar, account: string, secret: string, isWanted: IsWanted): Promise<void> {
  const before = await keychain.getPassword(KEYCHAIN_SERVICE, account);
  if (!isWanted()) return;
  await keychain.setPassword(KEYCHAIN_SERVICE, account, secret);
  // Another program may have written since; only our own secret is ours to take away.
  if (isWanted() || (await keychain.getPassword(KEYCHAIN_SERVICE, account)) !== secret) return;
  if (before === null) await keychain.deletePassword(KEYCHAIN_SERVICE, account);
  else await keychain.setPassword(KEYCHAIN_SERVICE, account, before);
}
