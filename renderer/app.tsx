import { useEffect } from 'preact/hooks';
import { say } from '../main/words/failures.ts';
import { SignIn } from './account/sign-in.tsx';
import type { Actions } from './actions.ts';
import { Banners } from './banners.tsx';
import { Compose } from './compose/compose.tsx';
import { DraftList } from './compose/draft-list.tsx';
import { Messages } from './messages/messages.tsx';
import { isNarrowed } from './messages/state.ts';
import { Settings } from './settings/settings.tsx';
import type { State } from './state.ts';
import { Notice } from './ui/field.tsx';
import { Icon } from './ui/icon.tsx';
import { isComposing } from './ui/keys.ts';

/** The popup: sign-in, composer with history, or settings. Esc goes one step back and in the end hides it. */
export function App({ state, actions }: { readonly state: State; readonly actions: Actions }) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
      if (state.view.value === 'settings') actions.show('compose');
      else void actions.hide();
    };
    const onPress = (event: KeyboardEvent | PointerEvent): void => {
      if (!('repeat' in event && event.repeat)) actions.compose.acted(event.timeStamp);
    };
    const flush = (): void => void actions.compose.flush();
    const onOnline = (): void => {
      if (state.app.value?.account.kind === 'signed-in') void actions.account.retry();
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('keydown', onPress);
    document.addEventListener('pointerdown', onPress);
    window.addEventListener('blur', flush);
    window.addEventListener('online', onOnline);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('keydown', onPress);
      document.removeEventListener('pointerdown', onPress);
      window.removeEventListener('blur', flush);
      window.removeEventListener('online', onOnline);
    };
  }, [state, actions]);

  return (
    <>
      <View state={state} actions={actions} />
      <footer>
        <p class="status" role="status">
          {state.status.value}
        </p>
        {state.view.value === 'compose' && state.app.value !== undefined && (
          <button class="quiet" type="button" onClick={() => actions.show('settings')}>
            <Icon name="settings" /> Settings
          </button>
        )}
      </footer>
    </>
  );
}

function View({ state, actions }: { readonly state: State; readonly actions: Actions }) {
  const app = state.app.value;
  if (app === undefined) {
    return <main class="blank">{state.fatal.value !== undefined && <Notice tone="error">{say(state.fatal.value)}</Notice>}</main>;
  }
  if (state.view.value === 'settings') return <Settings app={app} state={state} actions={actions} />;
  switch (app.account.kind) {
    case 'starting':
      return (
        <main class="blank">
          <p class="late">Signing in…</p>
        </main>
      );
    case 'signed-out':
      return <SignIn state={state} actions={actions} />;
    case 'signed-in':
      return (
        <main class="work">
          <h1 class="unseen">Evo Quick Send</h1>
          <Banners app={app} state={state} actions={actions} />
          <Compose app={app} compose={state.compose} actions={actions.compose} />
          <Messages app={app} list={state.list} actions={actions.list}>
            {!isNarrowed(state.list.query.value) && <DraftList compose={state.compose} actions={actions.compose} />}
          </Messages>
        </main>
      );
  }
}
