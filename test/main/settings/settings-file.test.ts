import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../main/model/settings.ts';
import { createSettings } from '../../../main/settings/settings.ts';
import { openSettingsFile, type WholeStore } from '../../../main/settings/settings-file.ts';
import { folderWith } from '../../build/temporary-folder.ts';
import { withoutPrivileges } from '../../fakes/without-privileges.ts';

const at = Date.UTC(2026, 4, 1);
const chosen: Settings = {
  ...DEFAULT_SETTINGS,
  hotkey: 'Control+Alt+K',
  undoSeconds: 30,
  sendKey: 'enter',
  wireFormat: 'jsv',
  retentionDays: 365,
};
const account = { server: 'https://team.evovoice.io', userName: 'ann@example.com' };
const written = JSON.stringify({ settings: chosen, account }, undefined, '\t');
const names = Object.keys(DEFAULT_SETTINGS);

/** The file as electron-store keeps it, which is conf with a folder of Electron's. */
const openStore = (folder: string): WholeStore =>
  new Conf<Record<string, unknown>>({
    cwd: folder,
    configName: 'settings',
    projectName: 'x',
    configFileMode: 0o600,
    clearInvalidConfig: true,
  });

function open(folder: string, { hasHistory = false, store = () => openStore(folder) } = {}) {
  const onDamage = vi.fn();
  const file = openSettingsFile({ folder, open: store, hasHistory, onDamage, clock: { now: () => at } });
  return { settings: createSettings(file), onDamage };
}

const folderOf = (content: string | Uint8Array) => folderWith({ 'settings.json': content });
const asideIn = (folder: string) => path.join(folder, `settings-unreadable-${at}.json`);

describe('a settings file', () => {
  it.each([
    ['as it was written', written],
    [
      'with members of a newer version',
      JSON.stringify({ settings: { ...chosen, theme: 'dark' }, account: { ...account, since: 1 }, more: [1] }),
    ],
    ['of an older version', JSON.stringify({ settings: { hotkey: chosen.hotkey, undoSeconds: 30 }, account })],
  ])('%s is read, and nothing is said', (_, content) => {
    const folder = folderOf(content);
    const { settings, onDamage } = open(folder);
    expect(settings.get()).toMatchObject({ hotkey: chosen.hotkey, undoSeconds: 30 });
    expect(settings.lastAccount()).toMatchObject(account);
    expect(settings.reset()).toBeUndefined();
    expect(onDamage).not.toHaveBeenCalled();
    expect(readdirSync(folder)).toEqual(['settings.json']);
    expect(readFileSync(path.join(folder, 'settings.json'), 'utf8')).toBe(content);
  });

  it('keeps members of a newer version when something is changed', () => {
    const folder = folderOf(JSON.stringify({ settings: { ...chosen, theme: 'dark' }, account, more: [1] }));
    open(folder).settings.change({ undoSeconds: 0 });
    const kept = JSON.parse(readFileSync(path.join(folder, 'settings.json'), 'utf8'));
    expect(kept).toEqual({ settings: { ...chosen, theme: 'dark', undoSeconds: 0 }, account, more: [1] });
  });

  it('is not there at first, and that is no damage; where there is a history it is', () => {
    const first = open(folderWith({}));
    expect(first.settings.get()).toEqual(DEFAULT_SETTINGS);
    expect([first.settings.reset(), first.settings.isAccountLost()]).toEqual([undefined, false]);
    const lost = open(folderWith({}), { hasHistory: true });
    expect(lost.settings.reset()).toEqual({ settings: names, account: true });
  });
});

/** The file with these bytes in place of some of its own. */
const overwritten = (from: string, bytes: Uint8Array) => {
  const buffer = Buffer.from(written);
  buffer.set(bytes, buffer.indexOf(from));
  return buffer;
};
const without = (...lost: readonly (keyof Settings)[]) => ({
  ...chosen,
  ...Object.fromEntries(lost.map((name) => [name, DEFAULT_SETTINGS[name]])),
});
const changed = (change: object, other: object = {}) => JSON.stringify({ settings: { ...chosen, ...change }, account, ...other });

describe('a damaged settings file', () => {
  it.each([
    ['empty', '', names, DEFAULT_SETTINGS, undefined],
    ['all zero bytes', new Uint8Array(written.length), names, DEFAULT_SETTINGS, undefined],
    ['not JSON', 'hotkey = F9\n', names, DEFAULT_SETTINGS, undefined],
    ['an array', '[]', names, DEFAULT_SETTINGS, undefined],
    ['a string', '"settings"', names, DEFAULT_SETTINGS, undefined],
    ['null', 'null', names, DEFAULT_SETTINGS, undefined],
    ['of wrong types', '{"settings":[1],"account":"ann"}', names, DEFAULT_SETTINGS, undefined],
    ['with one wrong member', changed({ undoSeconds: 'five' }), ['undoSeconds'], without('undoSeconds'), account],
    ['with a number that is no choice', changed({ retentionDays: 7 }), ['retentionDays'], without('retentionDays'), account],
    ['with an account that is none', changed({}, { account: { server: 'https://', userName: 'ann' } }), [], chosen, undefined],
    [
      'with an account on a host without encryption',
      changed({}, { account: { ...account, server: 'http://example.com' } }),
      [],
      chosen,
      undefined,
    ],
    ['cut off in the account', written.slice(0, written.indexOf('example')), [], chosen, undefined],
    ['cut off in a number', written.slice(0, written.indexOf('365') + 2), ['retentionDays'], without('retentionDays'), undefined],
    [
      'cut off in a word',
      written.slice(0, written.indexOf('"enter"') + 3),
      ['sendKey', 'defaultLine', 'wireFormat', 'retentionDays'],
      without('sendKey', 'defaultLine', 'wireFormat', 'retentionDays'),
      undefined,
    ],
    ['with zero bytes in the middle', overwritten('30', new Uint8Array(2)), ['undoSeconds'], without('undoSeconds'), account],
    ['with a byte that is no text in a value', overwritten('Alt+K', Uint8Array.of(0xff)), ['hotkey'], without('hotkey'), account],
    ['with a byte that is no text in the account', overwritten('ann@', Uint8Array.of(0xff)), [], chosen, undefined],
    ['with a byte order mark', `\ufeff${written}`, [], chosen, account],
    ['in an array', `[${written}]`, [], chosen, account],
  ] as const)('that is %s: what can be read is kept, the rest told, the file set aside', (_, content, lost, kept, last) => {
    const folder = folderOf(content);
    const { settings, onDamage } = open(folder);
    const reset = { settings: [...lost], account: last === undefined, path: asideIn(folder) };
    expect(settings.get()).toEqual(kept);
    expect(settings.lastAccount()).toEqual(last);
    expect(settings.isAccountLost()).toBe(last === undefined);
    expect(settings.reset()).toEqual(reset);
    expect(onDamage).toHaveBeenCalledExactlyOnceWith(reset);
    expect(readFileSync(asideIn(folder))).toEqual(Buffer.from(content));
    expect(statSync(asideIn(folder)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual([path.basename(asideIn(folder)), 'settings.json']);

    const again = open(folder);
    expect(again.settings.get()).toEqual(kept);
    expect(again.settings.reset()).toEqual(reset);
    again.settings.noteResetSeen();
    expect(again.settings.reset()).toBeUndefined();
    expect(open(folder).settings.reset()).toBeUndefined();
    expect(open(folder).settings.isAccountLost()).toBe(last === undefined);
    expect(again.onDamage).not.toHaveBeenCalled();
  });

  it('that is a folder is set aside with what is in it', () => {
    const folder = folderWith({ 'settings.json/inside': 'x' });
    const { settings } = open(folder);
    expect(settings.reset()).toEqual({ settings: names, account: true, path: asideIn(folder) });
    expect(readFileSync(path.join(asideIn(folder), 'inside'), 'utf8')).toBe('x');
    expect(open(folder).settings.isAccountLost()).toBe(true);
  });

  it('that may not be read is set aside', () => {
    const folder = folderOf(written);
    chmodSync(path.join(folder, 'settings.json'), 0);
    const { settings } = withoutPrivileges(folder, () => open(folder));
    expect(settings.reset()).toEqual({ settings: names, account: true, path: asideIn(folder) });
    expect(existsSync(asideIn(folder))).toBe(true);
  });

  it('stays as it was where no new one can be written, and the app starts all the same', () => {
    const folder = folderOf('{');
    const full = () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    const { settings } = open(folder, { store: full });
    expect(settings.reset()).toMatchObject({ settings: names, account: true });
    expect(readFileSync(path.join(folder, 'settings.json'), 'utf8')).toBe('{');
    expect(settings.change({ undoSeconds: 30 })).toEqual({ ok: false, error: { code: 'disk-full' } });
  });

  it('tells no longer of the account once somebody is signed in, and of both damages if there were two', () => {
    const folder = folderOf(changed({ undoSeconds: 'five' }, { account: 7 }));
    const first = open(folder);
    first.settings.setLastAccount(account);
    expect(first.settings.reset()).toMatchObject({ settings: ['undoSeconds'], account: false });
    const file = path.join(folder, 'settings.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"jsv"', '"xml"'));
    rmSync(asideIn(folder));
    expect(open(folder).settings.reset()).toMatchObject({ settings: ['undoSeconds', 'wireFormat'], account: false });
  });

  it('without an account, where there is a history, means that the account was lost', () => {
    const folder = folderOf(JSON.stringify({ settings: chosen }));
    expect(open(folder).settings.isAccountLost()).toBe(false);
    expect(open(folder, { hasHistory: true }).settings.isAccountLost()).toBe(true);
  });
});

it('what an interrupted write left behind is removed', () => {
  const folder = folderWith({ 'settings.json': written, 'settings.json.tmp-1234567890abcdef': '{', 'settings.json.tmp-mine': '' });
  mkdirSync(path.join(folder, 'logs'));
  open(folder);
  expect(readdirSync(folder).sort()).toEqual(['logs', 'settings.json', 'settings.json.tmp-mine']);
});
