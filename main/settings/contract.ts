import * as v from 'valibot';
import { call, nothing, text, typed } from '../ipc/call.ts';
import type { AppState } from '../model/app-state.ts';
import { retentionDaysChoices, sendKeys, undoSecondsChoices, wireFormats } from '../model/settings.ts';

/** One schema per setting, used for both the call and the file. */
export const settingSchemas = {
  hotkey: v.pipe(text(100), v.minLength(1)),
  undoSeconds: v.picklist(undoSecondsChoices),
  sendKey: v.picklist(sendKeys),
  defaultLine: v.nullable(text(500)),
  wireFormat: v.picklist(wireFormats),
  retentionDays: v.nullable(v.picklist(retentionDaysChoices)),
};

/** The settings' calls. */
export const settingsContract = {
  'settings:change': call(v.partial(v.strictObject(settingSchemas)), typed<AppState>()),
  /** The person has read what was lost with a damaged settings file. */
  'settings:reset-seen': call(nothing, typed<AppState>()),
  /** How many messages would be deleted at once if this retention were chosen. */
  'settings:retention-count': call(v.strictObject({ retentionDays: settingSchemas.retentionDays }), typed<{ readonly count: number }>()),
};
