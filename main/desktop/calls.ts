import type { HandlersOf } from '../ipc/call.ts';
import type { AppState } from '../model/app-state.ts';
import { ok } from '../model/failure.ts';
import { checkAccelerator } from './accelerator.ts';
import type { desktopContract } from './contract.ts';
import type { Hotkey } from './hotkey.ts';

/** What the desktop's calls need. */
interface DesktopCallsParts {
  readonly state: () => AppState;
  readonly hotkey: Pick<Hotkey, 'suspend' | 'resume'>;
  readonly hide: () => void;
}

/** Handles the desktop's calls: the state of the app, hiding the popup, checking and recording a hotkey. */
export function createDesktopCalls({ state, hotkey, hide }: DesktopCallsParts): HandlersOf<typeof desktopContract> {
  return {
    'app:state': () => ok(state()),
    'popup:hide'() {
      hide();
      return ok(null);
    },
    'hotkey:check'({ accelerator }) {
      const checked = checkAccelerator(accelerator, state().platform);
      return checked.ok ? ok({ accelerator: checked.value }) : checked;
    },
    'hotkey:record'({ recording }) {
      if (recording) hotkey.suspend();
      else hotkey.resume();
      return ok(null);
    },
  };
}
