import { describe, expect, it } from 'vitest';
import { HISTORY_KEY_ACCOUNT, KEYCHAIN_SERVICE } from '../../../main/account/vault.ts';
import { fail } from '../../../main/model/failure.ts';
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
