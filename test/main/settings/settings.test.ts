import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../main/model/settings.ts';
import { createSettings } from '../../../main/settings/settings.ts';

function fakeFile(content: Record<string, unknown> = {}) {
  const kept = new Map(Object.entries(content));
  return {
    kept,
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => void kept.set(key, value),
  };
}

describe('settings', () => {
  it.each([undefined, null, 7, 'text', [], { hotkey: 3, undoSeconds: 7, sendKey: 'x', wireFormat: null, retentionDays: -1 }])(
    'are the defaults where the file holds %j',
    (settings) => expect(createSettings(fakeFile({ settings })).get()).toEqual(DEFAULT_SETTINGS),
  );

  it('keep what fits and write through what is changed', () => {
    const file = fakeFile({ settings: { undoSeconds: 30, wireFormat: 'xml' } });
    const settings = createSettings(file);
    expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, undoSeconds: 30 });
    settings.change({ wireFormat: 'jsv' });
    expect(file.kept.get('settings')).toMatchObject({ undoSeconds: 30, wireFormat: 'jsv' });
  });

  it('remember the last account', () => {
    const file = fakeFile({ account: { server: 'https://a', userName: 'ann' } });
    const settings = createSettings(file);
    expect(settings.lastAccount()).toEqual({ server: 'https://a', userName: 'ann' });
    settings.setLastAccount({ server: 'https://b', userName: 'bo' });
    expect(file.kept.get('account')).toEqual({ server: 'https://b', userName: 'bo' });
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EACCES', 'read-only'],
    ['EROFS', 'read-only'],
  ])('say %s as a value: a setting stays what it was, the last account is known until the app quits', (code, failure) => {
    const refusing = () => {
      throw Object.assign(new Error('refused'), { code });
    };
    const settings = createSettings({ ...fakeFile(), set: refusing });
    expect(settings.change({ undoSeconds: 30 })).toEqual({ ok: false, error: { code: failure } });
    expect(settings.get()).toEqual(DEFAULT_SETTINGS);
    expect(settings.setLastAccount({ server: 'https://b', userName: 'bo' })).toEqual({ ok: false, error: { code: failure } });
    expect(settings.lastAccount()).toEqual({ server: 'https://b', userName: 'bo' });
  });
});
