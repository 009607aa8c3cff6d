import * as v from 'valibot';
import { storageFailure } from '../messages/store/storage-failure.ts';
import { ok, type Result } from '../model/failure.ts';
import { DEFAULT_SETTINGS, type Settings, type SettingsReset } from '../model/settings.ts';
import { settingSchemas } from './contract.ts';
import { lastAccountSchema, settingNames } from './read-settings.ts';

/** The account that signed in last and is remembered, i.e. whose password is in the keychain unless its person signed out. */
export type LastAccount = v.InferOutput<typeof lastAccountSchema>;

/** What is kept of a reset: `seen` if the person knows, but the account has not been found again. */
const keptReset = v.object({
  settings: v.array(v.picklist(settingNames)),
  account: v.boolean(),
  path: v.optional(v.string()),
  seen: v.optional(v.literal(true)),
});
type KeptReset = Readonly<v.InferOutput<typeof keptReset>>;

/** Reads what a settings file says about what was lost; undefined if nothing was. */
export function readReset(value: unknown): KeptReset | undefined {
  const read = v.safeParse(keptReset, value);
  return read.success ? read.output : undefined;
}

/** The settings file in memory, written as a whole at every change. */
export interface KeyValueFile {
  get(key: string): unknown;
  /** Undefined removes it. */
  set(key: string, value: unknown): void;
}

/** The settings and the last account; read once, and written at every change. */
export interface SettingsStore {
  get(): Settings;
  /** Changes settings and writes them; if that fails, nothing is changed. Errors: `disk-full`, `read-only`. */
  change(change: Partial<Settings>): Result<null>;
  /** The last account, if there is one. */
  lastAccount(): LastAccount | undefined;
  /** Whether it was lost who signed in last, and nobody has signed in since. */
  isAccountLost(): boolean;
  /** Remembers who signed in last. If it cannot be written, it is remembered until the app quits. Errors: `disk-full`, `read-only`. */
  setLastAccount(account: LastAccount): Result<null>;
  /** What was lost with a damaged file, as long as the person has not seen it. */
  reset(): SettingsReset | undefined;
  /** The person has seen what was lost. */
  noteResetSeen(): void;
}

function attempt(work: () => void): Result<null> {
  try {
    work();
    return ok(null);
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === undefined) throw error;
    return { ok: false, error: failure };
  }
}

/** Reads the settings from a file. A value that does not fit its schema is replaced by its default; members of a newer version stay in the file. */
export function createSettings(file: KeyValueFile): SettingsStore {
  const schema = v.object({
    hotkey: v.fallback(settingSchemas.hotkey, DEFAULT_SETTINGS.hotkey),
    undoSeconds: v.fallback(settingSchemas.undoSeconds, DEFAULT_SETTINGS.undoSeconds),
    sendKey: v.fallback(settingSchemas.sendKey, DEFAULT_SETTINGS.sendKey),
    defaultLine: v.fallback(settingSchemas.defaultLine, DEFAULT_SETTINGS.defaultLine),
    wireFormat: v.fallback(settingSchemas.wireFormat, DEFAULT_SETTINGS.wireFormat),
    retentionDays: v.fallback(settingSchemas.retentionDays, DEFAULT_SETTINGS.retentionDays),
  });
  const inFile = (): object => {
    const stored = file.get('settings');
    return typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? stored : {};
  };
  let settings: Settings = v.parse(schema, { ...DEFAULT_SETTINGS, ...inFile() });
  const last = v.safeParse(lastAccountSchema, file.get('account'));
  let lastAccount = last.success ? last.output : undefined;
  let reset = readReset(file.get('reset'));

  /** What cannot be written now is true until the app quits, and then told once more. */
  function setReset(next: KeptReset | undefined): Result<null> {
    const isNeeded = next !== undefined && (next.account || next.seen === undefined);
    reset = isNeeded ? next : undefined;
    return attempt(() => file.set('reset', reset));
  }

  return {
    get: () => settings,
    change(change) {
      const next = { ...settings, ...change };
      const stored = attempt(() => file.set('settings', { ...inFile(), ...next }));
      if (stored.ok) settings = next;
      return stored;
    },
    lastAccount: () => lastAccount,
    isAccountLost: () => reset?.account === true,
    setLastAccount(next) {
      lastAccount = next;
      const noted = attempt(() => file.set('account', next));
      return noted.ok && reset?.account ? setReset({ ...reset, account: false }) : noted;
    },
    reset() {
      if (reset === undefined || reset.seen) return undefined;
      const { settings: names, account, path } = reset;
      return { settings: names, account, ...(path === undefined ? {} : { path }) };
    },
    noteResetSeen() {
      if (reset) setReset({ ...reset, seen: true });
    },
  };
}
