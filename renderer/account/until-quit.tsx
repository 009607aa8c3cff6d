import type { KeychainStatus } from '../../main/model/app-state.ts';
import type { Failure } from '../../main/model/failure.ts';
import { signInWords } from '../../main/words/account.ts';
import { say } from '../../main/words/failures.ts';
import { Notice } from '../ui/field.tsx';

const keychainFailures: Readonly<Record<KeychainStatus, Failure | undefined>> = {
  unknown: undefined,
  ready: undefined,
  absent: { code: 'keychain-absent' },
  locked: { code: 'keychain-locked' },
  denied: { code: 'keychain-denied' },
};

interface UntilQuitProps {
  /** The failure the form already shows. */
  readonly shown: Failure | undefined;
  readonly keychain: KeychainStatus;
  readonly busy: boolean;
}

/** Offers a login that lasts until the app quits, where no keychain can keep the password. */
export function UntilQuit({ shown, keychain, busy }: UntilQuitProps) {
  const isShown = shown?.code.startsWith('keychain-') === true;
  const why = keychainFailures[keychain];
  if (!isShown && why === undefined) return null;
  return (
    <Notice>
      {!isShown && why !== undefined && <p>{say(why)}</p>}
      <p>{signInWords.untilQuitHint}</p>
      <button type="submit" name="keep" value="until-quit" disabled={busy}>
        {signInWords.untilQuit}
      </button>
    </Notice>
  );
}
