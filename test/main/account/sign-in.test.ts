import { describe, expect, it } from 'vitest';
import { HISTORY_KEY_ACCOUNT, KEYCHAIN_SERVICE } from '../../../main/account/vault.ts';
import { fail, ok } from '../../../main/model/failure.ts';
import { createTestAccount, form, passwordKey, user } from './test-account.ts';

describe('signing in', () => {
  it('keeps the password in the keychain, a new history key beside it, and the account in the settings', async () => {
    const { account, keychain, file } = createTestAccount();
    expect(await account.signIn(form)).toEqual({ ok: true, value: null });
    expect(keychain.get(passwordKey)).toBe('secret: ü');
    expect(keychain.get(`${KEYCHAIN_SERVICE}/${HISTORY_KEY_ACCOUNT}`)).toMatch(/^[A-Za-z0-9+/]{32}$/);
    expect(JSON.stringify([...file])).not.toContain('secret');
    expect(account.state()).toMatchObject({
      kind: 'signed-in',
      connection: 'online',
      remembered: true,
      displayName: 'Ann',
    });
  });

  it('lets the waiting messages go only when there is a client to send them', async () => {
    const { account, messages } = createTestAccount();
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
    const { account, signIn } = createTestAccount();
    expect(await account.signIn({ ...form, ...change })).toMatchObject({ ok: false, error: { code, field } });
    expect(signIn).not.toHaveBeenCalled();
  });

  it.each([
    ['credentials-refused', 'password'],
    ['unreachable', 'server'],
    ['not-evo-voice', 'server'],
    ['timeout', 'server'],
  ] as const)('%s is said at %s and stores nothing', async (code, field) => {
    const { account, world, keychain, openHistory } = createTestAccount();
    world.answer = fail({ code });
    expect(await account.signIn(form)).toMatchObject({ ok: false, error: { code, field } });
    expect(keychain.size).toBe(0);
    expect(openHistory).not.toHaveBeenCalled();
  });

  it('refuses a login without the role User and ends its session', async () => {
    const { account, world, endServerSession, keychain } = createTestAccount();
    world.answer = { ok: true, value: { ...user, roles: ['Manager'] } };
    expect(await account.signIn(form)).toMatchObject({ ok: false, error: { code: 'role-missing' } });
    expect(endServerSession).toHaveBeenCalledOnce();
    expect(keychain.size).toBe(0);
  });

  it('offers to stay signed in until quit where there is no keychain, without asking for the password again', async () => {
    const { account, openHistory, file } = createTestAccount({ broken: true });
    expect(await account.signIn(form)).toMatchObject({ ok: false, error: { code: 'keychain-absent' } });
    expect(await account.signIn({ ...form, password: '', keep: 'until-quit' })).toMatchObject({ ok: true });
    expect(openHistory).toHaveBeenCalledWith({ kind: 'memory' }, expect.anything());
    expect(account.state()).toMatchObject({ remembered: false });
    expect(JSON.stringify([...file])).not.toContain('secret');
  });

  it('lends the held password to nobody else', async () => {
    const { account } = createTestAccount({ broken: true });
    await account.signIn(form);
    const other = { ...form, password: '', keep: 'until-quit' as const };
    expect(await account.signIn({ ...other, userName: 'bo' })).toMatchObject({ error: { code: 'password-missing' } });
    expect(await account.signIn({ ...other, server: 'evovoice.io' })).toMatchObject({ error: { code: 'password-missing' } });
  });
});

describe('a name and a password that the default server refused', () => {
  const again = { ...form, server: 'evovoice.io', password: '', again: true } as const;

  async function refused() {
    const made = createTestAccount();
    made.world.answer = fail({ code: 'credentials-refused', status: 401 });
    await made.account.signIn(form);
    expect(made.connect.mock.calls.map(([{ baseUrl }]) => baseUrl)).toEqual(['https://team.evovoice.io']);
    made.world.answer = ok(user);
    return made;
  }

  it('are tried at the other one when the person says so, and kept under its name', async () => {
    const { account, connect, signIn, keychain, file } = await refused();
    expect(await account.signIn(again)).toMatchObject({ ok: true });
    expect(connect.mock.calls.map(([{ baseUrl }]) => baseUrl)).toEqual(['https://team.evovoice.io', 'https://evovoice.io']);
    expect(signIn).toHaveBeenLastCalledWith({ userName: 'ann@example.com', password: 'secret: ü' });
    expect(keychain.get(`${KEYCHAIN_SERVICE}/ann@example.com@evovoice.io`)).toBe('secret: ü');
    expect(keychain.has(passwordKey)).toBe(false);
    expect(JSON.stringify([...file])).not.toContain('secret');
  });

  it.each([
    ['another host', { server: 'evovoice.example' }],
    ['another user', { userName: 'bo' }],
    ['a form that does not ask for it', { again: undefined }],
  ])('are not lent to %s', async (_, change) => {
    const { account, connect } = await refused();
    expect(await account.signIn({ ...again, ...change })).toMatchObject({ error: { code: 'password-missing' } });
    expect(connect).toHaveBeenCalledOnce();
    expect(await account.signIn(again)).toMatchObject({ error: { code: 'password-missing' } });
  });

  it('are forgotten after the one try', async () => {
    const { account, world, connect } = await refused();
    world.answer = fail({ code: 'credentials-refused', status: 401 });
    expect(await account.signIn(again)).toMatchObject({ error: { code: 'credentials-refused' } });
    expect(await account.signIn(again)).toMatchObject({ error: { code: 'password-missing' } });
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['another failure', { server: 'team.evovoice.io' }, 'unreachable'],
    ['a refusal elsewhere', { server: 'team.evovoice.io:8443' }, 'credentials-refused'],
  ] as const)('are not kept after %s', async (_, change, code) => {
    const { account, world, connect } = createTestAccount();
    world.answer = fail({ code });
    await account.signIn({ ...form, ...change });
    expect(await account.signIn(again)).toMatchObject({ error: { code: 'password-missing' } });
    expect(connect).toHaveBeenCalledOnce();
  });
});
