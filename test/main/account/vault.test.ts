import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createVault, HISTORY_KEY_ACCOUNT, type Keytar } from '../../../main/account/vault.ts';
import { folderWith } from '../../build/temporary-folder.ts';
import { fakeClock } from '../../fakes/clock.ts';

function fakeKeytar(change: Partial<Keytar> = {}): Keytar {
  const kept = new Map<string, string>();
  return {
    getPassword: async (_service, account) => kept.get(account) ?? null,
    setPassword: async (_service, account, password) => void kept.set(account, password),
    deletePassword: async (_service, account) => kept.delete(account),
    findCredentials: async () => [...kept].map(([account, password]) => ({ account, password })),
    ...change,
  };
}

/** The real loader of keytar, where none of its binaries is: what a system without libsecret looks like to it. */
function loadKeytarWithoutBinary(): Keytar {
  const loader = readFileSync(createRequire(import.meta.url).resolve('keytar'), 'utf8');
  const copy = path.join(folderWith({ 'lib/keytar.cjs': loader }), 'lib/keytar.cjs');
  return createRequire(import.meta.url)(copy);
}

function vaultOf(keytar: Keytar, onUnlocked = () => {}) {
  const clock = fakeClock();
  const vault = createVault({ load: async () => keytar, clock });
  vault.onUnlocked(onUnlocked);
  return { vault, clock };
}

describe('vault', () => {
  it('keeps, gives back and forgets a secret', async () => {
    const { vault } = vaultOf(fakeKeytar());
    await vault.set('ann@host', 'secret');
    expect(await vault.get('ann@host')).toEqual({ ok: true, value: 'secret' });
    await vault.delete('ann@host');
    expect(await vault.get('ann@host')).toEqual({ ok: true, value: undefined });
    expect(vault.status()).toBe('ready');
  });

  it('names its entries without their secrets, and without the key of the history', async () => {
    const { vault } = vaultOf(fakeKeytar());
    await vault.set('ann@host', 'secret');
    await vault.set(HISTORY_KEY_ACCOUNT, 'key');
    expect(await vault.accounts()).toEqual({ ok: true, value: ['ann@host'] });
    const locked = vaultOf(fakeKeytar({ findCredentials: () => new Promise(() => {}) }));
    const answer = locked.vault.accounts();
    await locked.clock.advance(4000);
    expect(await answer).toEqual({ ok: false, error: { code: 'keychain-locked' } });
  });

  it.each([
    ['Unknown or unsupported transport “disabled” for address “disabled:”', 'absent'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'absent'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'absent'],
    ['The prompt was dismissed', 'denied'],
  ] as const)('%s means %s', async (message, status) => {
    const { vault } = vaultOf(fakeKeytar({ getPassword: () => Promise.reject(new Error(message)) }));
    expect(await vault.get('x')).toEqual({ ok: false, error: { code: `keychain-${status}` } });
    expect(vault.status()).toBe(status);
  });

  it('counts a keytar that does not load as absent, although it does not say why, and loads it once it can', async () => {
    const load = vi
      .fn<() => Promise<Keytar>>()
      .mockImplementationOnce(async () => loadKeytarWithoutBinary())
      .mockResolvedValue(fakeKeytar());
    const vault = createVault({ load, clock: fakeClock() });
    expect(await vault.get('x')).toEqual({ ok: false, error: { code: 'keychain-absent' } });
    expect(vault.status()).toBe('absent');
    expect(await vault.get('x')).toEqual({ ok: true, value: undefined });
    expect(loadKeytarWithoutBinary).toThrow('Failed to load keytar native addon');
  });

  it('answers locked after its limit when the keychain never does, and never leaves two calls hanging', async () => {
    const getPassword = vi.fn<Keytar['getPassword']>(() => new Promise(() => {}));
    const { vault, clock } = vaultOf(fakeKeytar({ getPassword }));
    for (let call = 0; call < 6; call += 1) {
      const answer = vault.get('x');
      await clock.advance(4000);
      expect(await answer).toEqual({ ok: false, error: { code: 'keychain-locked' } });
    }
    expect(getPassword).toHaveBeenCalledTimes(1);
  });

  it('works again, and says so, once the keychain was unlocked', async () => {
    const waiting: ((secret: string) => void)[] = [];
    const unlocked = vi.fn();
    const { vault, clock } = vaultOf(fakeKeytar({ getPassword: () => new Promise((resolve) => waiting.push(resolve)) }), unlocked);
    const first = vault.get('x');
    await clock.advance(4000);
    await first;
    waiting[0]?.('secret');
    await expect.poll(() => unlocked).toHaveBeenCalledOnce();
    const second = vault.get('x');
    await expect.poll(() => waiting).toHaveLength(2);
    waiting[1]?.('secret');
    expect(await second).toEqual({ ok: true, value: 'secret' });
  });

  it('has one call in the keychain at a time, in the order they were asked', async () => {
    const running: string[] = [];
    const slow = (what: string) => async () => {
      running.push(`${what} begins`);
      await new Promise<void>((resolve) => clock.setTimer(10, resolve));
      running.push(`${what} ends`);
    };
    const { vault, clock } = vaultOf(fakeKeytar({ setPassword: slow('set'), deletePassword: () => slow('delete')().then(() => true) }));
    const both = Promise.all([vault.delete('x'), vault.set('x', 'secret'), vault.delete('x')]);
    await clock.advance(100);
    await both;
    expect(running).toEqual(['delete begins', 'delete ends', 'set begins', 'set ends', 'delete begins', 'delete ends']);
  });
});

describe('a write that was given up as late', () => {
  /** A keychain whose writes wait until `unlock`. */
  function lockedKeychain(kept = new Map<string, string>()) {
    let unlock = () => {};
    const unlocked = new Promise<void>((resolve) => {
      unlock = resolve;
    });
    const keytar: Keytar = {
      getPassword: async (_service, account) => kept.get(account) ?? null,
      setPassword: async (_service, account, password) => {
        await unlocked;
        kept.set(account, password);
      },
      deletePassword: async (_service, account) => {
        await unlocked;
        return kept.delete(account);
      },
      findCredentials: async () => [],
    };
    return { keytar, kept, unlock };
  }

  async function setTooLate({ vault, clock }: ReturnType<typeof vaultOf>, secret = 'unwanted') {
    const answer = vault.set('ann@host', secret);
    await clock.advance(4000);
    expect(await answer).toEqual({ ok: false, error: { code: 'keychain-locked' } });
  }

  it('is taken back when the keychain was unlocked, before anybody hears of that', async () => {
    const { keytar, kept, unlock } = lockedKeychain();
    const unlocked = vi.fn(() => expect(kept.size).toBe(0));
    await setTooLate(vaultOf(keytar, unlocked));
    unlock();
    await expect.poll(() => unlocked).toHaveBeenCalledOnce();
    expect([...kept]).toEqual([]);
  });

  it('gives its place back to the secret that was there before', async () => {
    const { keytar, kept, unlock } = lockedKeychain(new Map([['ann@host', 'before']]));
    const unlocked = vi.fn();
    await setTooLate(vaultOf(keytar, unlocked));
    unlock();
    await expect.poll(() => unlocked).toHaveBeenCalledOnce();
    expect(kept.get('ann@host')).toBe('before');
  });

  it('leaves alone what another program wrote meanwhile', async () => {
    const { keytar, kept, unlock } = lockedKeychain();
    const setPassword: Keytar['setPassword'] = async (service, account, password) => {
      await keytar.setPassword(service, account, password);
      kept.set(account, 'from elsewhere');
    };
    const unlocked = vi.fn();
    await setTooLate(vaultOf({ ...keytar, setPassword }, unlocked));
    unlock();
    await expect.poll(() => unlocked).toHaveBeenCalledOnce();
    expect(kept.get('ann@host')).toBe('from elsewhere');
  });

  it('is not written at all when the keychain hangs before that', async () => {
    const { keytar, unlock } = lockedKeychain();
    unlock();
    let answer: (secret: null) => void = () => {};
    const getPassword = () => new Promise<null>((resolve) => (answer = resolve));
    const setPassword = vi.fn(keytar.setPassword);
    const unlocked = vi.fn();
    await setTooLate(vaultOf({ ...keytar, getPassword, setPassword }, unlocked));
    answer(null);
    await expect.poll(() => unlocked).toHaveBeenCalledOnce();
    expect(setPassword).not.toHaveBeenCalled();
  });

  it('does not take away what is written after it', async () => {
    const { keytar, kept, unlock } = lockedKeychain();
    const late = vaultOf(keytar);
    await setTooLate(late);
    const wanted = late.vault.set('ann@host', 'wanted');
    unlock();
    expect(await wanted).toEqual({ ok: true, value: null });
    expect(kept.get('ann@host')).toBe('wanted');
  });
});
