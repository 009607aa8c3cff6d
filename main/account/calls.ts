import { checkAccelerator } from '../desktop/accelerator.ts';
import type { Hotkey } from '../desktop/hotkey.ts';
import type { AppState, ErrorCode, Result } from '../ipc/contract.ts';
import type { Handlers } from '../ipc/serve.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { Account } from './account.ts';

/** What the calls about the app itself need. */
export interface AppParts {
  readonly state: () => AppState;
  readonly account: Pick<Account<unknown>, 'signIn' | 'signOut' | 'hurry' | 'state'>;
  readonly settings: Pick<SettingsStore, 'get' | 'change'>;
  readonly hotkey: Pick<Hotkey, 'set' | 'suspend' | 'resume'>;
  readonly applyRetention: () => Promise<void>;
  /** How many messages of the open history would be deleted at once. */
  readonly countRetention: (days: number | null) => Promise<Result<number>>;
  /** Signs in with the stored credential. */
  readonly restore: () => Promise<void>;
  readonly hide: () => void;
  readonly quit: () => void;
}

type AppCalls = Pick<
  Handlers,
  | 'app:state'
  | 'account:sign-in'
  | 'account:sign-out'
  | 'account:retry'
  | 'settings:change'
  | 'hotkey:check'
  | 'settings:retention-count'
  | 'hotkey:record'
  | 'popup:hide'
  | 'app:quit'
>;

/** The calls about the app itself: its state, the account, the settings, hiding and quitting. */
export function createAppCalls(parts: AppParts): AppCalls {
  const withState = (result: Result<null>): Result<AppState> => (result.ok ? { ok: true, value: parts.state() } : result);

  /** Sets the hotkey, a blank text turns it off; gives why not when it was refused. */
  const takeHotkey = (text: string): ErrorCode | undefined => {
    const checked = text.trim() === '' ? undefined : checkAccelerator(text, parts.state().platform);
    if (checked?.ok === false) return checked.error.code;
    const { status } = parts.hotkey.set(text);
    return status === 'taken' || status === 'invalid' ? `hotkey-${status}` : undefined;
  };

  return {
    'app:state': () => ({ ok: true, value: parts.state() }),
    'account:sign-in': async (form) => withState(await parts.account.signIn(form)),
    'account:sign-out': async () => withState(await parts.account.signOut()),
    async 'account:retry'() {
      if (parts.account.state().kind === 'signed-in') parts.account.hurry();
      else await parts.restore();
      return { ok: true, value: parts.state() };
    },
    async 'settings:change'(change) {
      if (change.hotkey !== undefined) {
        const refused = takeHotkey(change.hotkey);
        if (refused !== undefined) return { ok: false, error: { code: refused, field: 'hotkey', detail: change.hotkey } };
      }
      const before = parts.settings.get().hotkey;
      const stored = parts.settings.change(change);
      if (!stored.ok) {
        if (change.hotkey !== undefined) parts.hotkey.set(before);
        return stored;
      }
      if (change.retentionDays !== undefined) await parts.applyRetention();
      return { ok: true, value: parts.state() };
    },
    'hotkey:check'({ accelerator }) {
      const checked = checkAccelerator(accelerator, parts.state().platform);
      return checked.ok ? { ok: true, value: { accelerator: checked.value } } : checked;
    },
    async 'settings:retention-count'({ retentionDays }) {
      const counted = await parts.countRetention(retentionDays);
      return counted.ok ? { ok: true, value: { count: counted.value } } : counted;
    },
    'hotkey:record'({ recording }) {
      if (recording) parts.hotkey.suspend();
      else parts.hotkey.resume();
      return { ok: true, value: null };
    },
    'popup:hide'() {
      parts.hide();
      return { ok: true, value: null };
    },
    'app:quit'() {
      parts.quit();
      return { ok: true, value: null };
    },
  };
}
