import { batch } from '@preact/signals';
import type { Bridge, Events } from '../main/ipc/contract.ts';
import type { AppState, MessagePlace } from '../main/model/app-state.ts';
import { type MessageItem, needsAttention } from '../main/model/message.ts';
import { type AccountActions, createAccountActions } from './account/actions.ts';
import { createAppStateUpdate, historyIdOf } from './app-state.ts';
import { createCaller, withHistoryId } from './bridge.ts';
import { type ComposeActions, createComposeActions } from './compose/actions.ts';
import { createListActions, type ListActions } from './messages/actions.ts';
import { isNarrowed } from './messages/state.ts';
import { createSettingsActions, type SettingsActions } from './settings/actions.ts';
import { workToShow } from './settings/state.ts';
import type { State } from './state.ts';

/** Every change of state and every call to main. */
export interface Actions {
  readonly account: AccountActions;
  readonly compose: ComposeActions;
  readonly list: ListActions;
  readonly settings: SettingsActions;
  readonly show: (view: 'compose' | 'settings') => void;
  /** Saves the draft, then hides the popup. */
  readonly hide: () => Promise<void>;
  /** Reads the first state and listens to main until the function it gives back is called. */
  readonly start: () => () => void;
}

const nextFrame = (): Promise<void> => new Promise((drawn) => requestAnimationFrame(() => drawn()));

/** Makes the actions over the bridge. `frame` resolves when the popup next draws, which a hidden one does not. */
export function createActions(state: State, bridge: Bridge, frame: () => Promise<void> = nextFrame): Actions {
  const call = withHistoryId(createCaller(bridge), () => historyIdOf(state.app.peek()));
  /** The message somebody asked to see, until it is shown. */
  let toReveal: MessagePlace | undefined;

  const announce = (sentence: string): void => {
    state.status.value = sentence;
  };

  const show = (view: 'compose' | 'settings'): void => {
    batch(() => {
      state.view.value = view;
      state.settings.failure.value = undefined;
      settings.retention.cancel();
    });
  };

  const hide = async (): Promise<void> => {
    // Both at once: main takes calls in order, and the person need not wait for the disk.
    await Promise.all([compose.flush(), call('popup:hide')]);
  };

  const showSent = async (item: MessageItem): Promise<void> => {
    if (isNarrowed(state.list.query.peek()) || state.list.newer.peek()) await list.showAll();
    else state.list.jumps.value = { to: 'newest', nth: state.list.jumps.peek().nth + 1 };
    await list.apply({ items: [item], removed: [], reset: false });
  };

  const reveal = (): void => {
    if (toReveal === undefined || toReveal.historyId !== historyIdOf(state.app.peek()) || !state.list.loaded.peek()) return;
    void list.reveal(toReveal);
    toReveal = undefined;
  };

  const applyAppState = (app: AppState): void => updateAppState(app);

  const account = createAccountActions({
    account: state.account,
    call,
    applyAppState,
    onSignedOut: () => show('compose'),
    onSignOutFailed: (failure) => {
      state.settings.failure.value = failure;
    },
  });
  const settings = createSettingsActions({ settings: state.settings, app: state.app, call, applyAppState, announce });
  const compose = createComposeActions({
    compose: state.compose,
    app: state.app,
    call,
    hide,
    announce,
    onSent: showSent,
    nextFrame: frame,
  });
  const list = createListActions({
    list: state.list,
    call,
    openDraft: (request) => {
      show('compose');
      void compose.open(request);
    },
    announce,
  });
  const updateAppState = createAppStateUpdate({
    app: state.app,
    compose,
    list,
    retention: settings.retention,
    onListRead: reveal,
  });

  const onPopupShown = (shown: Events['popup:shown']): void => {
    show(shown.view === 'settings' ? 'settings' : 'compose');
    if (shown.view === 'failures') list.narrow({ states: needsAttention, withoutHidden: true });
    compose.popupShown(shown);
    toReveal = shown.message;
    reveal();
  };

  const onPopupHidden = (): void => {
    settings.retention.cancel();
    compose.popupHidden();
    void settings.record(false);
  };

  const onMessagesChanged = (change: Events['messages:changed']): void => {
    if (change.historyId !== undefined && change.historyId !== historyIdOf(state.app.peek())) return;
    compose.messagesChanged(change.items);
    void list.apply(change);
  };

  const onWorkProgress = (work: Events['work:progress']): void => {
    state.settings.work.value = workToShow(state.settings.work.peek(), work);
  };

  const readAppState = async (): Promise<void> => {
    const result = await call('app:state');
    state.fatal.value = result.ok ? undefined : result.error;
    if (result.ok) applyAppState(result.value);
  };

  const start = (): (() => void) => {
    const stops = [
      bridge.on('app:changed', applyAppState),
      bridge.on('messages:changed', onMessagesChanged),
      bridge.on('drafts:changed', () => void compose.loadDrafts()),
      bridge.on('popup:hidden', onPopupHidden),
      bridge.on('work:progress', onWorkProgress),
      bridge.on('popup:shown', onPopupShown),
    ];
    void readAppState();
    return () => {
      for (const stop of stops) stop();
    };
  };

  return { account, compose, list, settings, show, hide, start };
}
