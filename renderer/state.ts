import { type Signal, signal } from '@preact/signals';
import type { AppState } from '../main/model/app-state.ts';
import type { Failure } from '../main/model/failure.ts';
import { type AccountViewState, createAccountViewState } from './account/state.ts';
import { type ComposeState, createComposeState } from './compose/state.ts';
import { createListState, type ListState } from './messages/state.ts';
import { createSettingsState, type SettingsState } from './settings/state.ts';

/** All the popup knows. Only actions change it. */
export interface State {
  readonly app: Signal<AppState | undefined>;
  /** Why the app's own state could not be read. */
  readonly fatal: Signal<Failure | undefined>;
  readonly view: Signal<'compose' | 'settings'>;
  /** What just happened, for `role=status`. */
  readonly status: Signal<string>;
  readonly account: AccountViewState;
  readonly compose: ComposeState;
  readonly list: ListState;
  readonly settings: SettingsState;
}

/** Makes the popup's state as it is before main has answered anything. */
export function createState(): State {
  return {
    app: signal(undefined),
    fatal: signal(undefined),
    view: signal('compose'),
    status: signal(''),
    account: createAccountViewState(),
    compose: createComposeState(),
    list: createListState(),
    settings: createSettingsState(),
  };
}
