import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keychainLogins, noteServer, serverOf } from '../../../main/account/keychain-logins.ts';
import { passwordAccount } from '../../../main/account/stored-password.ts';
import { HISTORY_KEY_ACCOUNT, KEYCHAIN_SERVICE } from '../../../main/account/vault.ts';
import { parseServer, type Server } from '../../../main/evo-voice/server.ts';
import { fail, ok } from '../../../main/model/failure.ts';
import { createTestAccount, form, passwordKey } from './test-account.ts';

/** What a history keeps. */
function notes() {
  const kept = new Map<string, unknown>();
  return {
    readValue: (key: string) => ok(kept.get(key)),
    writeValue(key: string, value: unknown) {
      kept.set(key, value);
      return ok(null);
    },
  };
}

const loginsOf = async (...names: string[]) => {
  const found = await keychainLogins({ accounts: async () => ok(names) });
  return found.ok ? found.value : [];
};

const servers = fc
  .tuple(
    fc.constantFrom('https://', 'http://'),
    fc.constantFrom(
      'team.evovoice.io',
      'xn--mller-kva.example',
      'localhost',
      '127.0.0.1',
      '[::1]',
      '127.9.9.9',
      '[2001:db8::1]',
      'localhost.example',
    ),
    fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }),
  )
  .map(([scheme, host, port]) => parseServer(`${scheme}${host}${port === undefined ? '' : `:${port}`}`))
  .filter((parsed) => parsed.ok)
  .map((parsed) => (parsed.ok ? parsed.value : undefined))
  .filter((server): server is Server => server !== undefined);

const userNames = fc.string({ unit: fc.constantFrom('a', '@', '.', ':', '/', ' ', 'ü', '[', ']'), minLength: 1, maxLength: 8 });

describe('a login of the keychain', () => {
  it('is found again from the name of its entry: the user name as it is, and the server it was for', async () => {
    await fc.assert(
      fc.asyncProperty(servers, userNames, async (server, userName) => {
        const history = notes();
        noteServer(history, server);
        const name = passwordAccount(userName, server);
        expect(await loginsOf(name)).toEqual([{ name, userName, host: server.host }]);
        expect(serverOf(name, history)).toEqual(server);
      }),
    );
  });

  it('of which no history tells the server is for that host alone, or for none', () => {
    const known = (name: string) => serverOf(name, notes())?.baseUrl;
    expect(known('ann@team.evovoice.io')).toBe('https://team.evovoice.io');
    expect(known('ann@example.com:8443')).toBe('https://example.com:8443');
    expect(known('ann@127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
    expect(known('ann@localhost')).toBeUndefined();
  });

  it('never takes the server of another host from a history', () => {
    const history = notes();
    history.writeValue('server', 'https://evil.example');
    expect(serverOf('ann@team.evovoice.io', history)?.baseUrl).toBe('https://team.evovoice.io');
    expect(serverOf('ann@localhost', history)).toBeUndefined();
  });

  it.each([
    'ann',
    '@team.evovoice.io',
    'ann@',
    'ann@two words',
    'ann@TEAM.evovoice.io',
    'ann@host/path',
    'ann@host?query',
    'ann@team.evovoice.io:443',
    '',
  ])('is not what stands in the entry %j', async (name) => expect(await loginsOf(name)).toEqual([]));
});

const bo = { ...form, userName: 'bo@example.com' };

/** Ann's and, if wanted, Bo's logins of the run before, with the settings file damaged as given. */
async function damaged({ account, others = [] }: { account?: unknown; others?: readonly (typeof form)[] } = {}) {
  const first = createTestAccount();
  for (const each of [form, ...others]) await first.account.signIn(each);
  const file = new Map<string, unknown>([['reset', { settings: [], account: account === undefined }]]);
  if (account !== undefined) file.set('account', account);
  return createTestAccount({ keychain: first.keychain, file });
}

describe('after a damage of the settings', () => {
  it('the only login of the keychain is signed in by itself, and known from then on', async () => {
    const { account, signIn, connected, file, settings } = await damaged();
    await account.restore();
    expect(account.state()).toMatchObject({
      kind: 'signed-in',
      userName: form.userName,
      server: 'https://team.evovoice.io',
      remembered: true,
    });
    expect(signIn).toHaveBeenCalledExactlyOnceWith({ userName: form.userName, password: form.password });
    expect(connected).toEqual(['https://team.evovoice.io']);
    expect(file.get('account')).toEqual({ server: 'https://team.evovoice.io', userName: form.userName });
    expect(settings.isAccountLost()).toBe(false);
  });

  it('of several the person chooses one, and nothing is sent before', async () => {
    const { account, signIn, file } = await damaged({ others: [bo] });
    await account.restore();
    const logins = [form, bo].map(({ userName }) => ({ name: `${userName}@team.evovoice.io`, userName, host: 'team.evovoice.io' }));
    expect(account.state()).toMatchObject({ kind: 'signed-out', logins });
    expect(signIn).not.toHaveBeenCalled();
    expect(await account.signInStored('bo@example.com@team.evovoice.io')).toEqual(ok(null));
    expect(account.state()).toMatchObject({ kind: 'signed-in', userName: bo.userName, connection: 'online' });
    expect(signIn).toHaveBeenCalledExactlyOnceWith({ userName: bo.userName, password: bo.password });
    expect(file.get('account')).toMatchObject({ userName: bo.userName });
  });

  it('nobody is offered where the keychain holds no login, and one that was never offered is refused', async () => {
    const { account, keychain } = await damaged();
    keychain.delete(passwordKey);
    await account.restore();
    expect(account.state()).toEqual({ kind: 'signed-out' });
    expect(await account.signInStored('ann@example.com@team.evovoice.io')).toEqual(fail({ code: 'bad-request' }));
  });

  it('a login whose password has gone since it was offered asks for it', async () => {
    const { account, keychain } = await damaged({ others: [bo] });
    await account.restore();
    keychain.delete(passwordKey);
    expect(await account.signInStored('ann@example.com@team.evovoice.io')).toEqual(fail({ code: 'password-missing', field: 'password' }));
  });

  it('a locked keychain is said, and once it is unlocked the login is found', async () => {
    const { account, world, clock, vault } = await damaged();
    vault.onUnlocked(() => void account.restore());
    let unlock = () => {};
    world.keychainOpens = new Promise<void>((resolve) => {
      unlock = resolve;
    });
    const restored = account.restore();
    await clock.advance(4000);
    await clock.advance(4000);
    await restored;
    expect(account.state()).toMatchObject({ kind: 'signed-out', reason: { code: 'keychain-locked' } });
    unlock();
    await expect.poll(() => account.state()).toMatchObject({ kind: 'signed-in', userName: form.userName });
  });

  it('an account that the keychain does not know gives way to the one it knows', async () => {
    const { account } = await damaged({ account: { server: 'https://team.evovoice.io', userName: 'anm@example.com' } });
    await account.restore();
    expect(account.state()).toMatchObject({ kind: 'signed-in', userName: form.userName });
  });

  it('a login on this computer comes back with the scheme it had', async () => {
    const local = { ...form, server: 'https://localhost:8443' };
    const first = createTestAccount();
    await first.account.signIn(local);
    const second = createTestAccount({ keychain: first.keychain, file: new Map([['reset', { settings: [], account: true }]]) });
    second.messages.readValue.mockReturnValue(ok('https://localhost:8443'));
    await second.account.restore();
    expect(first.messages.writeValue).toHaveBeenCalledWith('server', 'https://localhost:8443');
    expect(second.connected).toEqual(['https://localhost:8443']);
  });
});

describe('without a damage', () => {
  it('nobody is looked for at the first start', async () => {
    const { account } = createTestAccount({
      keychain: new Map([
        [`${KEYCHAIN_SERVICE}/bo@team.evovoice.io`, 'secret'],
        [HISTORY_KEY_ACCOUNT, 'k'],
      ]),
    });
    await account.restore();
    expect(account.state()).toEqual({ kind: 'signed-out' });
  });

  it('nobody is signed in or offered in place of somebody who signed out', async () => {
    const first = createTestAccount();
    await first.account.signIn(bo);
    await first.account.signIn(form);
    await first.signOut();
    const { account, signIn } = createTestAccount({ keychain: first.keychain, file: first.file });
    await account.restore();
    expect(account.state()).toEqual({ kind: 'signed-out', lastServer: 'https://team.evovoice.io', lastUserName: form.userName });
    expect(signIn).not.toHaveBeenCalled();
  });

  it('who signed out stays signed out, although the keychain did not forget the password', async () => {
    const first = createTestAccount();
    await first.account.signIn(form);
    first.world.broken = true;
    expect(await first.signOut()).toMatchObject({ ok: false, error: { code: 'keychain-absent' } });
    expect(first.keychain.get(passwordKey)).toBe(form.password);
    const { account, signIn } = createTestAccount({ keychain: first.keychain, file: first.file });
    await account.restore();
    expect(account.state()).toMatchObject({ kind: 'signed-out', lastUserName: form.userName });
    expect(signIn).not.toHaveBeenCalled();
  });

  it('who has no password in the keychain any more may choose from the others, but nobody is signed in unasked', async () => {
    const first = createTestAccount();
    await first.account.signIn(bo);
    await first.account.signIn(form);
    first.keychain.delete(passwordKey);
    const { account, signIn } = createTestAccount({ keychain: first.keychain, file: first.file });
    await account.restore();
    expect(account.state()).toMatchObject({ kind: 'signed-out', lastUserName: form.userName, logins: [{ userName: bo.userName }] });
    expect(signIn).not.toHaveBeenCalled();
  });
});
