import { EventEmitter } from 'node:events';
import { type Clock, timedOut, withTimeout } from '../clock.ts';
import type { KeychainStatus } from '../model/app-state.ts';
import { fail, ok, type Result } from '../model/failure.ts';

/** The keychain service of all our entries. Existing entries are found by it, so it must not change. */
export const KEYCHAIN_SERVICE = 'Evo Quick Send';
/** The name of the keychain entry that holds the key of the history files. */
export const HISTORY_KEY_ACCOUNT = 'history-key';

/**
 * Stores secrets. Every call resolves within the time limit and never rejects. Errors: `keychain-absent`, `keychain-locked`,
 * `keychain-denied`.
 */
export interface Vault {
  status(): KeychainStatus;
  /** Finds out whether the keychain works, without storing anything. */
  probe(): Promise<KeychainStatus>;
  get(account: string): Promise<Result<string | undefined>>;
  set(account: string, secret: string): Promise<Result<null>>;
  /** Stores a secret unless there is one already; returns the one that is stored now. */
  add(account: string, secret: string): Promise<Result<string>>;
  delete(account: string): Promise<Result<null>>;
  /** The names of all entries of ours, the key of the history left out. */
  accounts(): Promise<Result<readonly string[]>>;
  /** Calls `listener` whenever a call that had timed out is answered after all. */
  onUnlocked(listener: () => void): void;
}

/** The part of keytar we use. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
  findCredentials(service: string): Promise<readonly { readonly account: string }[]>;
}

// keytar has no error codes: it passes libsecret's messages on. These mean that there is no keychain: no session bus, or nothing that provides
// org.freedesktop.secrets.
const ABSENT = /transport|\.service files|autolaunch|D-?Bus|ServiceUnknown|could not connect/i;

/** Whether somebody is still waiting for the answer of a call. */
type IsWanted = () => boolean;

/**
 * Stores secrets in the OS keychain through keytar, with a time limit for each call (4,000 ms by default). A locked keyring may never
 * answer, and each such call blocks a thread of Node's pool, so calls run one at a time: while one hangs, later ones wait and then fail
 * with `keychain-locked`. A `set` that failed with `keychain-locked` stores nothing: if the keychain writes the secret later, that is
 * undone before the next call.
 */
export function createVault({
  load,
  clock,
  limitMs = 4000,
}: {
  readonly load: () => Promise<Keytar>;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly limitMs?: number;
}): Vault {
  const events = new EventEmitter<{ unlocked: [] }>();
  let status: KeychainStatus = 'unknown';
  let keytar: Keytar | undefined;
  let last: Promise<void> = Promise.resolve();

  const failed = (to: Exclude<KeychainStatus, 'unknown' | 'ready'>): Result<never> => {
    status = to;
    return fail({ code: `keychain-${to}` });
  };

  async function ask<T>(call: (keychain: Keytar, isWanted: IsWanted) => Promise<T>): Promise<Result<T>> {
    const before = last;
    let done = () => {};
    last = new Promise((resolve) => {
      done = resolve;
    });
    if ((await withTimeout(clock, limitMs, before)) === timedOut) {
      before.then(done);
      return failed('locked');
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
      const value = await withTimeout(clock, limitMs, work);
      if (value === timedOut) {
        isWanted = false;
        return failed('locked');
      }
      status = 'ready';
      return ok(value);
    } catch (error) {
      // keytar's loader keeps to itself why it failed (libsecret is not installed, another processor); without it there is no keychain.
      const isAbsent = keytar === undefined || (error instanceof Error && ABSENT.test(error.message));
      return failed(isAbsent ? 'absent' : 'denied');
    }
  }

  async function run<T>(call: (keychain: Keytar, isWanted: IsWanted) => Promise<T>, isWanted: IsWanted): Promise<T> {
    keytar ??= await load();
    return call(keytar, isWanted);
  }

  function unlocked(): void {
    status = 'ready';
    events.emit('unlocked');
  }

  return {
    status: () => status,
    async probe() {
      await ask((keychain) => keychain.getPassword(KEYCHAIN_SERVICE, HISTORY_KEY_ACCOUNT));
      return status;
    },
    async get(account) {
      const answer = await ask((keychain) => keychain.getPassword(KEYCHAIN_SERVICE, account));
      return answer.ok ? ok(answer.value ?? undefined) : answer;
    },
    async set(account, secret) {
      const answer = await ask((keychain, isWanted) => write(keychain, account, secret, isWanted));
      return answer.ok ? ok(null) : answer;
    },
    add: (account, secret) => ask((keychain, isWanted) => add(keychain, account, secret, isWanted)),
    async delete(account) {
      const answer = await ask((keychain) => keychain.deletePassword(KEYCHAIN_SERVICE, account));
      return answer.ok ? ok(null) : answer;
    },
    async accounts() {
      // It reads the secrets too, which stay in here.
      const answer = await ask((keychain) => keychain.findCredentials(KEYCHAIN_SERVICE));
      return answer.ok ? ok(answer.value.map(({ account }) => account).filter((account) => account !== HISTORY_KEY_ACCOUNT)) : answer;
    },
    onUnlocked: (listener) => void events.on('unlocked', listener),
  };
}

/** Writes a secret. If nobody is waiting any more, it is not written, or the entry gets back the secret it had before. */
async function write(keychain: Keytar, account: string, secret: string, isWanted: IsWanted): Promise<void> {
  const before = await keychain.getPassword(KEYCHAIN_SERVICE, account);
  if (!isWanted()) return;
  await keychain.setPassword(KEYCHAIN_SERVICE, account, secret);
  // Another program may have written to the entry meanwhile; undo only our own write.
  if (isWanted() || (await keychain.getPassword(KEYCHAIN_SERVICE, account)) !== secret) return;
  if (before === null) await keychain.deletePassword(KEYCHAIN_SERVICE, account);
  else await keychain.setPassword(KEYCHAIN_SERVICE, account, before);
}

/** The same, but a secret that is there stays. */
async function add(keychain: Keytar, account: string, secret: string, isWanted: IsWanted): Promise<string> {
  const before = await keychain.getPassword(KEYCHAIN_SERVICE, account);
  if (before !== null) return before;
  await write(keychain, account, secret, isWanted);
  return secret;
}
