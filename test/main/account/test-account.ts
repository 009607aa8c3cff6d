import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { createAccount } from '../../../main/account/account.ts';
import type { SignIn } from '../../../main/account/contract.ts';
import type { HistoryPlace } from '../../../main/account/history-place.ts';
import type { HistoryLinks } from '../../../main/account/open-history.ts';
import { createVault, KEYCHAIN_SERVICE } from '../../../main/account/vault.ts';
import type { Credentials, EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import type { UserInfo } from '../../../main/evo-voice/dtos.ts';
import type { Server } from '../../../main/evo-voice/server.ts';
import { ok, type Result, type ServiceFailure } from '../../../main/model/failure.ts';
import { createSettings } from '../../../main/settings/settings.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { fakeMessages } from '../../fakes/messages.ts';

/** Who the service says is signed in. */
export const user: UserInfo = { isAuthenticated: true, name: 'Ann', roles: ['User'], accountIds: [], accountNames: [] };
/** A sign-in form as it is filled in. */
export const form: SignIn = { server: 'team.evovoice.io', userName: 'ann@example.com', password: 'secret: ü', keep: 'keychain' };
/** Where the keychain below keeps that form's password. */
export const passwordKey = `${KEYCHAIN_SERVICE}/ann@example.com@team.evovoice.io`;

/** A promise, and what settles it. */
export function gate() {
  let open = () => {};
  const opens = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opens };
}

/** Messages that do nothing; how many are unsent, and how long a close takes, is a test's to say. */
function fakeHistory() {
  const values = new Map<string, unknown>();
  const told = {
    readValue: vi.fn((key: string) => ok(values.get(key))),
    writeValue: vi.fn((key: string, value: unknown) => {
      values.set(key, value);
      return ok(null);
    }),
    pause: vi.fn(),
    resume: vi.fn(),
    startPull: vi.fn(),
    stopPull: vi.fn(),
    retryNow: vi.fn(),
    mayLookUp: vi.fn(() => true),
    unsent: vi.fn(() => ok(0)),
    applyRetention: vi.fn(async (_days: number | null) => ok(0)),
    close: vi.fn(async () => {}),
  };
  return Object.assign(fakeMessages(), told);
}

/** An account over a keychain, a settings file, a service and a clock that the test controls. */
export function createTestAccount(
  change: { keychain?: Map<string, string>; broken?: boolean; file?: Map<string, unknown>; folder?: string } = {},
) {
  const keychain = change.keychain ?? new Map<string, string>();
  const file = change.file ?? new Map<string, unknown>();
  const world = {
    answer: ok(user) as Result<UserInfo, ServiceFailure>,
    broken: change.broken ?? false,
    /** The keychain answers when this has settled. */
    keychainOpens: Promise.resolve(),
    /** What a person answers when unsent messages would be lost. */
    mayLose: true,
  };
  const open = async () => {
    await world.keychainOpens;
    if (world.broken) throw new Error('not provided by any .service files');
    return keychain;
  };
  const clock = fakeClock();
  const vault = createVault({
    clock,
    load: async () => ({
      getPassword: async (service, account) => (await open()).get(`${service}/${account}`) ?? null,
      setPassword: async (service, account, secret) => void (await open()).set(`${service}/${account}`, secret),
      deletePassword: async (service, account) => (await open()).delete(`${service}/${account}`),
      findCredentials: async (service) =>
        [...(await open())].map(([name, password]) => ({ account: name.slice(service.length + 1), password })),
    }),
  });
  const signIn = vi.fn(async (_credentials: Credentials) => world.answer);
  const endServerSession = vi.fn(async () => ok(undefined));
  const authStatus = vi.fn(async () => world.answer);
  const client = { signIn, signOut: endServerSession, authStatus };
  /** The servers that a client was made for. */
  const connected: string[] = [];
  const messages = fakeHistory();
  const opened: ReturnType<typeof fakeHistory>[] = [];
  const openHistory = vi.fn((_place: HistoryPlace, _links: HistoryLinks) => {
    opened.push(opened.length === 0 ? messages : fakeHistory());
    return ok({ messages: opened.at(-1) ?? messages });
  });
  const confirmLoss = vi.fn(async (_count: number) => world.mayLose);
  const settings = createSettings({
    get: (key) => file.get(key),
    set: (key, value) => void file.set(key, value),
  });
  // A client of its own for each login, as in the app.
  const connect = vi.fn((server: Server) => {
    connected.push(server.baseUrl);
    return { ...client } as unknown as EvoVoiceClient;
  });
  const account = createAccount({
    vault,
    settings,
    clock,
    folder: change.folder ?? join(tmpdir(), 'quick-send-no-such-folder'),
    openHistory,
    connect,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  return {
    account,
    /** Signs out as the popup does; `confirmLoss` answers for the person. */
    signOut: () => account.signOut(confirmLoss),
    world,
    connect,
    keychain,
    file,
    settings,
    vault,
    signIn,
    connected,
    endServerSession,
    authStatus,
    messages,
    opened,
    openHistory,
    /** What the history opened last is connected to. */
    links: () => openHistory.mock.lastCall?.[1],
    confirmLoss,
    clock,
  };
}
