import { describe, expect, it, vi } from 'vitest';
import { HISTORY_KEY_ACCOUNT } from '../../../main/account/vault.ts';
import type { UserInfo } from '../../../main/evo-voice/dtos.ts';
import { fail, type Result, type ServiceErrorCode, type ServiceFailure } from '../../../main/model/failure.ts';
import { createTestAccount, form, gate, passwordKey, user } from './test-account.ts';

const failing = (code: ServiceErrorCode): Result<UserInfo, ServiceFailure> => fail({ code });
const untilQuit = { ...form, keep: 'until-quit' } as const;
const boUntilQuit = { ...untilQuit, userName: 'bo@example.com' };

/** An account whose stored login is Ann's, of the run before. */
async function remembered() {
  const first = createTestAccount();
  await first.account.signIn(form);
  return createTestAccount({ keychain: first.keychain, file: first.file });
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
    await expect.poll(() => account.state()).toEqual({ kind: 'starting' });
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
    const fresh = createTestAccount();
    await fresh.account.signIn(untilQuit);
    expect(fresh.file.get('account')).toBeUndefined();
    const { account, file } = await remembered();
    await account.signIn(boUntilQuit);
    expect(file.get('account')).toMatchObject({ userName: 'ann@example.com' });
  });

  it('keeps no password for a sign-in that the keychain refused in the end', async () => {
    const { account, keychain } = createTestAccount();
    keychain.set = function set(key, value) {
      if (key.endsWith(HISTORY_KEY_ACCOUNT)) throw new Error('The prompt was dismissed');
      return Map.prototype.set.call(this, key, value) as typeof keychain;
    };
    expect(await account.signIn(form)).toMatchObject({ ok: false, error: { code: 'keychain-denied' } });
    expect([...keychain.keys()]).toEqual([]);
  });
});

describe('restoring', () => {
  it('asks the keychain whether it answers where nobody is signed in in the end', async () => {
    const { account, vault } = createTestAccount();
    expect(vault.status()).toBe('unknown');
    await account.restore();
    expect(vault.status()).toBe('ready');
    const broken = createTestAccount({ broken: true });
    const told = vi.fn(() => expect(broken.vault.status()).toBe('absent'));
    broken.account.onChange(told);
    await broken.account.restore();
    expect(told).toHaveBeenCalledOnce();
  });
});

describe('the next start', () => {
  async function restarted(answer: Result<UserInfo, ServiceFailure>) {
    const first = createTestAccount();
    await first.account.signIn(form);
    const second = createTestAccount({ keychain: first.keychain, file: first.file });
    second.world.answer = answer;
    await second.account.restore();
    return second;
  }

  it('signs in by itself with the stored password', async () => {
    const { account, signIn, messages } = await restarted({ ok: true, value: user });
    expect(signIn).toHaveBeenCalledWith({ userName: 'ann@example.com', password: 'secret: ü' });
    expect(account.state()).toMatchObject({ kind: 'signed-in', connection: 'online' });
    expect(messages.resume).toHaveBeenCalledWith('offline');
  });

  it('keeps credential and history while offline, and comes back by itself', async () => {
    const { account, keychain, world, clock, messages } = await restarted(failing('unreachable'));
    expect(account.state()).toMatchObject({ kind: 'signed-in', connection: 'offline' });
    expect(messages.resume).not.toHaveBeenCalled();
    expect(keychain.get(passwordKey)).toBe('secret: ü');
    world.answer = { ok: true, value: user };
    await clock.advance(10_000);
    expect(account.state()).toMatchObject({ connection: 'online' });
    expect(messages.resume).toHaveBeenCalledWith('offline');
  });

  it('asks to sign in again when the password no longer holds, and says why', async () => {
    const { account, messages } = await restarted(failing('credentials-refused'));
    expect(account.state()).toMatchObject({ kind: 'signed-out', lastUserName: 'ann@example.com', reason: { code: 'credentials-refused' } });
    expect(messages.close).toHaveBeenCalledOnce();
  });

  it('says that the keychain is gone instead of forgetting the account', async () => {
    const first = createTestAccount();
    await first.account.signIn(form);
    const { account } = createTestAccount({ keychain: first.keychain, file: first.file, broken: true });
    await account.restore();
    expect(account.state()).toMatchObject({
      kind: 'signed-out',
      lastServer: 'https://team.evovoice.io',
      reason: { code: 'keychain-absent' },
    });
  });
});
