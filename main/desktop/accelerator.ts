import type { ErrorCode, Result } from '../model/failure.ts';

/** Every name Electron knows for a modifier, in lower case, and the one we use. */
const MODIFIERS: Readonly<Record<string, string>> = {
  commandorcontrol: 'CommandOrControl',
  cmdorctrl: 'CommandOrControl',
  control: 'Control',
  ctrl: 'Control',
  alt: 'Alt',
  altgr: 'AltGr',
  shift: 'Shift',
  super: 'Super',
  meta: 'Super',
};

/** Names of keys that only macOS has; on other systems Electron accepts them, but they do nothing. */
const MAC_MODIFIERS: Readonly<Record<string, string>> = { command: 'Command', cmd: 'Command', option: 'Alt' };

const ORDER = ['CommandOrControl', 'Control', 'Command', 'Super', 'Alt', 'AltGr', 'Shift'];

const NAMED_KEYS = [
  ...['Plus', 'Space', 'Tab', 'Backspace', 'Delete', 'Insert', 'Enter', 'Up', 'Down', 'Left', 'Right', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['Escape', 'PrintScreen', 'VolumeUp', 'VolumeDown', 'VolumeMute'],
  ...['MediaNextTrack', 'MediaPreviousTrack', 'MediaStop', 'MediaPlayPause'],
  ...['num0', 'num1', 'num2', 'num3', 'num4', 'num5', 'num6', 'num7', 'num8', 'num9', 'numdec', 'numadd', 'numsub', 'nummult', 'numdiv'],
];

const KEYS = new Map([...NAMED_KEYS.map((key) => [key.toLowerCase(), key] as const), ['return', 'Enter'], ['esc', 'Escape']]);

const FUNCTION_KEY = /^F([1-9]|1\d|2[0-4])$/;
const LETTER_OR_DIGIT = /^[0-9A-Z]$/;
const PUNCTUATION = /^[)!@#$%^&*(:;=<,_>.?/~`{}|"\][\\'-]$/;

/** Keys for writing, editing and switching windows: no shortcut may take them away, whatever the modifiers. */
const EDITING_KEYS: ReadonlySet<string> = new Set(['Enter', 'Tab', 'Escape', 'Backspace', 'Delete']);
const CHARACTER_NAME = /^(Plus|num.+)$/;

interface Keys {
  readonly modifiers: readonly string[];
  readonly key: string;
}

/**
 * Returns Electron's spelling of a shortcut that was typed or read from an old settings file, or undefined if it is not one. Stricter than
 * Electron, which drops a modifier it does not know and then grabs the bare key: every modifier must be known and given once, there must be
 * exactly one key, and a modifier other than Shift unless the key is F1 to F24.
 */
export function parseAccelerator(text: string, platform: NodeJS.Platform): string | undefined {
  const keys = readKeys(text, platform);
  if (keys === undefined) return undefined;
  if (keys.modifiers.every((modifier) => modifier === 'Shift') && !FUNCTION_KEY.test(keys.key)) return undefined;
  return spelled(keys);
}

/**
 * Decides whether keys may become the shortcut: returns Electron's spelling, or why they would take something away from other apps. A key
 * that types a character needs two modifiers besides Shift, or Shift and one more; any other key needs one besides Shift. Enter, Tab,
 * Escape, Backspace and Delete are refused, and so is AltGr (Ctrl+Alt on Windows). Errors: `hotkey-invalid` (not a shortcut),
 * `hotkey-needs-modifier`, `hotkey-too-plain`, `hotkey-alt-gr`, `hotkey-editing-key`.
 */
export function checkAccelerator(text: string, platform: NodeJS.Platform): Result<string> {
  const keys = readKeys(text, platform);
  if (keys === undefined) return { ok: false, error: { code: 'hotkey-invalid', field: 'hotkey' } };
  const code = refusal(keys, platform);
  return code === undefined ? { ok: true, value: spelled(keys) } : { ok: false, error: { code, field: 'hotkey' } };
}

function refusal({ modifiers, key }: Keys, platform: NodeJS.Platform): ErrorCode | undefined {
  if (EDITING_KEYS.has(key)) return 'hotkey-editing-key';
  if (modifiers.includes('AltGr')) return 'hotkey-alt-gr';
  const strong = modifiers.filter((modifier) => modifier !== 'Shift');
  if (strong.length === 0) return 'hotkey-needs-modifier';
  if (!isCharacter(key)) return undefined;
  const controlAndAlt = strong.length === 2 && strong.every((modifier) => ['Control', 'Alt'].includes(physical(modifier, platform)));
  if (platform === 'win32' && controlAndAlt) return 'hotkey-alt-gr';
  return modifiers.length < 2 ? 'hotkey-too-plain' : undefined;
}

function isCharacter(key: string): boolean {
  return LETTER_OR_DIGIT.test(key) || PUNCTUATION.test(key) || CHARACTER_NAME.test(key);
}

function readKeys(text: string, platform: NodeJS.Platform): Keys | undefined {
  if (text.length > 100) return undefined;
  const parts = text.split('+').map((part) => part.trim());
  const key = canonicalKey(parts.pop() ?? '');
  const modifiers = parts.map((part) => canonicalModifier(part, platform));
  if (key === undefined || !modifiers.every((modifier) => modifier !== undefined)) return undefined;
  if (new Set(modifiers.map((modifier) => physical(modifier, platform))).size !== modifiers.length) return undefined;
  return { modifiers: modifiers.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)), key };
}

function spelled({ modifiers, key }: Keys): string {
  return [...modifiers, key].join('+');
}

function canonicalModifier(part: string, platform: NodeJS.Platform): string | undefined {
  const name = part.toLowerCase();
  if (platform === 'darwin' && Object.hasOwn(MAC_MODIFIERS, name)) return MAC_MODIFIERS[name];
  return Object.hasOwn(MODIFIERS, name) ? MODIFIERS[name] : undefined;
}

function canonicalKey(part: string): string | undefined {
  const upper = part.toUpperCase();
  if (FUNCTION_KEY.test(upper) || LETTER_OR_DIGIT.test(upper)) return upper;
  return PUNCTUATION.test(part) ? part : KEYS.get(part.toLowerCase());
}

/** The physical key of a modifier on this platform, to recognise two names of the same key. */
function physical(modifier: string, platform: NodeJS.Platform): string {
  if (modifier === 'CommandOrControl') return platform === 'darwin' ? 'Command' : 'Control';
  return modifier === 'Super' && platform === 'darwin' ? 'Command' : modifier;
}
