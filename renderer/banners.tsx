import type { AppState } from '../main/model/app-state.ts';
import { say } from '../main/words/failures.ts';
import type { Actions } from './actions.ts';
import type { State } from './state.ts';
import { Notice } from './ui/field.tsx';

/** What a person must know before they type: no network, a history that was set aside, a login that will not be kept. */
export function Banners({ app, state, actions }: { readonly app: AppState; readonly state: State; readonly actions: Actions }) {
  const { account, hotkey } = app;
  const read = state.readNotice;
  const readNoLookup = state.readNoLookup;
  if (account.kind !== 'signed-in') return null;

  return (
    <div class="banners">
      {account.connection === 'offline' && (
        <Notice tone="warning">
          Offline: messages wait and go out by themselves.{' '}
          <button class="quiet" type="button" onClick={() => void actions.account.retry()}>
            Try now
          </button>
        </Notice>
      )}
      {account.historyNotice !== undefined && read.value !== say(account.historyNotice) && (
        <Notice tone="warning">
          {say(account.historyNotice)}{' '}
          <button
            class="quiet"
            type="button"
            onClick={() => {
              read.value = account.historyNotice && say(account.historyNotice);
            }}
          >
            I have read this
          </button>
        </Notice>
      )}
      {account.mayLookUp === false && readNoLookup.value !== `${account.userName}@${account.server}` && (
        <Notice tone="warning">
          This login may not list messages, so a send whose outcome is uncertain cannot be looked up.{' '}
          <button
            class="quiet"
            type="button"
            onClick={() => {
              readNoLookup.value = `${account.userName}@${account.server}`;
            }}
          >
            I have read this
          </button>
        </Notice>
      )}
      {!account.remembered && <Notice>Signed in until quit: nothing is kept on disk, neither your login nor the messages below.</Notice>}
      {(hotkey.status === 'taken' || hotkey.status === 'invalid') && (
        <Notice tone="warning">
          The shortcut {hotkey.accelerator} does not work.{' '}
          <button class="quiet" type="button" onClick={() => actions.show('settings')}>
            Choose another
          </button>
        </Notice>
      )}
    </div>
  );
}
