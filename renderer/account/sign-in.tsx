import { useSignal } from '@preact/signals';
import type { TargetedEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AccountState, KeychainStatus } from '../../main/model/app-state.ts';
import type { Failure, FieldName } from '../../main/model/failure.ts';
import { say } from '../../main/words/failures.ts';
import { FieldError, fieldErrorProps, Notice } from '../ui/field.tsx';
import type { AccountActions } from './actions.ts';
import { ServerField } from './server-field.tsx';
import { servers } from './servers.ts';
import type { AccountViewState } from './state.ts';

const keychainFailures: Partial<Record<KeychainStatus, Failure>> = {
  absent: { code: 'keychain-absent' },
  locked: { code: 'keychain-locked' },
  denied: { code: 'keychain-denied' },
};

interface SignInProps {
  readonly account: Extract<AccountState, { readonly kind: 'signed-out' }>;
  readonly keychain: KeychainStatus;
  readonly state: AccountViewState;
  readonly actions: AccountActions;
}

/** The sign-in form. The password is kept in its field alone, which is emptied the moment the form is submitted. */
export function SignIn({ account, keychain, state, actions }: SignInProps) {
  const server = useSignal<string>(account.lastServer ?? servers[0]);
  const form = useRef<HTMLFormElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const busy = state.isSigningIn.value;
  const error = state.failure.value ?? account.reason;

  useLayoutEffect(() => {
    form.current?.querySelector<HTMLInputElement>(account.lastUserName ? '#password' : '#userName')?.focus();
  }, [account.lastUserName]);

  const onSubmit = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>): Promise<void> => {
    event.preventDefault();
    const keep = event.submitter?.getAttribute('value') === 'until-quit' ? 'until-quit' : 'keychain';
    const data = new FormData(event.currentTarget);
    const answer = actions.signIn({
      server: server.value,
      userName: String(data.get('userName') ?? ''),
      password: String(data.get('password') ?? ''),
      keep,
    });
    if (password.current !== null) password.current.value = '';
    data.delete('password');
    if (!(await answer)) password.current?.focus();
  };

  return (
    <main class="sign-in">
      <form ref={form} noValidate onSubmit={(event) => void onSubmit(event)}>
        <h1>Sign in to Evo Voice</h1>
        {error !== undefined && error.field === undefined && <Notice tone="error">{say(error)}</Notice>}
        <ServerField server={server} failure={errorAt('server', error)} />
        <div class="stack">
          <label for="userName">User name</label>
          <input
            id="userName"
            name="userName"
            type="text"
            autocomplete="off"
            spellcheck={false}
            defaultValue={account.lastUserName ?? ''}
            {...fieldErrorProps('userName', errorAt('userName', error))}
          />
          <FieldError id="userName" failure={errorAt('userName', error)} />
        </div>
        <div class="stack">
          <label for="password">Password</label>
          <input
            ref={password}
            id="password"
            name="password"
            type="password"
            autocomplete="off"
            {...fieldErrorProps('password', errorAt('password', error))}
          />
          <FieldError id="password" failure={errorAt('password', error)} />
        </div>
        <div class="row end">
          {busy && <p class="late">Signing in…</p>}
          <button class="primary" type="submit" disabled={busy}>
            Sign in
          </button>
        </div>
        <UntilQuit failure={error} keychain={keychain} busy={busy} />
      </form>
    </main>
  );
}

function errorAt(field: FieldName, error: Failure | undefined): Failure | undefined {
  return error?.field === field ? error : undefined;
}

/** Offers a login that lasts until the app quits, where no keychain can keep the password. */
function UntilQuit({
  failure,
  keychain,
  busy,
}: {
  /** What is already said above. */
  readonly failure: Failure | undefined;
  readonly keychain: KeychainStatus;
  readonly busy: boolean;
}) {
  const isSaid = failure?.code.startsWith('keychain-') === true;
  const why = keychainFailures[keychain];
  if (!isSaid && why === undefined) return null;
  return (
    <div class="notice info" role="note">
      {!isSaid && why !== undefined && <p>{say(why)}</p>}
      <p>
        Until quit, your password and your messages stay in memory only. Nothing is written to disk, and both are gone when the app quits.
      </p>
      <button type="submit" name="keep" value="until-quit" disabled={busy}>
        Sign in until quit
      </button>
    </div>
  );
}
