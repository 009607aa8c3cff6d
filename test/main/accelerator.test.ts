import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAccelerator } from '../../main/accelerator.ts';

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

  // Electron would take the first four and grab a bare key, and throw at most of the others (electron-platform.md 3).
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
