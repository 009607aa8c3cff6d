import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callAs, cookieOf, logIn } from './call-as.ts';
import { type Simulator, startSimulator } from './simulator.ts';

let simulator: Simulator;
let now = Date.UTC(2026, 10, 23);
beforeEach(async () => {
  simulator = await startSimulator({ now: () => now });
});
afterEach(() => simulator.close());

const status = (headers: Record<string, string>) => fetch(`${simulator.url}/auth/status`, { headers });
const isSignedIn = async (cookie: string) => ((await (await status({ cookie })).json()) as { isAuthenticated: boolean }).isAuthenticated;
const basic = (secret: string) => `Basic ${Buffer.from(`${simulator.userName}:${secret}`).toString('base64')}`;

describe('cookies', () => {
  test('every caller that sent none gets a pair, with its attributes', async () => {
    const [id, pid, ...others] = (await status({})).headers.getSetCookie();
    expect(id).toMatch(/^ss-id=[A-Za-z0-9]{20}; path=\/; samesite=lax; httponly$/);
    expect(pid).toMatch(/^ss-pid=[A-Za-z0-9]{20}; expires=\w{3}, \d\d \w{3} 2046 .+ GMT; path=\/; samesite=lax; httponly$/);
    expect(others).toEqual([]);
  });

  test('a remembered login lives in ss-pid and needs ss-opt', async () => {
    const response = await logIn(simulator);
    const cookie = cookieOf(response);
    const { sessionId } = (await response.json()) as { sessionId: string };
    expect(cookie).toContain(`ss-pid=${sessionId}; ss-opt=perm; X-UAId=`);
    expect(await isSignedIn(cookie)).toBe(true);
    expect(await isSignedIn(cookie.replace('ss-opt=perm', ''))).toBe(false);
    expect((await status({ cookie })).headers.getSetCookie()).toEqual([]);
  });

  test('a login that is not remembered lives in ss-id', async () => {
    const cookie = cookieOf(await logIn(simulator, { rememberMe: false }));
    expect(cookie).toContain('ss-opt=temp');
    expect(await isSignedIn(cookie.replace('ss-opt=temp', ''))).toBe(true);
  });

  test('a second login issues new ids and ends the old session', async () => {
    const first = cookieOf(await logIn(simulator));
    const second = cookieOf(await logIn(simulator, {}, { cookie: first }));
    expect(second).not.toBe(first);
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, true]);
  });

  test.each([
    ['a wrong password', { password: 'no' }, 401],
    ['an empty password', { password: '' }, 400],
  ])('a login that fails, with %s, ends the session it arrives with as well', async (_what, members, refused) => {
    const first = cookieOf(await logIn(simulator));
    const failed = await logIn(simulator, members, { cookie: first });
    expect(failed.status).toBe(refused);
    expect(cookieOf(failed)).toMatch(/^ss-id=\w+; ss-pid=\w+; ss-opt=perm$/);
    expect([await isSignedIn(first), await isSignedIn(cookieOf(failed))]).toEqual([false, false]);
  });

  test('a login that fails without cookies ends no session', async () => {
    const first = cookieOf(await logIn(simulator));
    await logIn(simulator, { password: 'no' });
    expect(await isSignedIn(first)).toBe(true);
  });

  test('the ids may come as headers', async () => {
    const ids = cookieOf(await logIn(simulator))
      .split('; ')
      .map((pair) => pair.split('='));
    const headers = Object.fromEntries(ids.map(([name, value]) => [`X-${name}`, value ?? '']));
    expect(await (await status(headers)).json()).toMatchObject({ isAuthenticated: true });
  });

  test('a remembered login ends after four weeks, any after expireSessions', async () => {
    const cookie = cookieOf(await logIn(simulator));
    now += 27 * 86_400_000;
    expect(await isSignedIn(cookie)).toBe(true);
    now += 2 * 86_400_000;
    expect(await isSignedIn(cookie)).toBe(false);
    const next = cookieOf(await logIn(simulator));
    simulator.expireSessions();
    expect(await isSignedIn(next)).toBe(false);
  });

  test('a logout ends the session and expires all but ss-opt', async () => {
    const caller = await callAs(simulator);
    const response = await caller.get('/auth/logout');
    expect(await response.json()).toEqual({});
    expect(cookieOf(response)).toBe('ss-id=; ss-pid=; X-UAId=');
    expect(await isSignedIn(caller.cookie)).toBe(false);
  });
});

describe('HTTP Basic', () => {
  test('signs in one call and hands out a new pair each time', async () => {
    const response = await status({ authorization: basic(simulator.password) });
    expect(await response.json()).toMatchObject({ isAuthenticated: true });
    expect(cookieOf(response)).toMatch(/^ss-id=\w+; ss-pid=\w+$/);
    expect(await isSignedIn(cookieOf(response))).toBe(false);
  });

  test('a wrong password is the error object, an empty one is ignored', async () => {
    const wrong = await fetch(`${simulator.url}/messages`, { headers: { authorization: basic('no') } });
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { responseStatus: { message: 'Invalid Username or Password' } }]);
    const empty = await fetch(`${simulator.url}/messages`, { headers: { authorization: basic('') } });
    expect([empty.status, await empty.text()]).toEqual([401, '']);
  });

  test('a password may hold colons', async () => {
    await simulator.close();
    simulator = await startSimulator({ password: 'a:b:ü' });
    expect(await (await status({ authorization: basic('a:b:ü') })).json()).toMatchObject({ isAuthenticated: true });
  });
});

test.each([
  ['GET /auth/credentials', 'GET', '/auth/credentials', 405],
  ['an unknown provider', 'POST', '/auth/foo', 404],
  ['GET /auth without a login', 'GET', '/auth', 401],
])('%s is refused with the error object', async (_name, method, path, expected) => {
  const response = await fetch(simulator.url + path, { method });
  expect(response.status).toBe(expected);
  expect(await response.json()).toMatchObject({ responseStatus: { errors: [] } });
});

test('POST /auth takes the provider from the body, GET /auth tells who it is', async () => {
  const { userName, password } = simulator;
  const body = JSON.stringify({ provider: 'credentials', userName: userName.toUpperCase(), password });
  const login = await fetch(`${simulator.url}/auth`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const who = await fetch(`${simulator.url}/auth`, { headers: { cookie: cookieOf(login) } });
  expect(await who.json()).toMatchObject({ userName, displayName: 'Robin Doe' });
});
