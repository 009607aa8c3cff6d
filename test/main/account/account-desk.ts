import { vi } from 'vitest';
import { createAccount } from '../../../main/account/account.ts';
import type { SignIn } from '../../../main/account/contract.ts';
import type { AccountMessages, HistoryPlace } from '../../../main/account/histories.ts';
import { createVault, KEYCHAIN_SERVICE } from '../../../main/account/vault.ts';
import type { Credentials, EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import type { UserInfo } from '../../../main/evo-voice/dtos.ts';
import type { Result, ServiceFailure } from '../../../main/model/failure.ts';
import { createSettings } from '../../../main/settings/settings.ts';
import { fakeClock } from '../../fakes/clock.ts';

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
  return {
    pause: vi.fn(),
    resume: vi.fn(),
    stopPull: vi.fn(),
    retryNow: vi.fn(),
    hasWaiting: vi.fn(() => false),
    mayLookUp: vi.fn(() => true),
    unsent: vi.fn(() => ({ ok: true as const, value: 0 })),
    close: vi.fn(async () => {}),
  } satisfies AccountMessages;
}

/** An account with a keychain, a settings file, a service and a clock that a test holds in its hands. */
export function build(change: { keychain?: Map<string, string>; broken?: boolean; file?: Map<string, unknown> } = {}) {
  const keychain = change.keychain ?? new Map<string, string>();
  const file = change.file ?? new Map<string, unknown>();
  const world = {
    answer: { ok: true, value: user } as Result<UserInfo, ServiceFailure>,
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
  const vault = createVault({
    onUnlocked: () => {},
    load: async () => ({
      getPassword: async (service, account) => (await open()).get(`${service}/${account}`) ?? null,
      setPassword: async (service, account, secret) => void (await open()).set(`${service}/${account}`, secret),
      deletePassword: async (service, account) => (await open()).delete(`${service}/${account}`),
    }),
  });
  const signIn = vi.fn(async (_credentials: Credentials) => world.answer);
  const signOut = vi.fn(async () => ({ ok: true as const, value: undefined }));
  const authStatus = vi.fn(async () => world.answer);
  const messages = fakeHistory();
  const opened: ReturnType<typeof fakeHistory>[] = [];
  const openHistory = vi.fn((_place: HistoryPlace, _id: string) => {
    opened.push(opened.length === 0 ? messages : fakeHistory());
    return { ok: true as const, value: { messages: opened.at(-1) ?? messages } };
  });
  const confirmLoss = vi.fn(async (_count: number) => world.mayLose);
  const clock = fakeClock();
  const settings = createSettings({
    get: (key) => file.get(key),
    set: (key, value) => void file.set(key, value),
  });
  const account = createAccount({
    vault,
    settings,
    clock,
    openHistory,
    confirmLoss,
    connect: () => ({ signIn, signOut, authStatus }) as unknown as EvoVoiceClient,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    onChange: () => {},
  });
  return { account, world, keychain, file, signIn, signOut, authStatus, messages, opened, openHistory, confirmLoss, clock };
}
