import type { Signal } from '@preact/signals';
import type { AppState } from '../main/model/app-state.ts';
import type { ComposeActions } from './compose/actions.ts';
import type { ListActions } from './messages/actions.ts';
import type { RetentionActions } from './settings/retention.ts';

/** The history the popup shows; undefined while nobody is signed in. */
export function historyIdOf(app: AppState | undefined): string | undefined {
  return app?.account.kind === 'signed-in' ? app.account.historyId : undefined;
}

/**
 * Makes the function that takes in the state of the app as main tells it. When another history comes into use, everything that was read from the
 * previous one is dropped and the new one is read; a draft stays with its login.
 */
export function createAppStateUpdate({
  app,
  compose,
  list,
  retention,
  onListRead,
}: {
  readonly app: Signal<AppState | undefined>;
  readonly compose: Pick<ComposeActions, 'reset' | 'load' | 'line'>;
  readonly list: Pick<ListActions, 'reset' | 'showAll' | 'readLate'>;
  readonly retention: Pick<RetentionActions, 'reset'>;
  /** Called when the newest messages of a history that came into use have been read. */
  readonly onListRead: () => void;
}): (next: AppState) => void {
  let lastLogin: string | undefined;

  const readHistory = (login: string): void => {
    if (lastLogin !== undefined && lastLogin !== login) compose.reset();
    lastLogin = login;
    retention.reset();
    list.reset();
    void compose.load();
    void list.showAll().then(onListRead);
    void list.readLate();
  };

  return (next) => {
    const before = app.peek();
    app.value = next;
    const { account, settings } = next;
    if (account.kind !== 'signed-in') {
      retention.reset();
      if (account.kind === 'signed-out') list.reset();
    } else if (historyIdOf(before) !== account.historyId) {
      readHistory(`${account.userName}@${account.server}`);
    } else if (before?.settings.defaultLine !== settings.defaultLine) {
      void compose.line.loadNewLine();
    }
  };
}
