import { describe, expect, it } from 'vitest';
import { fail, ok, type ServiceFailure } from '../../../main/model/failure.ts';
import { createTestAccount, form, user } from './test-account.ts';

describe('while signed in', () => {
  it('signs in anew when the server forgot the session while the network was away', async () => {
    const { account, authStatus, signIn, clock } = createTestAccount();
    await account.signIn(form);
    authStatus.mockResolvedValue(fail({ code: 'signed-out' }));
    account.noticeFailure({ code: 'offline' }, account.client());
    await clock.advance(10_000);
    expect(signIn).toHaveBeenCalledTimes(2);
    expect(account.state()).toMatchObject({ connection: 'online' });
  });

  it('keeps messages that live in memory through a login that stopped working', async () => {
    const { account, openHistory, messages } = createTestAccount();
    await account.signIn({ ...form, keep: 'until-quit' });
    account.noticeFailure({ code: 'signed-out' }, account.client());
    expect(account.state()).toMatchObject({ kind: 'signed-out', reason: { code: 'signed-out' } });
    expect(messages.close).not.toHaveBeenCalled();
    await account.signIn({ ...form, keep: 'until-quit' });
    expect(openHistory).toHaveBeenCalledOnce();
    expect(messages.resume).toHaveBeenLastCalledWith('offline');
  });

  it('ends the waits of the messages as well when it is hurried, and tells whether the login may list messages', async () => {
    const { account, messages } = createTestAccount();
    account.reconnectNow();
    expect(messages.retryNow).not.toHaveBeenCalled();
    await account.signIn(form);
    account.reconnectNow();
    expect(messages.retryNow).toHaveBeenCalledOnce();
    expect(account.state()).not.toHaveProperty('mayLookUp');
    messages.mayLookUp.mockReturnValue(false);
    expect(account.state()).toMatchObject({ mayLookUp: false });
  });

  it('tries every 25 s to come back, however long it takes', async () => {
    const { account, world, clock, authStatus } = createTestAccount();
    await account.signIn(form);
    world.answer = fail({ code: 'unreachable' });
    account.noticeFailure({ code: 'unreachable' }, account.client());
    await clock.advance(3_600_000);
    const before = authStatus.mock.calls.length;
    world.answer = { ok: true, value: user };
    await clock.advance(25_000);
    expect(authStatus.mock.calls.length).toBe(before + 1);
    expect(account.state()).toMatchObject({ connection: 'online' });
  });

  it('says why it is offline, until it is online again', async () => {
    const { account, world, clock } = createTestAccount();
    await account.signIn(form);
    world.answer = fail({ code: 'certificate' });
    account.noticeFailure({ code: 'offline', status: 200 }, account.client());
    expect(account.state()).toMatchObject({ connection: 'offline', offlineReason: { code: 'offline' } });
    await clock.advance(10_000);
    expect(account.state()).toMatchObject({ connection: 'offline', offlineReason: { code: 'certificate' } });
    world.answer = ok(user);
    await clock.advance(60_000);
    expect(account.state()).toMatchObject({ connection: 'online' });
    expect(account.state()).not.toHaveProperty('offlineReason');
  });

  it('goes offline on a failed call and back online', async () => {
    const { account, clock, messages } = createTestAccount();
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
    const { account, world, clock, messages } = createTestAccount();
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
    const { account, messages } = createTestAccount();
    await account.signIn(form);
    account.noticeFailure(failure, account.client());
    expect(account.state()).toMatchObject({ connection: 'online' });
    expect(messages.pause).not.toHaveBeenCalled();
  });

  it('stays signed in where a network in between refuses with a page', async () => {
    const { account, world, clock } = createTestAccount();
    await account.signIn(form);
    account.noticeFailure({ code: 'unreachable' }, account.client());
    world.answer = { ok: false, error: { code: 'role-missing', status: 403, isPage: true } };
    await clock.advance(10_000);
    expect(account.state()).toMatchObject({ kind: 'signed-in', connection: 'offline' });
  });
});

it('stops trying for a login that has ended, also when another one signs in', async () => {
  const { account, signOut, clock, authStatus } = createTestAccount();
  await account.signIn(form);
  account.noticeFailure({ code: 'unreachable' }, account.client());
  await signOut();
  await account.signIn({ ...form, userName: 'bo@example.com' });
  await clock.advance(600_000);
  expect(authStatus).not.toHaveBeenCalled();
});

describe('the pull of a history', () => {
  it('runs while its login is online', async () => {
    const { account, world, clock, messages } = createTestAccount();
    await account.signIn(form);
    expect(messages.startPull).toHaveBeenCalledOnce();
    world.answer = fail({ code: 'offline' });
    account.noticeFailure({ code: 'offline' }, account.client());
    expect(messages.stopPull).toHaveBeenCalledOnce();
    world.answer = ok(user);
    await clock.advance(30_000);
    expect(messages.startPull).toHaveBeenCalledTimes(2);
  });
});
