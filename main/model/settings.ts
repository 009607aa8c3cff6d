/** Seconds a message may be held for undo. */
export const undoSecondsChoices = [0, 5, 10, 20, 30] as const;

/** `mod-enter`: Ctrl/Cmd+Enter sends; `enter`: Enter sends, Shift+Enter is a new line. */
export const sendKeys = ['mod-enter', 'enter'] as const;

/** How requests to the service and its answers are written. */
export const wireFormats = ['json', 'jsv'] as const;
export type WireFormat = (typeof wireFormats)[number];

/** Days a message may stay in the history; 0: none is kept once its outcome is known. */
export const retentionDaysChoices = [365, 90, 30, 0] as const;

/** Settings a person can change. */
export interface Settings {
  /** In Electron's spelling; it may hold what could not be chosen today. */
  readonly hotkey: string;
  readonly undoSeconds: (typeof undoSecondsChoices)[number];
  readonly sendKey: (typeof sendKeys)[number];
  /** `endpointId` of the line to write from to somebody never met; null: the one used last. */
  readonly defaultLine: string | null;
  readonly wireFormat: WireFormat;
  /** Null: forever. */
  readonly retentionDays: (typeof retentionDaysChoices)[number] | null;
}

/** The settings a new installation starts with. */
export const DEFAULT_SETTINGS: Settings = {
  hotkey: 'CommandOrControl+Shift+Y',
  undoSeconds: 5,
  sendKey: 'mod-enter',
  defaultLine: null,
  wireFormat: 'json',
  retentionDays: null,
};

/** What a settings file could not tell when it was opened; the person has not been told yet, or the account has not been found again. */
export interface SettingsReset {
  /** Settings that are back to their defaults. */
  readonly settings: readonly (keyof Settings)[];
  /** Whether it is not known any more who signed in last. */
  readonly account: boolean;
  /** Where the damaged file is now; absent if it had vanished or could not be kept. */
  readonly path?: string;
}
