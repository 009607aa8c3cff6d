import * as v from 'valibot';
import { storageFailure } from '../messages/store/storage-failure.ts';
import type { Result } from '../model/failure.ts';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.ts';
import { settingSchemas } from './contract.ts';

const account = v.object({ server: v.pipe(v.string(), v.maxLength(2000)), userName: v.pipe(v.string(), v.maxLength(500)) });

/** The account that signed in last and is remembered, i.e. whose password is in the keychain. */
export type LastAccount = v.InferOutput<typeof account>;

/** The part of electron-store we use. */
export interface KeyValueFile {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** The settings and the last account; read once, and written at every change. */
export interface SettingsStore {
  get(): Settings;
  /** Changes settings and writes them; if that fails, nothing is changed. Errors: `disk-full`, `read-only`. */
  change(change: Partial<Settings>): Result<null>;
  /** The last account, if there is one. */
  lastAccount(): LastAccount | undefined;
  /** Remembers who signed in last. If it cannot be written, it is remembered until the app quits. Errors: `disk-full`, `read-only`. */
  setLastAccount(account: LastAccount): Result<null>;
}

function attempt(work: () => void): Result<null> {
  try {
    work();
    return { ok: true, value: null };
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === undefined) throw error;
    return { ok: false, error: failure };
  }
}

/** Reads the settings from a file. A value that does not fit its schema is replaced by its default. */
export function createSettings(file: KeyValueFile): SettingsStore {
  const schema = v.object({
    hotkey: v.fallback(settingSchemas.hotkey, DEFAULT_SETTINGS.hotkey),
    undoSeconds: v.fallback(settingSchemas.undoSeconds, DEFAULT_SETTINGS.undoSeconds),
    sendKey: v.fallback(settingSchemas.sendKey, DEFAULT_SETTINGS.sendKey),
    defaultLine: v.fallback(settingSchemas.defaultLine, DEFAULT_SETTINGS.defaultLine),
    wireFormat: v.fallback(settingSchemas.wireFormat, DEFAULT_SETTINGS.wireFormat),
    retentionDays: v.fallback(settingSchemas.retentionDays, DEFAULT_SETTINGS.retentionDays),
  });
  const stored = file.get('settings');
  let settings: Settings = v.parse(
    schema,
    typeof stored === 'object' && stored !== null ? { ...DEFAULT_SETTINGS, ...stored } : DEFAULT_SETTINGS,
  );
  const last = v.safeParse(account, file.get('account'));
  let lastAccount = last.success ? last.output : undefined;
  return {
    get: () => settings,
    change(change) {
      const next = { ...settings, ...change };
      const stored = attempt(() => file.set('settings', next));
      if (stored.ok) settings = next;
      return stored;
    },
    lastAccount: () => lastAccount,
    setLastAccount(next) {
      lastAccount = next;
      return attempt(() => file.set('account', next));
    },
  };
}
