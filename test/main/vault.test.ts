import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault, type Keytar } from '../../main/vault.ts';

function fakeKeytar(change: Partial<Keytar> = {}): Keytar {
  const kept = new Map<string, string>();
  return {
    getPassword: async (_service, account) => kept.get(account) ?? null,
    setPassword: async (_service, account, password) => void kept.set(account, password),
    deletePassword: async (_service, account) => kept.delete(account),
    ...change,
  };
}

const vaultOf = (keytar: Keytar, onUnlocked = () => {}) => createVault({ load: async () => keytar, onUnlocked });

describe('vault', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('keeps, gives back and forgets a secret', async () => {
    const vault = vaultOf(fakeKeytar());
    await vault.set('ann@host', 'secret');
    expect(await vault.get('ann@host')).toEqual({ ok: true, value: 'secret' });
    await vault.delete('ann@host');
    expect(await vault.get('ann@host')).toEqual({ ok: true, value: undefined });
    expect(vault.status()).toBe('ready');
  });

  it.each([
    ['Unknown or unsupported transport “disabled” for address “disabled:”', 'absent'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'absent'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'absent'],
    ['The prompt was dismissed', 'denied'],
  ] as const)('%s means %s', async (message, status) => {
    const vault = vaultOf(fakeKeytar({ getPassword: () => Promise.reject(new Error(message)) }));
    expect(await vault.get('x')).toEqual({ ok: false, error: { code: `keychain-${status}` } });
    expect(vault.status()).toBe(status);
  });

  it('counts a library that does not load as absent', async () => {
    const vault = createVault({
      load: async () => {
        throw new Error('libsecret-1.so.0: cannot open shared object file');
      },
      onUnlocked: () => {},
    });
    expect(await vault.probe()).toBe('absent');
  });

  it('answers locked after its limit when the keychain never does, and never leaves two calls hanging', async () => {
    const getPassword = vi.fn<Keytar['getPassword']>(() => new Promise(() => {}));
    const vault = vaultOf(fakeKeytar({ getPassword }));
    for (let call = 0; call < 6; call += 1) {
      const answer = vault.get('x');
      await vi.advanceTimersByTimeAsync(4000);
      expect(await answer).toEqual({ ok: false, error: { code: 'keychain-locked' } });
    }
    expect(getPassword).toHaveBeenCalledTimes(1);
  });

  it('works again, and says so, once the keychain was unlocked', async () => {
    const waiting: ((secret: string) => void)[] = [];
    const unlocked = vi.fn();
    const vault = vaultOf(fakeKeytar({ getPassword: () => new Promise((resolve) => waiting.push(resolve)) }), unlocked);
    const first = vault.get('x');
    await vi.advanceTimersByTimeAsync(4000);
    await first;
    waiting[0]?.('secret');
    await vi.waitFor(() => expect(unlocked).toHaveBeenCalledOnce());
    const second = vault.get('x');
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    waiting[1]?.('secret');
    expect(await second).toEqual({ ok: true, value: 'secret' });
  });
});
