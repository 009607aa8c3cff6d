import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAccelerator, parseAccelerator } from '../../../main/desktop/accelerator.ts';
import { DEFAULT_SETTINGS } from '../../../main/model/settings.ts';

describe('parseAccelerator', () => {
  test.each([
    ['CommandOrControl+Shift+Y', 'CommandOrControl+Shift+Y'],
    ['cmdorctrl+shift+y', 'CommandOrControl+Shift+Y'],
    [' Shift + Ctrl + 7 ', 'Control+Shift+7'],
    ['alt+space', 'Alt+Space'],
    ['AltGr+Plus', 'AltGr+Plus'],
    ['Meta+Return', 'Super+Enter'],
    ['ctrl+esc', 'Control+Escape'],
    ['Ctrl+PageUp', 'Control+PageUp'],
    ['Ctrl+num0', 'Control+num0'],
    ['Ctrl+-', 'Control+-'],
    ['Ctrl+]', 'Control+]'],
    ['F9', 'F9'],
    ['shift+f24', 'Shift+F24'],
    ['Control+Alt+Super+Shift+M', 'Control+Super+Alt+Shift+M'],
  ])('reads %j as %j', (text, canonical) => {
    expect(parseAccelerator(text, 'linux')).toBe(canonical);
  });

  // Electron would take the first four and grab a bare key, and throw at most of the others (seen on Electron 33).
  test.each([
    ['a modifier it does not know', 'Foo+J'],
    ['a bare letter', 'A'],
    ['Shift and a letter, which is typing', 'Shift+A'],
    ['a name of another platform', 'Command+K'],
    ['nothing', ''],
    ['no key', 'Ctrl+'],
    ['only modifiers', 'Ctrl+Shift'],
    ['two keys', 'Ctrl+A+B'],
    ['a modifier twice', 'Ctrl+Control+A'],
    ['two names of one key', 'CommandOrControl+Ctrl+A'],
    ['the plus sign itself', 'Ctrl++'],
    ['a function key there is not', 'F25'],
    ['a bare media key', 'MediaPlayPause'],
    ['a property of every object', 'constructor+A'],
    ['another one as the key', 'Ctrl+constructor'],
    ['a letter outside ASCII', 'Ctrl+ß'],
  ])('refuses %s: %j', (_why, text) => {
    expect(parseAccelerator(text, 'linux')).toBeUndefined();
  });

  test('knows the names of a Mac there', () => {
    expect(parseAccelerator('Cmd+Option+K', 'darwin')).toBe('Command+Alt+K');
    expect(parseAccelerator('Cmd+CommandOrControl+K', 'darwin')).toBeUndefined();
    expect(parseAccelerator('Super+Cmd+K', 'darwin')).toBeUndefined();
  });

  test('never throws, and reads its own spelling as the same', () => {
    const token = fc.constantFrom('Ctrl', 'alt', 'Shift', 'super', 'A', 'f5', 'Plus', '', ' ', '+', 'ß', 'toString');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 150 }),
          fc.array(token, { maxLength: 5 }).map((parts) => parts.join('+')),
        ),
        (text) => {
          const canonical = parseAccelerator(text, 'linux');
          expect(canonical === undefined || parseAccelerator(canonical, 'linux') === canonical).toBe(true);
        },
      ),
    );
  });
});

describe('checkAccelerator', () => {
  const everywhere = ['linux', 'darwin', 'win32'] as const;
  const invalid = 'hotkey-invalid';
  const bare = 'hotkey-needs-modifier';
  const plain = 'hotkey-too-plain';
  const altGr = 'hotkey-alt-gr';
  const editing = 'hotkey-editing-key';

  const rule = (text: string, platform: NodeJS.Platform) => {
    const checked = checkAccelerator(text, platform);
    return checked.ok ? checked.value : checked.error.code;
  };

  test.each([
    [DEFAULT_SETTINGS.hotkey, 'CommandOrControl+Shift+Y'],
    ['ctrl+shift+7', 'Control+Shift+7'],
    ['Alt+Shift+-', 'Alt+Shift+-'],
    ['Ctrl+Super+K', 'Control+Super+K'],
    ['Ctrl+Alt+Super+K', 'Control+Super+Alt+K'],
    ['Ctrl+Shift+num1', 'Control+Shift+num1'],
    ['Ctrl+F9', 'Control+F9'],
    ['Super+Shift+F24', 'Super+Shift+F24'],
    ['Ctrl+Alt+F9', 'Control+Alt+F9'],
    ['Alt+Space', 'Alt+Space'],
    ['Ctrl+Alt+Space', 'Control+Alt+Space'],
    ['Ctrl+Home', 'Control+Home'],
    ['Super+Up', 'Super+Up'],
    ['Ctrl+MediaPlayPause', 'Control+MediaPlayPause'],
    ['Foo+J', invalid],
    ['Ctrl+Shift', invalid],
    ['Ctrl+A+B', invalid],
    ['Ctrl+Control+A', invalid],
    ['', invalid],
    ['A', bare],
    ['Shift+A', bare],
    ['Plus', bare],
    ['F9', bare],
    ['Shift+F9', bare],
    ['Space', bare],
    ['Shift+Space', bare],
    ['Home', bare],
    ['Shift+Insert', bare],
    ['MediaPlayPause', bare],
    ['Ctrl+C', plain],
    ['CommandOrControl+V', plain],
    ['Alt+1', plain],
    ['Super+L', plain],
    ['Ctrl+Plus', plain],
    ['Ctrl+-', plain],
    ['Ctrl+num0', plain],
    ['Ctrl+numadd', plain],
    ['AltGr+Q', altGr],
    ['AltGr+Shift+Q', altGr],
    ['AltGr+F9', altGr],
    ['Enter', editing],
    ['Alt+Tab', editing],
    ['Ctrl+Shift+Esc', editing],
    ['Ctrl+Alt+Delete', editing],
    ['Ctrl+Alt+Backspace', editing],
    ['Ctrl+Return', editing],
  ])('says of %j on every platform: %j', (text, said) => {
    expect(everywhere.map((platform) => rule(text, platform))).toEqual([said, said, said]);
  });

  test.each([
    ['Ctrl+Alt+K', 'Control+Alt+K', 'Control+Alt+K', altGr],
    ['Ctrl+Alt+Shift+K', 'Control+Alt+Shift+K', 'Control+Alt+Shift+K', altGr],
    ['CommandOrControl+Alt+2', 'CommandOrControl+Alt+2', 'CommandOrControl+Alt+2', altGr],
    ['Ctrl+Alt+Plus', 'Control+Alt+Plus', 'Control+Alt+Plus', altGr],
    ['Cmd+C', invalid, plain, invalid],
    ['Cmd+Option+K', invalid, 'Command+Alt+K', invalid],
    ['Cmd+Q', invalid, plain, invalid],
    ['Cmd+Super+K', invalid, invalid, invalid],
  ])('says of %j what holds on Linux, a Mac and Windows', (text, ...said) => {
    expect(everywhere.map((platform) => rule(text, platform))).toEqual(said);
  });

  test('passes only what parses, in the same spelling, and never without a modifier besides Shift', () => {
    const token = fc.constantFrom('Ctrl', 'alt', 'Shift', 'super', 'CmdOrCtrl', 'AltGr', 'A', 'f5', 'Plus', 'Space', 'Tab', 'num1', '+');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 5 }), fc.constantFrom(...everywhere), (tokens, platform) => {
        const text = tokens.join('+');
        const checked = checkAccelerator(text, platform);
        if (!checked.ok) return;
        expect(checked.value).toBe(parseAccelerator(text, platform));
        expect(checked.value).toMatch(/Control|Alt|Super/);
      }),
    );
  });
});
