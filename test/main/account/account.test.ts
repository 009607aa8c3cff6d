import { describe, expect, it } from 'vitest';
import { HISTORY_KEY_ACCOUNT, KEYCHAIN_SERVICE } from '../../../main/account/vault.ts';
import type { UserInfo } from '../../../main/evo-voice/dtos.ts';
import type { Result, ServiceErrorCode, ServiceFailure } from '../../../main/model/failure.ts';

import { build, form, passwordKey, user } from './account-desk.ts';

const failing = (code: ServiceErrorCode): Result<UserInfo, ServiceFailure> => ({ ok: false, error: { code } });

describe('signing in', () => {
  it('keeps the password in the keychain, a new history key beside it, and the account in the settings', async () => {
    const { account, keychain, file } = build();
    expect(await account.signIn(form)).toEqual({ ok: true, value: null });
    expect(keychain.get(passwordKey)).toBe('secret: ü');
    expect(keychain.get(`${KEYCHAIN_SERVICE}/${HISTORY_KEY_ACCOUNT}`)).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify([...file])).not.toContain('secret');
    expect(account.state()).toMatchObject({
      kind: 'signed-in',
      connection: 'online',
      remembered: true,
      historyKept: true,
      displayName: 'Ann',
    });
  });

  it('lets the waiting messages go only when there is a client to send them', async () => {
    const { account, messages } = build();
    const resumed: [string, boolean][] = [];
    messages.resume.mockImplementation((reason: string) => void resumed.push([reason, account.client() !== undefined]));
    await account.signIn(form);
    expect(resumed).toEqual([
      ['signed-out', true],
      ['offline', true],
    ]);
  });

  it.each([
    [{ server: 'http://evovoice.io' }, 'server-insecure', 'server'],
    [{ server: '' }, 'server-invalid', 'server'],
    [{ userName: ' ' }, 'user-name-missing', 'userName'],
    [{ password: '' }, 'password-missing', 'password'],
  ] as const)('refuses %j with %s at %s', async (change, code, field) => {
    const { account, signIn } = build();
    expect(await account.signIn({ ...form, ...change })).toMatchObject({ ok: false, error: { code, field } });
    expect(signIn).not.toHaveBeenCalled();
  });

  it.each([
    ['credentials-refused', 'password'],
    ['unreachable', 'server'],
    ['not-evo-voice', 'server'],
    ['timeout', 'server'],
  ] as const)('%s is said at %s and stores nothing', async (code, field) => {
    const { account, world, keychain, openHistory } = build();
    world.answer = failing(code);
    expect(await account.signIn(form)).toMatchObject({ ok: false, error: { code, field } });
    expect(keychain.size).toBe(0);
    expect(openHistory).not.toHaveBeenCalled();
  });

  it('refuses a login without the role User and ends its session', async () => {
    const { account, world, signOut, keychain } = build();
    world.answer = { ok: true, value: { ...user, roles: ['Manager'] } };
    expect(await account.signIn(form)).toMatchObject({ ok: false, error: { code: 'role-missing' } });
    expect(signOut).toHaveBeenCalledOnce();
    expect(keychain.size).toBe(0);
  });

  it('offers to stay signed in until quit where there is no keychain, without asking for the password again', async () => {
    const { account, openHistory, file } = build({ broken: true });
    expect(await account.signIn(form)).toMatchObject({ ok: false, error: { code: 'keychain-absent' } });
    expect(await account.signIn({ ...form, password: '', keep: 'until-quit' })).toMatchObject({ ok: true });
    expect(openHistory).toHaveBeenCalledWith({ kind: 'memory' }, expect.any(String));
    expect(account.state()).toMatchObject({ remembered: false, historyKept: false });
    expect(JSON.stringify([...file])).not.toContain('secret');
  });

  it('lends the held password to nobody else', async () => {
    const { account } = build({ broken: true });
    await account.signIn(form);
    const other = { ...form, password: '', keep: 'until-quit' as const };
    expect(await account.signIn({ ...other, userName: 'bo' })).toMatchObject({ error: { code: 'password-missing' } });
    expect(await account.signIn({ ...other, server: 'evovoice.io' })).toMatchObject({ error: { code: 'password-missing' } });
  });
});

describe('the next start', () => {
  async function restarted(answer: Result<UserInfo, ServiceFailure>) {
    const first = build();
    await first.account.signIn(form);
    const second = build({ keychain: first.keychain, file: first.file });
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
    const first = build();
    await first.account.signIn(form);
    const { account } = build({ keychain: first.keychain, file: first.file, broken: true });
    await account.restore();
    expect(account.state()).toMatchObject({
      kind: 'signed-out',
      lastServer: 'https://team.evovoice.io',
      reason: { code: 'keychain-absent' },
    });
  });
});

describe('while signed in', () => {
  it('signs in anew when the server forgot the session while the network was away', async () => {
    const { account, authStatus, signIn, clock } = build();
    await account.signIn(form);
    authStatus.mockResolvedValue(failing('signed-out'));
    account.noticeFailure({ code: 'offline' }, account.client());
    await clock.advance(10_000);
    expect(signIn).toHaveBeenCalledTimes(2);
    expect(account.state()).toMatchObject({ connection: 'online' });
  });

  it('keeps messages that live in memory through a login that stopped working', async () => {
    const { account, openHistory, messages } = build();
    await account.signIn({ ...form, keep: 'until-quit' });
    account.noticeFailure({ code: 'signed-out' }, account.client());
    expect(account.state()).toMatchObject({ kind: 'signed-out', reason: { code: 'signed-out' } });
    expect(messages.close).not.toHaveBeenCalled();
    await account.signIn({ ...form, keep: 'until-quit' });
    expect(openHistory).toHaveBeenCalledOnce();
    expect(messages.resume).toHaveBeenLastCalledWith('offline');
  });

  it('ends the waits of the messages as well when it is hurried, and tells whether the login may list messages', async () => {
    const { account, messages } = build();
    account.hurry();
    expect(messages.retryNow).not.toHaveBeenCalled();
    await account.signIn(form);
    account.hurry();
    expect(messages.retryNow).toHaveBeenCalledOnce();
    expect(account.state()).not.toHaveProperty('mayLookUp');
    messages.mayLookUp.mockReturnValue(false);
    expect(account.state()).toMatchObject({ mayLookUp: false });
  });

  it('tries every 30 s to come back while something waits to leave', async () => {
    const { account, world, clock, messages, authStatus } = build();
    await account.signIn(form);
    world.answer = { ok: false, error: { code: 'unreachable' } };
    messages.hasWaiting.mockReturnValue(true);
    account.noticeFailure({ code: 'unreachable' }, account.client());
    await clock.advance(600_000);
    const before = authStatus.mock.calls.length;
    world.answer = { ok: true, value: user };
    await clock.advance(30_000);
    expect(authStatus.mock.calls.length).toBe(before + 1);
    expect(account.state()).toMatchObject({ connection: 'online' });
  });

  it('goes offline on a failed call and back online', async () => {
    const { account, clock, messages } = build();
    await account.signIn(form);
    account.noticeFailure({ code: 'offline' }, account.client());
    expect(account.state()).toMatchObject({ connection: 'offline' });
    expect(messages.pause).toHaveBeenCalledWith('offline');
    await clock.advance(10_000);
    expect(account.state()).toMatchObject({ connection: 'online' });
  });

  it.each<ServiceFailure>([
    { code: 'offline' },
    { code: 'unreachable' },
    { code: 'timeout' },
    { code: 'connection-lost' },
    { code: 'certificate' },
    { code: 'not-evo-voice', status: 200, isPage: true },
    { code: 'not-evo-voice', status: 511 },
    { code: 'server-error', status: 503, isPage: true },
  ])('goes offline and comes back by itself after %j', async (failure) => {
    const { account, world, clock, messages } = build();
    await account.signIn(form);
    world.answer = { ok: false, error: failure };
    account.noticeFailure(failure, account.client());
    expect(messages.pause).toHaveBeenCalledWith('offline');
    await clock.advance(10_000);
    expect(account.state()).toMatchObject({ kind: 'signed-in', connection: 'offline' });
    world.answer = { ok: true, value: user };
    await clock.advance(20_000);
    expect(account.state()).toMatchObject({ connection: 'online' });
    expect(messages.resume).toHaveBeenLastCalledWith('offline');
  });

  it.each<ServiceFailure>([
    { code: 'rate-limited', status: 429, retryAfterMs: 60_000 },
    { code: 'server-error', status: 500 },
  ])('stays online where the service itself asks for patience: %j', async (failure) => {
    const { account, messages } = build();
    await account.signIn(form);
    account.noticeFailure(failure, account.client());
    expect(account.state()).toMatchObject({ connection: 'online' });
    expect(messages.pause).not.toHaveBeenCalled();
  });

  it('stays signed in where a network in between refuses with a page', async () => {
    const { account, world, clock } = build();
    await account.signIn(form);
    account.noticeFailure({ code: 'unreachable' }, account.client());
    world.answer = { ok: false, error: { code: 'role-missing', status: 403, isPage: true } };
    await clock.advance(10_000);
    expect(account.state()).toMatchObject({ kind: 'signed-in', connection: 'offline' });
  });

  it('signs out: password gone, server session ended, history closed, key kept', async () => {
    const { account, keychain, signOut, messages } = build();
    await account.signIn(form);
    await account.signOut();
    expect([...keychain.keys()]).toEqual([`${KEYCHAIN_SERVICE}/${HISTORY_KEY_ACCOUNT}`]);
    expect(signOut).toHaveBeenCalledOnce();
    expect(messages.close).toHaveBeenCalledOnce();
    expect(account.state()).toMatchObject({ kind: 'signed-out' });
  });
});
