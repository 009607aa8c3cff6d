import type { Bridge, Calls, Events } from '../../main/ipc/contract.ts';
import type { AppState } from '../../main/model/app-state.ts';
import type { ShownDraft } from '../../main/model/draft.ts';
import { ok, type Result } from '../../main/model/failure.ts';
import type { Page } from '../../main/model/message.ts';
import { DEFAULT_SETTINGS } from '../../main/model/settings.ts';

type Request<C extends keyof Calls> = Calls[C]['request'];
type Response<C extends keyof Calls> = Calls[C]['response'];
type Answers = { [C in keyof Calls]: (request: Request<C>) => Result<Response<C>> | Promise<Result<Response<C>>> };

/** A bridge without a main process: it answers as it is told to and keeps what it was asked. */
export interface FakeBridge extends Bridge {
  /** Changes how calls are answered from now on. */
  readonly answer: (answers: Partial<Answers>) => void;
  /** What a channel was asked so far, in order. */
  readonly asked: <C extends keyof Calls>(channel: C) => readonly Request<C>[];
  /** Tells the popup what main would tell it. */
  readonly emit: <E extends keyof Events>(event: E, payload: Events[E]) => void;
}

/** The state of the app signed in, online and well; changed as given. */
export function appState(change: Partial<AppState> = {}): AppState {
  return {
    version: '0.1.0',
    platform: 'linux',
    account: {
      kind: 'signed-in',
      server: 'https://team.evovoice.io',
      userName: 'kim@example.com',
      displayName: 'Kim Example',
      connection: 'online',
      remembered: true,
      historyId: 'history-1',
    },
    keychain: 'ready',
    hotkey: { accelerator: DEFAULT_SETTINGS.hotkey, status: 'active' },
    tray: 'shown',
    settings: DEFAULT_SETTINGS,
    ...change,
  };
}

/** A draft as main answers it, empty but for what is given. */
export function shownDraft(id: number, change: Partial<ShownDraft> = {}): ShownDraft {
  return { id, revision: 1, to: '', text: '', caret: 0, newLine: 'line-1', ...change };
}

const emptyPage: Page = { items: [], more: false };

/** Makes a bridge that is signed in, has one line, no messages and an empty draft. */
export function createFakeBridge(first: Partial<Answers> = {}): FakeBridge {
  const asked: { readonly channel: keyof Calls; readonly request: unknown }[] = [];
  const listeners = new Map<keyof Events, Set<(payload: never) => void>>();
  let opened = 0;
  let answers: Answers = {
    'app:state': () => ok(appState()),
    'account:sign-in': () => ok(appState()),
    'account:sign-in-stored': () => ok(appState()),
    'account:sign-out': () => ok(appState({ account: { kind: 'signed-out' } })),
    'account:retry': () => ok(appState()),
    'compose:lines': () => ok([{ endpointId: 'line-1', name: 'Main line', number: '+15550001111', numberText: '+1 555 000 1111' }]),
    'compose:sessions': () => ok([]),
    'compose:recipient': ({ to }) => ok({ number: to, numberText: to }),
    'people:suggest': () => ok([]),
    'compose:draft': () => ok(shownDraft(1)),
    'compose:open': (request) => {
      if (request.kind === 'draft') return ok(shownDraft(request.id));
      opened += 1;
      const { to = '', text = '', sessionId, endpointId } = { text: '', ...request };
      return ok(shownDraft(100 + opened, { to, text, sessionId, endpointId, caret: text.length }));
    },
    'compose:save-draft': ({ revision }) => ok({ revision: revision + 1 }),
    'compose:drafts': () => ok([]),
    'compose:discard-draft': () => ok(null),
    'compose:send': ({ to, text }) => ok({ id: 1, state: 'queued', address: to, addressText: to, text, at: 1, next: shownDraft(99) }),
    'messages:page': () => ok(emptyPage),
    'messages:act': () => ok({}),
    'messages:delete': ({ ids }) => ok({ deleted: ids === 'all' ? 1 : ids.length }),
    'messages:late': () => ok({ ids: [] }),
    'messages:send-late': ({ ids }) => ok({ sent: ids.length }),
    'messages:copy': () => ok(null),
    'messages:export': () => ok(null),
    'messages:import': () => ok(null),
    'messages:cancel-work': () => ok(null),
    'settings:change': (change) => ok(appState({ settings: { ...appState().settings, ...change } })),
    'hotkey:check': ({ accelerator }) => ok({ accelerator }),
    'settings:reset-seen': () => ok(appState()),
    'settings:retention-count': () => ok({ count: 0 }),
    'hotkey:record': () => ok(null),
    'popup:hide': () => ok(null),
    ...first,
  };

  return {
    call: async (channel, ...[request]) => {
      asked.push({ channel, request });
      return answers[channel](request as never);
    },
    on: (event, listener) => {
      const those = listeners.get(event) ?? new Set();
      listeners.set(event, those.add(listener as (payload: never) => void));
      return () => those.delete(listener as (payload: never) => void);
    },
    answer: (change) => {
      answers = { ...answers, ...change };
    },
    asked: <C extends keyof Calls>(channel: C) => asked.filter((one) => one.channel === channel).map((one) => one.request as Request<C>),
    emit: (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    },
  };
}
