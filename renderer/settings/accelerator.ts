import type { AppState } from '../../main/model/app-state.ts';

type Platform = AppState['platform'];

const named: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  '+': 'Plus',
};

function keyOf({ code, key }: KeyboardEvent): string | undefined {
  // `code` is the key's place: with Shift or Alt held `key` would be another character.
  const plain = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  if (plain !== undefined) return plain;
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key;
  if (named[key] !== undefined) return named[key];
  if (['Home', 'End', 'PageUp', 'PageDown', 'Insert', 'Enter', 'Backspace', 'Delete'].includes(key)) return key;
  return key.length === 1 ? key.toUpperCase() : undefined;
}

/** The modifiers that are down, each followed by a plus sign. Ctrl, or Cmd on macOS, is written so that it means the same on every platform. */
export function modifiersOf(event: KeyboardEvent, platform: Platform): string {
  const mac = platform === 'darwin';
  const parts = [
    (mac ? event.metaKey : event.ctrlKey) && 'CommandOrControl',
    mac && event.ctrlKey && 'Control',
    !mac && event.metaKey && 'Super',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
  ];
  return parts.map((part) => (typeof part === 'string' ? `${part}+` : '')).join('');
}

/** The accelerator a key press stands for, in Electron's spelling; undefined while only modifiers are down. */
export function acceleratorOf(event: KeyboardEvent, platform: Platform): string | undefined {
  const key = keyOf(event);
  return key === undefined ? undefined : `${modifiersOf(event, platform)}${key}`;
}
