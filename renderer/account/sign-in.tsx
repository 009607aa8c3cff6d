import { useSignal } from '@preact/signals';
import type { TargetedEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { KeychainStatus } from '../../main/model/app-state.ts';
import type { ErrorCode, Failure, FieldName } from '../../main/model/failure.ts';
import { say } from '../../main/words/failures.ts';
import type { Actions } from '../actions.ts';
import type { State } from '../state.ts';
import { Combobox } from '../ui/combobox.tsx';
import { errorId, FieldError, Notice } from '../ui/field.tsx';

const servers = ['team.evovoice.io', 'evovoice.io'] as const;

/** The known servers that go with what is typed; all of them beside one that is complete. */
function offered(typed: string): readonly string[] {
  const complete = servers.some((one) => one === typed);
  return servers.filter((one) => one !== typed && (complete || one.includes(typed.trim().toLowerCase())));
}

const fieldOfCode: Partial<Record<ErrorCode, FieldName>> = {
  'server-invalid': 'server',
  'server-insecure': 'server',
  'user-name-missing': 'userName',
  'password-missing': 'password',
};

const keychainFailures: Partial<Record<KeychainStatus, Failure>> = {
  absent: { code: 'keychain-absent' },
  locked: { code: 'keychain-locked' },
  denied: { code: 'keychain-denied' },
};

/** The sign-in form. The password lives in its field alone and leaves it the moment the form is submitted (issue 2 item 4). */
export function SignIn({ state, actions }: { readonly state: State; readonly actions: Actions }) {
  const app = state.app.value;
  const account = app?.account.kind === 'signed-out' ? app.account : undefined;
  const server = useSignal(account?.lastServer ?? servers[0]);
  const form = useRef<HTMLFormElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const { busy, failure } = state.signIn;
  const error = failure.value ?? account?.reason;
  const field = error && (error.field ?? fieldOfCode[error.code]);
  const keychainSaid = error?.code.startsWith('keychain-') === true;
  const keychainFailure = keychainFailures[app?.keychain ?? 'unknown'];
  const at = (name: FieldName) => (field === name ? error : undefined);

  useLayoutEffect(() => {
    form.current?.querySelector<HTMLInputElement>(account?.lastUserName ? '#password' : '#userName')?.focus();
  }, [account?.lastUserName]);

  const onSubmit = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>): Promise<void> => {
    event.preventDefault();
    const keep = event.submitter?.getAttribute('value') === 'until-quit' ? 'until-quit' : 'keychain';
    const data = new FormData(event.currentTarget);
    const answer = actions.account.signIn({
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
        {error !== undefined && field === undefined && <Notice tone="error">{say(error)}</Notice>}
        <div class="stack">
          <label for="server">Server</label>
          <Combobox
            id="server"
            value={server.value}
            options={offered(server.value)}
            opensOnClick
            optionKey={(one) => one}
            optionText={(one) => one}
            onType={(typed) => {
              server.value = typed;
            }}
            onPick={(one) => {
              server.value = one;
            }}
            invalid={field === 'server'}
            describedBy={field === 'server' ? errorId('server') : undefined}
          />
          <FieldError id="server" failure={at('server')} />
        </div>
        <div class="stack">
          <label for="userName">User name</label>
          <input
            id="userName"
            name="userName"
            type="text"
            autocomplete="off"
            spellcheck={false}
            defaultValue={account?.lastUserName ?? ''}
            aria-invalid={field === 'userName' ? 'true' : undefined}
            aria-describedby={field === 'userName' ? errorId('userName') : undefined}
          />
          <FieldError id="userName" failure={at('userName')} />
        </div>
        <div class="stack">
          <label for="password">Password</label>
          <input
            ref={password}
            id="password"
            name="password"
            type="password"
            autocomplete="off"
            aria-invalid={field === 'password' ? 'true' : undefined}
            aria-describedby={field === 'password' ? errorId('password') : undefined}
          />
          <FieldError id="password" failure={at('password')} />
        </div>
        <div class="row end">
          {busy.value && <p class="late">Signing in…</p>}
          <button class="primary" type="submit" disabled={busy.value}>
            Sign in
          </button>
        </div>
        {(keychainSaid || keychainFailure !== undefined) && (
          <UntilQuit why={keychainSaid ? undefined : keychainFailure} busy={busy.value} />
        )}
      </form>
    </main>
  );
}

/** Offers a login that lasts until the app quits, where no keychain can keep the password. */
function UntilQuit({ why, busy }: { readonly why: Failure | undefined; readonly busy: boolean }) {
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
