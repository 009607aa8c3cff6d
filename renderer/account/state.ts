import { type Signal, signal } from '@preact/signals';
import type { Failure } from '../../main/model/failure.ts';

/** What the popup keeps about the account, beside what main says of it. */
export interface AccountViewState {
  /** Whether a sign-in is under way. */
  readonly isSigningIn: Signal<boolean>;
  /** Why the last sign-in failed. */
  readonly failure: Signal<Failure | undefined>;
  /** The notice about the history that the person has dismissed. */
  readonly dismissedNotice: Signal<string | undefined>;
  /** The same for what of a history cannot be shown. */
  readonly dismissedDamageNotice: Signal<string | undefined>;
  /** The login whose notice that it may not list messages the person has dismissed. */
  readonly dismissedLookupNotice: Signal<string | undefined>;
}

/** Makes the state of an account nobody has tried to sign in to yet. */
export function createAccountViewState(): AccountViewState {
  return {
    isSigningIn: signal(false),
    failure: signal(undefined),
    dismissedNotice: signal(undefined),
    dismissedDamageNotice: signal(undefined),
    dismissedLookupNotice: signal(undefined),
  };
}
