import { batch } from '@preact/signals';
import type { OpenRequest } from '../main/compose/contract.ts';
import type { Bridge } from '../main/ipc/contract.ts';
import type { AppState, MessagePlace } from '../main/model/app-state.ts';
import { type AccountActions, createAccountActions } from './account/actions.ts';
import { createCaller, namingHistory } from './bridge.ts';
import { type ComposeActions, createComposeActions } from './compose/actions.ts';
import { createListActions, type ListActions } from './messages/actions.ts';
import { isNarrowed } from './messages/state.ts';
import { createSettingsActions, type SettingsActions } from './settings/actions.ts';
import { shownWork } from './settings/work.tsx';
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

const needsAttention = ['failed', 'unknown', 'review'] as const;

const nextFrame = (): Promise<void> => new Promise((drawn) => requestAnimationFrame(() => drawn()));

/** Makes the actions over the bridge. `frame` comes when the popup draws, which a hidden one does not. */
export function createActions(state: State, bridge: Bridge, frame: () => Promise<void> = nextFrame): Actions {
  let owner: string | undefined;
  let historyId: string | undefined;
  let wanted: MessagePlace | undefined;
  const call = namingHistory(createCaller(bridge), () => historyId);

  const hide = async (): Promise<void> => {
    // Both at once: main takes calls in order, and the person need not wait for the disk.
    await Promise.all([compose.flush(), call('popup:hide')]);
  };

  const compose = createComposeActions({
    state,
    call,
    hide,
    nextFrame: frame,
    added: async (item) => {
      if (isNarrowed(state.list.query.peek()) || state.list.newer.peek()) await list.showAll();
      else state.list.jumps.value = { to: 'newest', nth: state.list.jumps.peek().nth + 1 };
      await list.apply({ items: [item], removed: [], reset: false });
    },
  });

  /** Another history than the one shown: all that was read of that goes, and what is there now is read. A draft stays with its login. */
  const took = (app: AppState): void => {
    const before = state.app.peek();
    state.app.value = app;
    const { account } = app;
    if (account.kind !== 'signed-in') {
      historyId = undefined;
      settings.retention.forget();
      if (account.kind === 'signed-out') list.forget();
      return;
    }
    if (account.historyId === historyId) {
      if (before?.settings.defaultLine !== app.settings.defaultLine) void compose.line.loadNewLine();
      return;
    }
    const who = `${account.userName}@${account.server}`;
    if (owner !== undefined && owner !== who) compose.forget();
    owner = who;
    settings.retention.forget();
    historyId = account.historyId;
    list.forget();
    void compose.load();
    void list.showAll().then(showWanted);
    void list.readLate();
  };

  /** Shows the message somebody asked to see, once its history is there. */
  const showWanted = (): void => {
    if (wanted === undefined || wanted.historyId !== historyId || !state.list.loaded.peek()) return;
    void list.reveal(wanted);
    wanted = undefined;
  };

  const show = (view: 'compose' | 'settings'): void => {
    batch(() => {
      state.view.value = view;
      state.settings.failure.value = undefined;
      settings.retention.leave();
    });
  };

  const settings = createSettingsActions({ state, call, took });

  const list = createListActions({
    list: state.list,
    call,
    compose: (request: OpenRequest) => {
      show('compose');
      void compose.open(request);
    },
    tell: (sentence) => {
      state.status.value = sentence;
    },
  });

  const readState = async (): Promise<void> => {
    const result = await call('app:state');
    state.fatal.value = result.ok ? undefined : result.error;
    if (result.ok) took(result.value);
  };

  return {
    account: createAccountActions({ state, call, took }),
    compose,
    list,
    settings,
    show,
    hide,
    start: () => {
      const stops = [
        bridge.on('app:changed', took),
        bridge.on('messages:changed', (change) => {
          if (change.historyId !== undefined && change.historyId !== historyId) return;
          compose.follow(change.items);
          void list.apply(change);
        }),
        bridge.on('drafts:changed', () => void compose.loadDrafts()),
        bridge.on('popup:hidden', () => {
          settings.retention.leave();
          compose.hidden();
          void settings.record(false);
        }),
        bridge.on('work:progress', (work) => {
          state.settings.work.value = shownWork(state.settings.work.peek(), work);
        }),
        bridge.on('popup:shown', (shown) => {
          const { view, message } = shown;
          show(view === 'settings' ? 'settings' : 'compose');
          if (view === 'failures') list.narrow({ states: needsAttention, withoutHidden: true });
          compose.shown(shown);
          wanted = message;
          showWanted();
        }),
      ];
      void readState();
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
