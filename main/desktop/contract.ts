import * as v from 'valibot';
import { call, nothing, text, typed } from '../ipc/call.ts';
import type { AppState, MessagePlace } from '../model/app-state.ts';
import type { Prefill } from '../model/draft.ts';

/** What the desktop offers the popup. */
export const desktopContract = {
  'app:state': call(nothing, typed<AppState>()),
  'popup:hide': call(nothing, typed<null>()),
  /** Electron's spelling of keys that may become the hotkey, or why they may not; changes nothing. */
  'hotkey:check': call(v.strictObject({ accelerator: text(100) }), typed<{ readonly accelerator: string }>()),
  /** While keys are recorded for another hotkey, the one in use lets them through. */
  'hotkey:record': call(v.strictObject({ recording: v.boolean() }), typed<null>()),
};

/** Why the popup was shown: what to take over into the composer, or which view or row is to have the focus. */
export interface PopupShown {
  readonly prefill?: Prefill;
  /** Id of the draft to show. */
  readonly open?: number;
  readonly view?: 'compose' | 'settings' | 'failures';
  readonly message?: MessagePlace;
}
