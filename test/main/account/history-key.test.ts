import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyFile, historyPlace } from '../../../main/account/history-place.ts';
import { createVault, HISTORY_KEY_ACCOUNT, KEYCHAIN_SERVICE, type Keytar } from '../../../main/account/vault.ts';
import { openDatabase } from '../../../main/messages/store/open-database.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { value } from '../messages/harness.ts';

const login = 'ann@example.com@team.evovoice.io';
const entry = `${KEYCHAIN_SERVICE}/${HISTORY_KEY_ACCOUNT}`;
const ofToday = /^[A-Za-z0-9+/]{32}$/;
const ofOlderFiles = '0123456789abcdef'.repeat(4);

/** What a keychain entry may be that is no key of ours. */
const wrong = [
  '',
  ' ',
  ofOlderFiles.slice(1),
  `${ofOlderFiles}\n`,
  ofOlderFiles.toUpperCase(),
  'x'.repeat(31),
  `${'x'.repeat(31)}=`,
  'a password',
];

let folder: string;
let keychain: Map<string, string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quick-send-key-'));
  keychain = new Map();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Where Ann's history is, over a keychain that answers as in `change`. */
const place = (change: Partial<Keytar> = {}, at = folder) => {
  const keytar: Keytar = {
    getPassword: async (service, account) => keychain.get(`${service}/${account}`) ?? null,
    setPassword: async (service, account, secret) => void keychain.set(`${service}/${account}`, secret),
    deletePassword: async (service, account) => keychain.delete(`${service}/${account}`),
    findCredentials: async () => [],
    ...change,
  };
  const vault = createVault({ clock: fakeClock(), load: async () => keytar });
  return historyPlace({ vault, folder: at, login, remembered: true });
};

const putNote = (key: string): void => {
  const { database } = value(openDatabase({ file: historyFile(folder, login), key, now: Date.now }));
  database.prepare('INSERT INTO note (key, value) VALUES (?, ?)').run('k', 'v');
  database.close();
};

const hasNote = (key: string): boolean => {
  const { database, notice } = value(openDatabase({ file: historyFile(folder, login), key, now: Date.now }));
  const found = database.prepare('SELECT count(*) AS n FROM note WHERE key = ?').get('k')?.n === 1;
  database.close();
  return found && notice === undefined;
};

describe('the key of the history', () => {
  it('is 24 random bytes in base64, all of which the encryption uses', async () => {
    const made = await place();
    expect(made).toMatchObject({ ok: true, value: { kind: 'file', keyIsNew: true } });
    const key = keychain.get(entry) ?? '';
    expect(key).toMatch(ofToday);
    expect(Buffer.from(key, 'base64')).toHaveLength(24);
    expect(await place()).toMatchObject({ ok: true, value: { key, keyIsNew: false } });
    putNote(key);
    const last = key.endsWith('A') ? 'B' : 'A';
    expect(hasNote(key)).toBe(true);
    expect(hasNote(`${key.slice(0, -1)}${last}`)).toBe(false);
  });

  it('differs from one keychain to the next', async () => {
    const made = new Set<string | undefined>();
    for (let count = 0; count < 20; count++) {
      keychain.clear();
      await place();
      made.add(keychain.get(entry));
    }
    expect(made.size).toBe(20);
  });

  it('stays the one of an older file', async () => {
    keychain.set(entry, ofOlderFiles);
    putNote(ofOlderFiles);
    expect(await place()).toMatchObject({ ok: true, value: { key: ofOlderFiles, keyIsNew: false } });
    expect(keychain.get(entry)).toBe(ofOlderFiles);
    expect(hasNote(ofOlderFiles)).toBe(true);
  });

  it('is made anew where there is none, although a file exists, which is then set aside', async () => {
    putNote(ofOlderFiles);
    expect(await place()).toMatchObject({ ok: true, value: { keyIsNew: true } });
  });

  it('is not overwritten if the keychain shows it only when it is asked again', async () => {
    keychain.set(entry, ofOlderFiles);
    putNote(ofOlderFiles);
    let asked = 0;
    // So does libsecret when the person dismisses its question and allows the next one.
    const getPassword: Keytar['getPassword'] = async (service, account) =>
      asked++ === 0 ? null : (keychain.get(`${service}/${account}`) ?? null);
    expect(await place({ getPassword })).toMatchObject({ ok: true, value: { key: ofOlderFiles, keyIsNew: false } });
    expect(keychain.get(entry)).toBe(ofOlderFiles);
  });
});

describe('an entry that is no key', () => {
  it.each(wrong)('is said and left as it is while there is a history: %j', async (secret) => {
    keychain.set(entry, secret);
    putNote(ofOlderFiles);
    const before = readdirSync(folder);
    expect(await place()).toEqual({ ok: false, error: { code: 'keychain-key-wrong', detail: folder } });
    expect(keychain.get(entry)).toBe(secret);
    expect(readdirSync(folder)).toEqual(before);
    expect(hasNote(ofOlderFiles)).toBe(true);
  });

  it.each([
    ['of another login', 'history-0011223344556677.db'],
    ['that was set aside', 'history-0011223344556677.db.set-aside-2026-11-23T04-50-00'],
  ])('is left as it is while there is a history %s', async (_, name) => {
    writeFileSync(join(folder, name), 'x');
    keychain.set(entry, 'a password');
    expect(await place()).toMatchObject({ ok: false, error: { code: 'keychain-key-wrong' } });
    expect(keychain.get(entry)).toBe('a password');
  });

  it('is left as it is where the folder cannot be read', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    keychain.set(entry, 'a password');
    expect(await place({}, file)).toMatchObject({ ok: false, error: { code: 'keychain-key-wrong' } });
    expect(await place({}, join(folder, 'absent'))).toMatchObject({ ok: true });
  });

  it.each(wrong)('is replaced where there is no history: %j', async (secret) => {
    keychain.set(entry, secret);
    writeFileSync(join(folder, 'settings.json'), '{}');
    expect(await place()).toMatchObject({ ok: true, value: { keyIsNew: true } });
    expect(keychain.get(entry)).toMatch(ofToday);
  });
});
