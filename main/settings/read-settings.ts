import { isUtf8 } from 'node:buffer';
import * as v from 'valibot';
import { parseServer } from '../evo-voice/server.ts';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.ts';
import { settingSchemas } from './contract.ts';

/** The account that signed in last and is remembered. `signedOut`: its person signed out, so that its password is not in the keychain any more. */
export const lastAccountSchema = v.object({
  server: v.pipe(
    v.string(),
    v.maxLength(2000),
    v.check((server) => parseServer(server).ok),
  ),
  userName: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  signedOut: v.optional(v.literal(true)),
});

/** What can be lost with a settings file: settings, and who signed in last. */
export type Losable = keyof Settings | 'account';

/** Every setting. */
export const settingNames = Object.keys(DEFAULT_SETTINGS) as readonly (keyof Settings)[];

/** Everything a settings file holds. */
export const losable: readonly Losable[] = [...settingNames, 'account'];

/** What could be read of a settings file. */
export interface ReadSettings {
  /** The members that are whole, and those of a newer version as they are. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly lost: readonly Losable[];
  /** Whether the file is not as it was written. */
  readonly isDamaged: boolean;
}

/**
 * Reads a settings file, member by member: what fits is kept, what does not is lost. From a file that is not JSON any more, whatever still stands there
 * whole is taken, and what cannot be found counts as lost. Never throws.
 */
export function readSettings(bytes: Uint8Array): ReadSettings {
  const text = Buffer.from(bytes).toString('utf8');
  const isText = isUtf8(bytes);
  const hasMark = text.startsWith('\ufeff');
  const whole = parseObject(hasMark ? text.slice(1) : text);
  const read = check(whole ?? salvage(text), { isText, isWhole: whole !== undefined });
  return { ...read, isDamaged: hasMark || !isText || whole === undefined || read.lost.length > 0 };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keeps the members that fit. `isText`: the bytes were UTF-8; `isWhole`: a member that is absent was never there. */
function check(
  content: Readonly<Record<string, unknown>>,
  { isText, isWhole }: { readonly isText: boolean; readonly isWhole: boolean },
): Omit<ReadSettings, 'isDamaged'> {
  const lost: Losable[] = [];
  const { settings, account, ...others } = content;
  const found = isObject(settings) ? settings : {};
  const isAbsent = (value: unknown) => value === undefined && isWhole;
  // Bytes that are no text become U+FFFD, which stands for a character that nobody knows.
  const fits = (schema: v.GenericSchema, value: unknown) => v.is(schema, value) && (isText || !JSON.stringify(value).includes('\ufffd'));

  const kept: Record<string, unknown> = { ...found };
  for (const name of settingNames) {
    if (isAbsent(settings) || (isObject(settings) && isAbsent(found[name])) || fits(settingSchemas[name], found[name])) continue;
    lost.push(name);
    delete kept[name];
  }
  if (fits(lastAccountSchema, account)) return { content: { ...others, settings: kept, account }, lost };
  if (!isAbsent(account)) lost.push('account');
  return { content: { ...others, settings: kept }, lost };
}

/** Finds members that are still whole in a text that is not JSON any more. Of several with one name the last counts, as in JSON. */
function salvage(text: string): Readonly<Record<string, unknown>> {
  const find = (name: string): unknown => {
    // Where the file is cut off, a number may have had more digits, so something must follow it.
    const member = new RegExp(`"${name}"\\s*:\\s*("(?:[^"\\\\\\p{Cc}]|\\\\.)*"|(?:-?\\d+|null|true)(?=\\s*[,}\\]]))`, 'gu');
    const [, value] = [...text.matchAll(member)].at(-1) ?? [];
    try {
      return value === undefined ? undefined : JSON.parse(value);
    } catch {
      return undefined;
    }
  };
  const settings = Object.fromEntries(settingNames.map((name) => [name, find(name)]).filter(([, value]) => value !== undefined));
  const signedOut = find('signedOut');
  return {
    settings,
    account: { server: find('server'), userName: find('userName'), ...(signedOut === undefined ? {} : { signedOut }) },
  };
}
