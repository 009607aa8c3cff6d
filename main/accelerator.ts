/** Modifiers by every name Electron knows them under. */
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

/** Names that mean a key on macOS only; elsewhere Electron takes them and they do nothing. */
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

/**
 * Reads a shortcut as a person or an old settings file has it and gives Electron's spelling of it, or undefined when it is none.
 * Stricter than Electron, which drops a modifier it does not know and then grabs the bare key (electron-platform.md 3):
 * each modifier known and named once, one key, and a modifier other than Shift unless the key is F1 to F24.
 */
export function parseAccelerator(text: string, platform: NodeJS.Platform): string | undefined {
  if (text.length > 100) return undefined;
  const parts = text.split('+').map((part) => part.trim());
  const key = canonicalKey(parts.pop() ?? '');
  const modifiers = parts.map((part) => canonicalModifier(part, platform));
  if (key === undefined || !modifiers.every((modifier) => modifier !== undefined)) return undefined;
  if (new Set(modifiers.map((modifier) => physical(modifier, platform))).size !== modifiers.length) return undefined;
  if (!modifiers.some((modifier) => modifier !== 'Shift') && !FUNCTION_KEY.test(key)) return undefined;
  return [...modifiers.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)), key].join('+');
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

/** The key a modifier stands for on this platform, so that two names of one key are seen. */
function physical(modifier: string, platform: NodeJS.Platform): string {
  if (modifier === 'CommandOrControl') return platform === 'darwin' ? 'Command' : 'Control';
  return modifier === 'Super' && platform === 'darwin' ? 'Command' : modifier;
}
