import { createAccountCalls } from '../../main/account/calls.ts';
import { accountContract } from '../../main/account/contract.ts';
import { createComposeCalls } from '../../main/compose/calls.ts';
import { createChatSessions } from '../../main/compose/chat-sessions.ts';
import { composeContract, draftsContract } from '../../main/compose/contract.ts';
import { createDraftCalls } from '../../main/compose/draft-calls.ts';
import { createLines } from '../../main/compose/lines.ts';
import { createDesktopCalls } from '../../main/desktop/calls.ts';
import { desktopContract } from '../../main/desktop/contract.ts';
import type { EvoVoiceClient } from '../../main/evo-voice/api.ts';
import { createMessageCalls } from '../../main/messages/calls.ts';
import { messagesContract } from '../../main/messages/contract.ts';
import { createLongWork } from '../../main/messages/transfer/long-work.ts';
import { fail, ok, type Result } from '../../main/model/failure.ts';
import { createPeopleCalls } from '../../main/people/calls.ts';
import { peopleContract } from '../../main/people/contract.ts';
import { createSettingsCalls } from '../../main/settings/calls.ts';
import { settingsContract } from '../../main/settings/contract.ts';
import { createSettings } from '../../main/settings/settings.ts';
import { appState } from '../fakes/bridge.ts';
import { createFakeIpc } from '../fakes/ipc-main.ts';
import { line } from '../main/messages/fake-service.ts';
import { createHarness, value } from '../main/messages/harness.ts';

/**
 * Main as the popup finds it: the real calls behind the real checks, over a real history in memory and real settings. Electron, the keychain
 * and the service are missing; what they would have been told to do is kept in `done`.
 */
export async function createServedApp() {
  const done: string[] = [];
  const harness = createHarness();
  harness.submit('One that went out');
  harness.submit('One that is held', { holdMs: 3_600_000 });
  // What is under way ends before anything is compared.
  await harness.pass(10_000);
  const { messages, service, database } = harness;
  value(messages.writeValue('lines', [{ endpointId: line, name: 'Main line', number: '+15550001111' }]));
  value(messages.drafts.shown());

  const file = new Map<string, unknown>();
  const settings = createSettings({ get: (key) => file.get(key), set: (key, kept) => void file.set(key, kept) });
  const note = (what: string) => (): void => void done.push(what);
  const refuseLater = (what: string) => async () => {
    done.push(what);
    return fail({ code: 'offline' });
  };
  const client: EvoVoiceClient = {
    ...service.client,
    lines: async () => fail({ code: 'offline' }),
    mySessions: async () => ok([{ id: 's1', channel: 'Chat', fromName: 'Visitor' }]),
  };
  const account = {
    messages: () => messages,
    client: () => client,
    user: () => ({ isAuthenticated: true, roles: ['User'], accountIds: [], accountNames: [] }),
    historyId: () => 'history-1',
    noticeFailure: () => {},
    reconnectNow: () => {},
    state: () => appState().account,
    signIn: refuseLater('sign in'),
    signInStored: refuseLater('sign in again'),
    signOut: refuseLater('sign out'),
    restore: async () => {},
  };
  const state = () => appState({ settings: settings.get() });
  const lines = createLines({ account, chosen: () => settings.get().defaultLine });
  const sessions = createChatSessions({ client: account.client });
  const logged: string[] = [];
  const log = { info: () => {}, warn: () => {}, error: (event: string, error: unknown) => void logged.push(`${event}: ${error}`) };
  const hotkey = {
    suspend: note('suspend hotkey'),
    resume: note('resume hotkey'),
    set: (keys: string) => {
      done.push(`hotkey ${keys}`);
      return { accelerator: keys, status: 'taken' as const };
    },
  };
  const chosen = { canceled: true, filePath: '', filePaths: [] };
  const dialog = { showSaveDialog: async () => chosen, showOpenDialog: async () => chosen };

  const ipc = createFakeIpc(log);
  ipc.serve(desktopContract, createDesktopCalls({ state, hotkey, hide: note('hide') }));
  ipc.serve(accountContract, createAccountCalls({ state, account, confirmLoss: async () => false }));
  ipc.serve(settingsContract, createSettingsCalls({ state, settings, hotkey, messages: account.messages }));
  ipc.serve(peopleContract, createPeopleCalls({ messages: account.messages }));
  ipc.serve(composeContract, createComposeCalls({ account, lines, sessions, settings: settings.get }));
  ipc.serve(draftsContract, createDraftCalls({ account, lines, sessions }));
  ipc.serve(
    messagesContract,
    createMessageCalls({
      messages: account.messages,
      historyId: account.historyId,
      clipboard: { writeText: async () => void done.push('copy') },
      dialog: dialog as unknown as Parameters<typeof createMessageCalls>[0]['dialog'],
      holdOpen: (work) => work(),
      work: createLongWork(() => {}),
      onProgress: () => {},
      onImported: note('imported'),
    }),
  );

  const tables = database.prepare(
    "SELECT CAST(name AS BLOB) AS name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'message_t%'",
  );
  const names = tables.all().map(({ name }) => Buffer.from(name as ArrayBuffer).toString());

  /** How many rows were written since the history was opened. */
  const writes = (): number => Number(database.prepare('SELECT total_changes() AS n').get()?.n);

  return {
    call: (channel: string, payload: unknown): Promise<Result<unknown>> => ipc.call(channel, payload),
    channels: ipc.channels,
    /** Errors that a handler threw. */
    thrown: () => logged,
    writes,
    /** Every row of the history, every setting, all that was sent, and all that Electron was told to do. */
    everything: () => ({
      rows: names.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all().length]),
      messages: database
        .prepare('SELECT id, CAST(state AS BLOB) AS state, CAST(text AS BLOB) AS text, CAST(address AS BLOB) AS address FROM message')
        .all(),
      settings: [...file],
      sent: service.requests.length,
      done: [...done],
      writes: writes(),
    }),
  };
}

export type ServedApp = Awaited<ReturnType<typeof createServedApp>>;
