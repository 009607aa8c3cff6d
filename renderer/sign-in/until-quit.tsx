import type { KeychainStatus } from '../../main/contract.ts';
import { failureWords } from '../words.ts';

const codes = { absent: 'keychain-absent', locked: 'keychain-locked', denied: 'keychain-denied' } as const;

/** Offers a login that lasts until the app quits, where no keychain can keep the password (design.md 5). */
export function UntilQuit({ keychain, busy }: { readonly keychain: KeychainStatus; readonly busy: boolean }) {
  return (
    <div class="notice info" role="note">
      {(keychain === 'absent' || keychain === 'locked' || keychain === 'denied') && <p>{failureWords[codes[keychain]].sentence}</p>}
      <p>
        Until quit, your password and your messages stay in memory only. Nothing is written to disk, and both are gone when the app quits.
      </p>
      <button type="submit" name="keep" value="until-quit" disabled={busy}>
        Sign in until quit
      </button>
    </div>
  );
}
