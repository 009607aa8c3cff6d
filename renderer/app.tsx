import { useEffect } from 'preact/hooks';
import type { AppState } from '../main/model/app-state.ts';
import { appName, popupWords } from '../main/words/app.ts';
import { say } from '../main/words/failures.ts';
import { AccountNotices } from './account/account-notices.tsx';
import { SignIn } from './account/sign-in.tsx';
import type { Actions } from './actions.ts';
import { Compose } from './compose/compose.tsx';
import { DraftList } from './compose/draft-list.tsx';
import { Messages } from './messages/messages.tsx';
import { isNarrowed } from './messages/state.ts';
import { HotkeyNotice } from './settings/hotkey-notice.tsx';
import { ResetNotice } from './settings/reset-notice.tsx';
import { Settings } from './settings/settings.tsx';
import type { State } from './state.ts';
import { Notice } from './ui/field.tsx';
import { Icon } from './ui/icon.tsx';
import { isComposing } from './ui/keys.ts';

interface AppProps {
  readonly state: State;
  readonly actions: Actions;
}

/** The popup: sign-in, composer with history, or settings. Esc goes one step back and in the end hides it. */
export function App({ state, actions }: AppProps) {
  useEffect(() => listenToPage(state, actions), [state, actions]);

  return (
    <>
      <View state={state} actions={actions} />
      <footer>
        <p class="status" role="status">
          {state.status.value}
        </p>
        {state.view.value === 'compose' && state.app.value !== undefined && (
          <button class="quiet" type="button" onClick={() => actions.show('settings')}>
            <Icon name="settings" /> {popupWords.settings}
          </button>
        )}
      </footer>
    </>
  );
}

/** Listens to what concerns the page as a whole, until the function it gives back is called. */
function listenToPage(state: State, actions: Actions): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    if (state.view.value === 'settings') actions.show('compose');
    else void actions.hide();
  };
  const onPress = (event: KeyboardEvent | PointerEvent): void => {
    actions.compose.pressed(event.timeStamp, 'repeat' in event && event.repeat);
  };
  const saveDraft = (): void => void actions.compose.flush();
  const onOnline = (): void => {
    if (state.app.value?.account.kind === 'signed-in') void actions.account.retry();
  };
  document.addEventListener('keydown', onKeyDown);
  document.addEventListener('keydown', onPress);
  document.addEventListener('pointerdown', onPress);
  window.addEventListener('blur', saveDraft);
  window.addEventListener('online', onOnline);
  return () => {
    document.removeEventListener('keydown', onKeyDown);
    document.removeEventListener('keydown', onPress);
    document.removeEventListener('pointerdown', onPress);
    window.removeEventListener('blur', saveDraft);
    window.removeEventListener('online', onOnline);
  };
}

function View({ state, actions }: AppProps) {
  const app = state.app.value;
  if (app === undefined) {
    return <main class="blank">{state.fatal.value !== undefined && <Notice tone="error">{say(state.fatal.value)}</Notice>}</main>;
  }
  if (state.view.value === 'settings') {
    return (
      <Settings
        app={app}
        lines={state.compose.lines.value}
        state={state.settings}
        actions={actions.settings}
        accountActions={actions.account}
        onBack={() => actions.show('compose')}
      />
    );
  }
  const { account } = app;
  switch (account.kind) {
    case 'starting':
      return (
        <main class="blank">
          <p class="late">{popupWords.signingIn}</p>
        </main>
      );
    case 'signed-out':
      return (
        <SignIn account={account} keychain={app.keychain} state={state.account} actions={actions.account}>
          <ResetNotice reset={app.settingsReset} onSeen={() => void actions.settings.noteResetSeen()} />
        </SignIn>
      );
    case 'signed-in':
      return <Work app={app} account={account} state={state} actions={actions} />;
  }
}

interface WorkProps extends AppProps {
  readonly app: AppState;
  readonly account: Extract<AppState['account'], { readonly kind: 'signed-in' }>;
}

/** What a person who is signed in works with: the composer, and the messages below it. */
function Work({ app, account, state, actions }: WorkProps) {
  return (
    <main class="work">
      <h1 class="unseen">{appName}</h1>
      <div class="notices">
        <ResetNotice reset={app.settingsReset} onSeen={() => void actions.settings.noteResetSeen()} />
        <AccountNotices account={account} state={state.account} actions={actions.account} />
        <HotkeyNotice app={app} onOpenSettings={() => actions.show('settings')} />
      </div>
      <Compose app={app} compose={state.compose} actions={actions.compose} />
      <Messages app={app} list={state.list} actions={actions.list}>
        {!isNarrowed(state.list.query.value) && <DraftList compose={state.compose} actions={actions.compose} />}
      </Messages>
    </main>
  );
}
