import { describe, expect, it, vi } from 'vitest';
import { HISTORY_KEY_ACCOUNT } from '../../../main/account/vault.ts';
import { build, form, gate } from './account-desk.ts';

const untilQuit = { ...form, keep: 'until-quit' } as const;
const boUntilQuit = { ...untilQuit, userName: 'bo@example.com' };

/** An account whose stored login is Ann's, of the run before. */
async function remembered() {
  const first = build();
  await first.account.signIn(form);
  return build({ keychain: first.keychain, file: first.file });
}

describe('the stored login', () => {
  it('has nothing to say while somebody is signed in', async () => {
    const { account, openHistory, opened } = await remembered();
    await account.signIn(boUntilQuit);
    await account.restore();
    expect(account.state()).toMatchObject({ kind: 'signed-in', userName: 'bo@example.com', remembered: false });
    expect(openHistory).toHaveBeenCalledOnce();
    expect(opened[0]?.close).not.toHaveBeenCalled();
  });

  it('gives way to a sign-in that began while the keychain was asked', async () => {
    const { account, world, openHistory } = await remembered();
    const keychain = gate();
    world.keychainOpens = keychain.opens;
    const restored = account.restore();
    await vi.waitFor(() => expect(account.state()).toEqual({ kind: 'starting' }));
    const signedIn = account.signIn(boUntilQuit);
    keychain.open();
    await Promise.all([restored, signedIn]);
    expect(account.state()).toMatchObject({ kind: 'signed-in', userName: 'bo@example.com' });
    expect(openHistory.mock.calls.map(([place]) => place.kind)).toEqual(['memory']);
  });

  it('is restored once, however often it is asked for', async () => {
    const { account, openHistory, messages } = await remembered();
    await Promise.all([account.restore(), account.restore()]);
    expect(account.state()).toMatchObject({ kind: 'signed-in', userName: 'ann@example.com' });
    expect(openHistory).toHaveBeenCalledOnce();
    expect(messages.close).not.toHaveBeenCalled();
  });

  it('is never one that was to last until quit', async () => {
    const fresh = build();
    await fresh.account.signIn(untilQuit);
    expect(fresh.file.get('account')).toBeUndefined();
    const { account, file } = await remembered();
    await account.signIn(boUntilQuit);
    expect(file.get('account')).toMatchObject({ userName: 'ann@example.com' });
  });

  it('keeps no password for a sign-in that the keychain refused in the end', async () => {
    const { account, keychain } = build();
    keychain.set = function set(key, value) {
      if (key.endsWith(HISTORY_KEY_ACCOUNT)) throw new Error('The prompt was dismissed');
      return Map.prototype.set.call(this, key, value) as typeof keychain;
    };
    expect(await account.signIn(form)).toMatchObject({ ok: false, error: { code: 'keychain-denied' } });
    expect([...keychain.keys()]).toEqual([]);
  });
});
