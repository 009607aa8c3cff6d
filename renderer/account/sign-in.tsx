import { useSignal } from '@preact/signals';
import type { ComponentChildren, Ref, TargetedEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SignIn as SignInRequest } from '../../main/account/contract.ts';
import type { AccountState, KeychainStatus } from '../../main/model/app-state.ts';
import type { Failure, FieldName } from '../../main/model/failure.ts';
import { defaultServer, otherServer } from '../../main/model/servers.ts';
import { signInWords } from '../../main/words/account.ts';
import { popupWords } from '../../main/words/app.ts';
import { say } from '../../main/words/failures.ts';
import { errorId, LabelledField, Notice } from '../ui/field.tsx';
import type { AccountActions } from './actions.ts';
import { KeychainLogins } from './keychain-logins.tsx';
import { ServerField } from './server-field.tsx';
import { isDefaultServer, shownServer } from './servers.ts';
import type { AccountViewState } from './state.ts';
import { TryOther } from './try-other.tsx';
import { UntilQuit } from './until-quit.tsx';

/** What the default server refused, without the password: main has it. */
type RefusedForm = Pick<SignInRequest, 'userName' | 'keep'>;

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
  const server = useSignal(account.lastServer === undefined ? defaultServer : shownServer(account.lastServer));
  const refused = useSignal<RefusedForm | undefined>(undefined);
  const form = useRef<HTMLFormElement>(null);
  const password = useRef<HTMLInputElement>(null);
  /** Whether the form says something else than main was given last. */
  const isEdited = useRef(false);
  const busy = state.isSigningIn.value;
  const tried = refused.value;
  const canKeep = keychain === 'ready' || keychain === 'unknown';
  const error = state.failure.value ?? account.reason;

  useLayoutEffect(() => {
    if (account.logins !== undefined) return;
    form.current?.querySelector<HTMLInputElement>(account.lastUserName ? '#password' : '#userName')?.focus();
  }, [account.lastUserName, account.logins === undefined]);

  /** Hands a form over to main; what must not be kept of it is not. */
  const submit = async (request: SignInRequest): Promise<void> => {
    const { server: asked, userName, keep } = request;
    refused.value = undefined;
    isEdited.current = false;
    const answer = actions.signIn(request);
    if (password.current !== null) password.current.value = '';
    if (await answer) return;
    const isRefused = state.failure.value?.code === 'credentials-refused';
    if (isRefused && isDefaultServer(asked) && !isEdited.current) refused.value = { userName, keep };
    password.current?.focus();
  };

  const onSubmit = (event: TargetedEvent<HTMLFormElement, SubmitEvent>): void => {
    event.preventDefault();
    const keep = event.submitter?.getAttribute('value') === 'until-quit' ? 'until-quit' : 'keychain';
    const data = new FormData(event.currentTarget);
    const userName = String(data.get('userName') ?? '');
    void submit({ server: server.value, userName, password: String(data.get('password') ?? ''), keep });
    data.delete('password');
  };

  const tryOther = ({ userName, keep }: RefusedForm): void => {
    server.value = otherServer;
    // The button that has the focus goes away.
    password.current?.focus();
    void submit({ server: otherServer, userName, password: '', keep, again: true });
  };

  const edited = (): void => {
    isEdited.current = true;
    refused.value = undefined;
  };

  return (
    <main class="sign-in">
      <form ref={form} noValidate onSubmit={onSubmit} onInput={edited}>
        <h1>{signInWords.heading}</h1>
        {children}
        {error !== undefined && error.field === undefined && <Notice tone="error">{say(error)}</Notice>}
        {account.logins !== undefined && (
          <KeychainLogins logins={account.logins} busy={busy} onChoose={(name) => void actions.signInStored(name)} />
        )}
        <UserNameField initial={account.lastUserName} failure={failureAt('userName', error)} />
        <PasswordField input={password} failure={failureAt('password', error)} />
        {tried !== undefined && <TryOther busy={busy} onTry={() => tryOther(tried)} />}
        <ServerField
          server={server.value}
          failure={failureAt('server', error)}
          onChange={(chosen) => {
            server.value = chosen;
            edited();
          }}
        />
        <div class="stack">
          <button class="primary" type="submit" disabled={busy}>
            {signInWords.signIn}
          </button>
          {busy && <p class="hint late">{popupWords.signingIn}</p>}
          {!busy && canKeep && <p class="hint">{signInWords.keeping}</p>}
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
