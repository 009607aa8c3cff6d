import { checkAccelerator } from '../desktop/accelerator.ts';
import type { Hotkey } from '../desktop/hotkey.ts';
import type { HandlersOf } from '../ipc/call.ts';
import type { Messages } from '../messages/messages.ts';
import type { AppState } from '../model/app-state.ts';
import { type ErrorCode, fail, ok } from '../model/failure.ts';
import type { settingsContract } from './contract.ts';
import type { SettingsStore } from './settings.ts';

/** What the settings' calls need. */
interface SettingsCallsParts {
  readonly state: () => AppState;
  readonly settings: Pick<SettingsStore, 'get' | 'change' | 'noteResetSeen'>;
  readonly hotkey: Pick<Hotkey, 'set'>;
  /** The messages in use. */
  readonly messages: () => Pick<Messages, 'applyRetention' | 'countRetention'> | undefined;
}

/** Handles the settings' calls. If a new hotkey is refused, the old one stays in use and no other setting is changed. */
export function createSettingsCalls({ state, settings, hotkey, messages }: SettingsCallsParts): HandlersOf<typeof settingsContract> {
  /** Sets the hotkey, or turns it off if `keys` is blank. Returns why, if it was refused. */
  const takeHotkey = (keys: string): ErrorCode | undefined => {
    const checked = keys.trim() === '' ? undefined : checkAccelerator(keys, state().platform);
    if (checked?.ok === false) return checked.error.code;
    const { status } = hotkey.set(keys);
    return status === 'taken' || status === 'invalid' ? `hotkey-${status}` : undefined;
  };

  return {
    async 'settings:change'(change) {
      if (change.hotkey !== undefined) {
        const refused = takeHotkey(change.hotkey);
        if (refused !== undefined) return fail({ code: refused, field: 'hotkey', detail: change.hotkey });
      }
      const before = settings.get().hotkey;
      const stored = settings.change(change);
      if (!stored.ok) {
        if (change.hotkey !== undefined) hotkey.set(before);
        return stored;
      }
      if (change.retentionDays !== undefined) await messages()?.applyRetention(change.retentionDays);
      return ok(state());
    },
    'settings:reset-seen'() {
      settings.noteResetSeen();
      return ok(state());
    },
    async 'settings:retention-count'({ retentionDays }) {
      const counted = (await messages()?.countRetention(retentionDays)) ?? fail({ code: 'not-signed-in' });
      return counted.ok ? ok({ count: counted.value }) : counted;
    },
  };
}
