import { describe, expect, it } from 'vitest';
import { createAccount } from '../../../main/account/account.ts';
import { openHistory } from '../../../main/account/open-history.ts';
import { sleep } from '../../../main/clock.ts';
import type { EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import { askEveryMs, callLimitMs } from '../../../main/evo-voice/pace.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../../main/model/failure.ts';
import { createSettings } from '../../../main/settings/settings.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { form, user } from './test-account.ts';

type Call = 'listMessages' | 'listConversations' | 'authStatus' | 'signIn';

const hang = 'hang';
const unreachable: ServiceFailure = { code: 'unreachable' };
const mayNotList: ServiceFailure = { code: 'role-missing', status: 403 };

/** An account with a real history in memory, signed in; each call of the service can be told to fail, or to hang until its limit is over. */
async function signedIn(first: Partial<Record<Call, ServiceFailure>> = {}) {
  const clock = fakeClock();
  const calls: Call[] = [];
  let failures: Partial<Record<Call, ServiceFailure | typeof hang>> = first;
  const answer = async <T>(call: Call, value: T): Promise<Result<T, ServiceFailure>> => {
    calls.push(call);
    const failure = failures[call];
    if (failure !== hang) return failure ? fail(failure) : ok(value);
    await sleep(clock, callLimitMs);
    return fail({ code: 'timeout' });
  };
  const client = {
    signIn: () => answer('signIn', user),
    authStatus: () => answer('authStatus', user),
    signOut: async () => ok(undefined),
    listMessages: () => answer('listMessages', []),
    listConversations: () => answer('listConversations', []),
    clockDifference: () => undefined,
  } as unknown as EvoVoiceClient;
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const never = async () => fail({ code: 'keychain-absent' as const });
  const file = new Map<string, unknown>();
  const account = createAccount({
    vault: {
      status: () => 'absent',
      probe: async () => 'absent',
      accounts: never,
      get: never,
      set: never,
      add: never,
      delete: never,
      onUnlocked: () => {},
    },
    settings: createSettings({ get: (key) => file.get(key), set: (key, value) => void file.set(key, value) }),
    folder: '',
    connect: () => client,
    openHistory: (place, links) => openHistory({ place, folder: '', links, clock, log }),
    clock,
    log,
  });
  expect(await account.signIn({ ...form, keep: 'until-quit' })).toEqual(ok(null));
  /** Lets time pass second by second; work on the database is done within each. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1000) {
      await clock.advance(1000);
      await new Promise((done) => setImmediate(done));
    }
  };
  /** The service goes on like this; calls are counted anew. */
  const set = (next: typeof failures) => {
    failures = next;
    calls.length = 0;
  };
  await pass(10_000);
  set(first);
  return { account, clock, calls, pass, set };
}

const everything = (failure: ServiceFailure | typeof hang) => ({
  listMessages: failure,
  listConversations: failure,
  authStatus: failure,
  signIn: failure,
});

it('asks often enough: a pause and the limit of a call are less than 60 s', () => expect(askEveryMs + callLimitMs).toBeLessThan(60_000));

describe('an idle app', () => {
  it('asks for nothing but new messages while all is well', async () => {
    const { account, calls, pass } = await signedIn();
    await pass(120_000);
    expect(new Set(calls)).toEqual(new Set(['listMessages']));
    expect(calls.length).toBeGreaterThanOrEqual(4);
    expect(calls.length).toBeLessThanOrEqual(6);
    expect(account.state()).toMatchObject({ connection: 'online' });
    await account.close();
  });

  it.each([
    ['cannot be reached', unreachable, 'unreachable'],
    ['never answers', hang, 'timeout'],
    ['is a page of a hotel', { code: 'not-evo-voice', status: 200, isPage: true }, 'not-evo-voice'],
    ['has another certificate', { code: 'certificate' }, 'certificate'],
  ] as const)('says within 60 s that the server %s, and within 60 s that it is back', async (_what, failure, code) => {
    for (const login of [{}, { listMessages: mayNotList }]) {
      const { account, pass, set } = await signedIn(login);
      await pass(300_000);
      expect(account.state()).toMatchObject({ connection: 'online' });
      set(everything(failure));
      await pass(60_000);
      expect(account.state()).toMatchObject({ kind: 'signed-in', connection: 'offline', offlineReason: { code } });
      await pass(3_600_000);
      set(login);
      await pass(60_000);
      expect(account.state()).toMatchObject({ connection: 'online' });
      expect(account.state()).not.toHaveProperty('offlineReason');
      await account.close();
    }
  });

  it('says so within 60 s after signing in as well', async () => {
    const { account, pass, set } = await signedIn();
    set(everything(hang));
    account.messages()?.stopPull();
    account.messages()?.startPull();
    await pass(60_000);
    expect(account.state()).toMatchObject({ connection: 'offline' });
    await account.close();
  });

  it('asks who is signed in, at the same pace, for a login that may not list messages', async () => {
    const { account, calls, pass } = await signedIn({ listMessages: mayNotList });
    await pass(250_000);
    expect(calls).toEqual(Array(10).fill('authStatus'));
    expect(account.state()).toMatchObject({ connection: 'online', mayLookUp: false });
    await account.close();
  });

  it('asks less often for a list that fails at the service, but still notices that this is gone', async () => {
    const { account, calls, pass, set } = await signedIn();
    set({ listMessages: { code: 'server-error', status: 500 } });
    await pass(1_000_000);
    expect(calls.filter((call) => call === 'listMessages').length).toBeLessThan(8);
    expect(account.state()).toMatchObject({ connection: 'online' });
    set(everything(unreachable));
    await pass(60_000);
    expect(account.state()).toMatchObject({ connection: 'offline' });
    await account.close();
  });

  it('leaves a service alone for as long as it asks for', async () => {
    const { account, calls, pass, set } = await signedIn();
    set({ listMessages: { code: 'rate-limited', status: 429, retryAfterMs: 300_000 } });
    await pass(310_000);
    expect(calls).toEqual(['listMessages']);
    expect(account.state()).toMatchObject({ connection: 'online' });
    await account.close();
  });

  it.each<ServiceFailure>([
    { code: 'too-large', status: 200 },
    { code: 'unreadable', status: 200 },
  ])('stays online where the list comes, but is $code', async (failure) => {
    const { account, pass, set } = await signedIn();
    set({ listMessages: failure });
    await pass(300_000);
    expect(account.state()).toMatchObject({ connection: 'online' });
    await account.close();
  });

  it('does not go back and forth quickly where the list alone is cut off each time', async () => {
    const { account, calls, pass, set } = await signedIn();
    set({ listMessages: { code: 'connection-lost' } });
    await pass(600_000);
    expect(calls.length).toBeLessThan(60);
    await account.close();
  });
});

describe('where the list is refused as for nobody', () => {
  const nobody: ServiceFailure = { code: 'signed-out', status: 401 };

  it('the session goes on if the service says who is signed in', async () => {
    const { account, pass, set } = await signedIn();
    set({ listMessages: nobody });
    await pass(300_000);
    expect(account.state()).toMatchObject({ kind: 'signed-in', connection: 'online' });
    await account.close();
  });

  it('the session has ended if the password is refused, and that is said within 60 s', async () => {
    const { account, pass, set } = await signedIn();
    set({ listMessages: nobody, authStatus: nobody, signIn: { code: 'credentials-refused', status: 401 } });
    await pass(60_000);
    expect(account.state()).toMatchObject({ kind: 'signed-out', reason: { code: 'credentials-refused' } });
    await account.close();
  });
});
