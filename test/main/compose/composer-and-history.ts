import { createComposeCalls } from '../../../main/compose/calls.ts';
import { createChatSessions } from '../../../main/compose/chat-sessions.ts';
import { composeContract, draftsContract } from '../../../main/compose/contract.ts';
import { createDraftCalls } from '../../../main/compose/draft-calls.ts';
import { createLines } from '../../../main/compose/lines.ts';
import { createDesktopCalls } from '../../../main/desktop/calls.ts';
import { desktopContract } from '../../../main/desktop/contract.ts';
import type { EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import type { Bridge, Calls, Events } from '../../../main/ipc/contract.ts';
import { createMessageCalls } from '../../../main/messages/calls.ts';
import { messagesContract } from '../../../main/messages/contract.ts';
import { createMessages } from '../../../main/messages/messages.ts';
import { createLongWork } from '../../../main/messages/transfer/long-work.ts';
import type { Result } from '../../../main/model/failure.ts';
import type { Line } from '../../../main/model/line.ts';
import { createPeopleCalls } from '../../../main/people/calls.ts';
import { peopleContract } from '../../../main/people/contract.ts';
import { createActions } from '../../../renderer/actions.ts';
import { createState } from '../../../renderer/state.ts';
import { appState } from '../../fakes/bridge.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { createFakeIpc } from '../../fakes/ipc-main.ts';
import { memory, value } from '../messages/harness.ts';

const lines: readonly Line[] = [
  { endpointId: 'ep-main', name: 'Main line', number: '+12025550143' },
  { endpointId: 'ep-support', name: 'Support', number: '+4930123456' },
];

/** The popup's composer over the real calls and a history in memory; only Electron, the window and the service are missing. Messages are held for 30 s of its clock. */
export async function createComposerAndHistory() {
  const database = memory();
  const clock = fakeClock();
  const listeners = new Map<keyof Events, (payload: never) => void>();
  const emit = <E extends keyof Events>(event: E, payload: Events[E]): void => listeners.get(event)?.(payload as never);
  const messages = createMessages({
    database,
    client: () => undefined,
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    random: () => 0,
    onChange: () => undefined,
    onDrafts: () => emit('drafts:changed', null),
  });
  value(messages.start());
  value(messages.writeValue('lines', lines));
  const never = () => {
    throw new Error('not expected in this test');
  };
  const client = {
    lines: async () => ({ ok: false, error: { code: 'offline' } }),
    mySessions: async () => ({ ok: true, value: [{ id: 's1', channel: 'Chat', fromName: 'Visitor' }] }),
  } as unknown as EvoVoiceClient;
  const user = { isAuthenticated: true, roles: ['User'], accountIds: [], accountNames: [] };
  const account = {
    messages: () => messages,
    client: () => client,
    user: () => user,
    noticeFailure: () => undefined,
    reconnectNow: () => undefined,
    historyId: () => 'history-1',
  };
  const composeLines = createLines({ account, chosen: () => null });
  const sessions = createChatSessions({ client: account.client });
  const ipc = createFakeIpc({ info: never, warn: never, error: never });
  ipc.serve(desktopContract, createDesktopCalls({ state: appState, hotkey: { suspend: never, resume: never }, hide: () => undefined }));
  ipc.serve(peopleContract, createPeopleCalls({ messages: account.messages }));
  ipc.serve(composeContract, createComposeCalls({ account, lines: composeLines, sessions, settings: () => ({ undoSeconds: 30 }) }));
  ipc.serve(draftsContract, createDraftCalls({ account, lines: composeLines, sessions }));
  ipc.serve(
    messagesContract,
    createMessageCalls({
      messages: account.messages,
      historyId: account.historyId,
      clipboard: { writeText: never },
      dialog: { showSaveDialog: never, showOpenDialog: never },
      holdOpen: never,
      work: createLongWork(never),
      onProgress: never,
      onImported: never,
    }),
  );
  let underWay = 0;
  const bridge: Bridge = {
    async call<C extends keyof Calls>(channel: C, ...[request]: readonly unknown[]): Promise<Result<Calls[C]['response']>> {
      underWay += 1;
      const answer = await ipc.call(channel, structuredClone(request));
      underWay -= 1;
      return answer as Result<Calls[C]['response']>;
    },
    on: (event, listener) => {
      listeners.set(event, listener as (payload: never) => void);
      return () => listeners.delete(event);
    },
  };

  /** Waits until every call has its answer, and the page has done with it what it does at once. */
  const settle = async (): Promise<void> => {
    do await new Promise(setImmediate);
    while (underWay > 0);
  };

  async function openPage() {
    const state = createState();
    const actions = createActions(state, bridge, async () => undefined);
    const stop = actions.start();
    await settle();
    return { state, actions, stop };
  }

  let page = await openPage();
  return {
    database,
    messages,
    clock,
    emit,
    settle,
    page: () => page,
    /** What a crash of the page comes to. */
    async reload(): Promise<void> {
      page.stop();
      page = await openPage();
    },
  };
}
