import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { connectTo, connectWithPassword } from './connect.ts';
import { createScriptedFetch, empty, json, type Script } from './scripted-fetch.ts';

const toAnn = { endpointId: '67409d80e000000000000001', toAddress: '+13125550142', body: 'On my way' };
const robin = { userName: 'robin', password: 'secret' };

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

function loginsAt(): number {
  return simulator.requests().filter(({ operation }) => operation === 'Authenticate').length;
}

describe('a session that ends in the middle', () => {
  it('is renewed once, however many calls wait', async () => {
    const client = connectWithPassword(simulator);
    expect(await client.signIn(simulator)).toMatchObject({ ok: true });
    simulator.expireSessions();
    const calls = await Promise.all(Array.from({ length: 10 }, () => client.listConversations()));
    expect(calls.every(({ ok }) => ok)).toBe(true);
    expect(loginsAt()).toBe(2);
  });

  it('neither loses nor doubles a message', async () => {
    const client = connectWithPassword(simulator);
    await client.signIn(simulator);
    simulator.expireSessions();
    expect(await client.send(toAnn)).toMatchObject({ kind: 'accepted', message: { text: 'On my way' } });
    expect(simulator.sent()).toHaveLength(1);
    expect(simulator.violations()).toEqual([]);
  });

  it('is over where no password is stored', async () => {
    const client = connectTo(simulator.url);
    await client.signIn(simulator);
    simulator.expireSessions();
    expect(await client.send(toAnn)).toEqual({ kind: 'not-processed', failure: { code: 'signed-out', status: 401 } });
    expect(simulator.sent()).toHaveLength(0);
  });

  it('is over where the keychain fails', async () => {
    const client = connectTo(simulator.url, { credentials: () => Promise.reject(new Error('locked')) });
    expect(await client.send(toAnn)).toMatchObject({ kind: 'not-processed', failure: { code: 'signed-out' } });
  });

  it('is over where the password was changed', async () => {
    const client = connectWithPassword(simulator, { credentials: async () => ({ userName: simulator.userName, password: 'old' }) });
    expect(await client.send(toAnn)).toMatchObject({
      kind: 'not-processed',
      failure: { code: 'credentials-refused', detail: 'Invalid Username or Password' },
    });
    expect(await client.listConversations()).toMatchObject({ ok: false, error: { code: 'credentials-refused' } });
  });
});

/** A client of a service that answers from a script. */
function scripted(script: Script, credentials = async () => robin as typeof robin | undefined) {
  const service = createScriptedFetch(script);
  return { ...service, client: connectTo('https://evovoice.io', { fetch: service.fetch, credentials }) };
}

const signedIn = json.bind(undefined, { isAuthenticated: true, roles: ['User'] });

/** A service that accepts the login and answers everything else by `rest`. */
function afterLogin(rest: Script): Script {
  return (request, count) => {
    if (request.path === '/auth/credentials') return json({}, 200, { 'Set-Cookie': `ss-id=s${count + 1}; path=/` });
    return request.path === '/auth/status' ? signedIn() : rest(request, count);
  };
}

describe('a silent sign-in', () => {
  it('is tried once: a second 401 stands', async () => {
    const { client, paths } = scripted(afterLogin(() => empty(401)));
    expect(await client.send(toAnn)).toMatchObject({ kind: 'not-processed', failure: { code: 'signed-out', status: 401 } });
    expect(paths()).toEqual(['POST /messages', 'POST /auth/credentials', 'GET /auth/status', 'POST /messages']);
  });

  it('that fails sends no cookie and leaves the session as it was', async () => {
    const { client, requests } = scripted((request, count) => {
      if (request.path === '/messages') return empty(401);
      if (request.path === '/auth/credentials' && count > 0) return json({}, 401, { 'Set-Cookie': 'ss-id=other; path=/' });
      return afterLogin(() => json({ conversations: [] }))(request, count);
    });
    await client.signIn(robin);
    const session = requests.at(-1)?.headers.get('cookie');
    expect(session).toMatch(/^ss-id=s\d$/);
    expect(await client.send(toAnn)).toMatchObject({ kind: 'not-processed', failure: { code: 'credentials-refused' } });
    expect(requests.at(-1)).toMatchObject({ path: '/auth/credentials' });
    expect(requests.at(-1)?.headers.get('cookie')).toBeNull();
    await client.listConversations();
    expect(requests.at(-1)?.headers.get('cookie')).toBe(session);
  });

  it('that fails because there is no network leaves the send for later', async () => {
    const { client } = scripted((request) => {
      if (request.path === '/messages') return empty(401);
      throw new Error('net::ERR_INTERNET_DISCONNECTED');
    });
    expect(await client.send(toAnn)).toEqual({ kind: 'not-processed', failure: { code: 'offline' } });
  });

  it('keeps how long the service wants us to wait', async () => {
    const { client } = scripted((request) => (request.path === '/messages' ? empty(401) : json({}, 429, { 'Retry-After': '9' })));
    expect(await client.send(toAnn)).toMatchObject({ kind: 'not-processed', failure: { code: 'rate-limited', retryAfterMs: 9000 } });
  });

  it('also serves a call whose 401 comes after it', async () => {
    let release = () => {};
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { client, paths } = scripted(
      afterLogin(async ({ path, headers }) => {
        if (headers.get('cookie') !== null) return json({ conversations: [], sessions: [] });
        if (path === '/sessions/my') await late;
        return empty(401);
      }),
    );
    const slow = client.mySessions();
    expect(await client.listConversations()).toEqual({ ok: true, value: [] });
    release();
    expect(await slow).toEqual({ ok: true, value: [] });
    expect(paths().filter((path) => path === 'POST /auth/credentials')).toHaveLength(1);
  });

  it('does not undo a sign-out that happens meanwhile', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { client, requests } = scripted(
      afterLogin(async ({ headers }) => {
        if (headers.get('cookie') !== null) return json({ conversations: [] });
        await held;
        return empty(401);
      }),
      async () => {
        await client.signOut();
        return robin;
      },
    );
    const running = client.listConversations();
    release();
    expect(await running).toMatchObject({ ok: false, error: { code: 'signed-out' } });
    expect(requests.at(-1)?.headers.get('cookie')).toBeNull();
  });

  it('ends there if the caller aborted meanwhile: nothing was sent', async () => {
    const caller = new AbortController();
    const { client, paths } = scripted(
      afterLogin(() => empty(401)),
      async () => {
        caller.abort();
        return robin;
      },
    );
    expect(await client.send(toAnn, caller.signal)).toEqual({ kind: 'not-processed', failure: { code: 'cancelled' } });
    expect(paths().filter((path) => path === 'POST /messages')).toHaveLength(1);
  });
});

describe('signing out', () => {
  it('ends the session at the service', async () => {
    const client = connectTo(simulator.url);
    await client.signIn(simulator);
    const cookie = simulator.requests().at(-1)?.headers.cookie;
    expect(await client.signOut()).toEqual({ ok: true, value: undefined });
    expect(await client.authStatus()).toMatchObject({ ok: false, error: { code: 'signed-out' } });
    const status = await fetch(`${simulator.url}/auth/status`, { headers: { cookie: cookie ?? '' } });
    expect(await status.json()).toMatchObject({ isAuthenticated: false });
  });

  it('forgets the cookies even where the service cannot be reached', async () => {
    const client = connectTo(simulator.url);
    await client.signIn(simulator);
    await simulator.goOffline();
    expect(await client.signOut()).toMatchObject({ ok: false });
    await simulator.goOnline();
    expect(await client.authStatus()).toMatchObject({ ok: false, error: { code: 'signed-out' } });
  });

  it('succeeds if the session was over already', async () => {
    const { client } = scripted(afterLogin(() => empty(401)));
    await client.signIn(robin);
    expect(await client.signOut()).toEqual({ ok: true, value: undefined });
  });

  it('makes no call if nobody was signed in', async () => {
    const { client, requests } = scripted(vi.fn());
    expect(await client.signOut()).toEqual({ ok: true, value: undefined });
    expect(requests).toEqual([]);
  });
});
