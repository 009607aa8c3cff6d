import type { Failure } from '../../main/contract.ts';
import { say } from '../words.ts';

/** Offers a login that lasts until the app quits, where no keychain can keep the password (design.md 5). */
export function UntilQuit({ why, busy }: { readonly why: Failure | undefined; readonly busy: boolean }) {
  return (
    <div class="notice info" role="note">
      {why !== undefined && <p>{say(why)}</p>}
      <p>
        Until quit, your password and your messages stay in memory only. Nothing is written to disk, and both are gone when the app quits.
      </p>
      <button type="submit" name="keep" value="until-quit" disabled={busy}>
        Sign in until quit
      </button>
    </div>
  );
}
