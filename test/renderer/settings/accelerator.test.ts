import { describe, expect, it } from 'vitest';
import { acceleratorOf } from '../../../renderer/settings/accelerator.ts';

const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);

describe('acceleratorOf', () => {
  it.each([
    [{ key: 'Y', code: 'KeyY', ctrlKey: true, shiftKey: true }, 'linux', 'CommandOrControl+Shift+Y'],
    [{ key: 'y', code: 'KeyY', metaKey: true }, 'darwin', 'CommandOrControl+Y'],
    [{ key: 'y', code: 'KeyY', ctrlKey: true }, 'darwin', 'Control+Y'],
    [{ key: 'y', code: 'KeyY', metaKey: true, altKey: true }, 'win32', 'Super+Alt+Y'],
    [{ key: '!', code: 'Digit1', ctrlKey: true, shiftKey: true }, 'linux', 'CommandOrControl+Shift+1'],
    [{ key: 'F9', code: 'F9' }, 'linux', 'F9'],
    [{ key: ' ', code: 'Space', altKey: true }, 'linux', 'Alt+Space'],
    [{ key: 'Backspace', code: 'Backspace', ctrlKey: true }, 'linux', 'CommandOrControl+Backspace'],
    [{ key: 'Shift', code: 'ShiftLeft', shiftKey: true }, 'linux', undefined],
    [{ key: 'Dead', code: 'Quote', ctrlKey: true }, 'linux', undefined],
  ] as const)('%j on %s', (init, platform, accelerator) => {
    expect(acceleratorOf(press(init), platform)).toBe(accelerator);
  });
});
