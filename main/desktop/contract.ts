import * as v from 'valibot';
import { call, nothing, text, typed } from '../ipc/call.ts';
import type { AppState, MessagePlace } from '../model/app-state.ts';
import type { Prefill } from '../model/draft.ts';

/** The desktop's calls. */
export const desktopContract = {
  'app:state': call(nothing, typed<AppState>()),
  'popup:hide': call(nothing, typed<null>()),
  /** Electron's spelling of keys that may become the hotkey, or why they may not. Changes nothing. */
  'hotkey:check': call(v.strictObject({ accelerator: text(100) }), typed<{ readonly accelerator: string }>()),
  /** While a new hotkey is recorded, the current one is suspended so that its keys reach the popup. */
  'hotkey:record': call(v.strictObject({ recording: v.boolean() }), typed<null>()),
};

/** Why the popup is shown: what to put into the composer, or which view or message to go to. */
export interface PopupShown {
  readonly prefill?: Prefill;
  /** Id of the draft to show. */
  readonly open?: number;
  readonly view?: 'compose' | 'settings' | 'failures';
  readonly message?: MessagePlace;
}
