import { useSignal } from '@preact/signals';
import type { ComponentChildren, Ref, TargetedEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AccountState, KeychainStatus } from '../../main/model/app-state.ts';
import type { Failure, FieldName } from '../../main/model/failure.ts';
import { signInWords } from '../../main/words/account.ts';
import { popupWords } from '../../main/words/app.ts';
import { say } from '../../main/words/failures.ts';
import { errorId, LabelledField, Notice } from '../ui/field.tsx';
import type { AccountActions } from './actions.ts';
import { KeychainLogins } from './keychain-logins.tsx';
import { ServerField } from './server-field.tsx';
import { servers } from './servers.ts';
import type { AccountViewState } from './state.ts';
import { UntilQuit } from './until-quit.tsx';

interface SignInProps {
  readonly account: Extract<AccountState, { readonly kind: 'signed-out' }>;
  readonly keychain: KeychainStatus;
  readonly state: AccountViewState;
  readonly actions: AccountActions;
  /** What must be known before anything is typed. */
  readonly children?: ComponentChildren;
}

/** The sign-in form. The password is kept in its field alone, which is emptied the moment the form is submitted. */
export function SignIn({ account, keychain, state, actions, children }: SignInProps) {
  const server = useSignal<string>(account.lastServer ?? servers[0]);
  const form = useRef<HTMLFormElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const busy = state.isSigningIn.value;
  const error = state.failure.value ?? account.reason;

  useLayoutEffect(() => {
    if (account.logins !== undefined) return;
    form.current?.querySelector<HTMLInputElement>(account.lastUserName ? '#password' : '#userName')?.focus();
  }, [account.lastUserName, account.logins === undefined]);

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
        <h1>{signInWords.heading}</h1>
        {children}
        {error !== undefined && error.field === undefined && <Notice tone="error">{say(error)}</Notice>}
        {account.logins !== undefined && (
          <KeychainLogins logins={account.logins} busy={busy} onChoose={(name) => void actions.signInStored(name)} />
        )}
        <ServerField server={server} failure={failureAt('server', error)} />
        <UserNameField initial={account.lastUserName} failure={failureAt('userName', error)} />
        <PasswordField input={password} failure={failureAt('password', error)} />
        <div class="row end">
          {busy && <p class="late">{popupWords.signingIn}</p>}
          <button class="primary" type="submit" disabled={busy}>
            {signInWords.signIn}
          </button>
        </div>
        <UntilQuit shown={error} keychain={keychain} busy={busy} />
      </form>
    </main>
  );
}

function failureAt(field: FieldName, error: Failure | undefined): Failure | undefined {
  return error?.field === field ? error : undefined;
}

interface InputProps {
  readonly failure: Failure | undefined;
}

function UserNameField({ initial, failure }: InputProps & { readonly initial: string | undefined }) {
  return (
    <LabelledField id="userName" label={signInWords.userName} failure={failure}>
      <input
        id="userName"
        name="userName"
        type="text"
        autocomplete="off"
        spellcheck={false}
        defaultValue={initial ?? ''}
        aria-invalid={failure === undefined ? undefined : 'true'}
        aria-describedby={failure === undefined ? undefined : errorId('userName')}
      />
    </LabelledField>
  );
}

function PasswordField({ input, failure }: InputProps & { readonly input: Ref<HTMLInputElement> }) {
  return (
    <LabelledField id="password" label={signInWords.password} failure={failure}>
      <input
        ref={input}
        id="password"
        name="password"
        type="password"
        autocomplete="off"
        aria-invalid={failure === undefined ? undefined : 'true'}
        aria-describedby={failure === undefined ? undefined : errorId('password')}
      />
    </LabelledField>
  );
}
