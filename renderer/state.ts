import { type Signal, signal } from '@preact/signals';
import type { AppState } from '../main/model/app-state.ts';
import type { Failure } from '../main/model/failure.ts';
import type { WorkProgress } from '../main/model/work-progress.ts';
import { type ComposeState, createComposeState } from './compose/state.ts';
import { createListState, type ListState } from './messages/state.ts';
import type { PendingRetention } from './settings/retention.ts';

/** All the popup knows. Only actions change it. */
export interface State {
  readonly app: Signal<AppState | undefined>;
  /** Why the app's own state could not be read. */
  readonly fatal: Signal<Failure | undefined>;
  readonly view: Signal<'compose' | 'settings'>;
  /** The history notice that was read and put away. */
  readonly readNotice: Signal<string | undefined>;
  /** The login whose notice that it may not list messages was read and put away. */
  readonly readNoLookup: Signal<string | undefined>;
  /** What just happened, for `role=status`. */
  readonly status: Signal<string>;
  readonly signIn: { readonly busy: Signal<boolean>; readonly failure: Signal<Failure | undefined> };
  readonly settings: {
    readonly failure: Signal<Failure | undefined>;
    readonly work: Signal<WorkProgress | undefined>;
    /** Keys are being recorded for another hotkey. */
    readonly recording: Signal<boolean>;
    /** How long messages are to be kept, while that is not the setting yet. */
    readonly pending: Signal<PendingRetention | undefined>;
  };
  readonly compose: ComposeState;
  readonly list: ListState;
}

/** Makes the popup's state as it is before main has answered anything. */
export function createState(): State {
  return {
    app: signal(undefined),
    fatal: signal(undefined),
    view: signal('compose'),
    readNotice: signal(undefined),
    readNoLookup: signal(undefined),
    status: signal(''),
    signIn: { busy: signal(false), failure: signal(undefined) },
    settings: { failure: signal(undefined), work: signal(undefined), recording: signal(false), pending: signal(undefined) },
    compose: createComposeState(),
    list: createListState(),
  };
}
