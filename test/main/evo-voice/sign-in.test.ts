import { afterEach, describe, expect, it, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { connectTo } from './connect.ts';
import { createScriptedFetch, empty, html, json, type Script } from './scripted-fetch.ts';

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const robin = { userName: 'robin', password: 'secret' };

function signInTo(script: Script) {
  const service = createScriptedFetch(script);
  const client = connectTo('https://evovoice.io', { fetch: service.fetch });
  return { ...service, client, result: client.signIn(robin) };
}

describe('signing in', () => {
  it('tells who is signed in, with which roles', async () => {
    simulator = await startSimulator({ role: 'manager' });
    const result = await connectTo(simulator.url).signIn(simulator);
    expect(result).toMatchObject({ ok: true, value: { isAuthenticated: true, roles: ['Manager'], emailAddress: 'robin.doe@example.com' } });
  });

  it('sends a remembered credentials login in the body alone, then asks for the status with all cookies', async () => {
    const { result, requests } = signInTo(({ path }) =>
      path === '/auth/status'
        ? json({ isAuthenticated: true })
        : json({}, 200, { 'Set-Cookie': 'ss-id=a; path=/, ss-pid=b; expires=Thu, 01 Jan 2046 00:00:00 GMT; path=/, ss-opt=perm; path=/' }),
    );
    expect(await result).toEqual({ ok: true, value: { isAuthenticated: true, roles: [], accountIds: [], accountNames: [] } });
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /auth/credentials', 'GET /auth/status']);
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ provider: 'credentials', ...robin, rememberMe: true });
    expect(requests[1]?.headers.get('cookie')).toBe('ss-id=a; ss-pid=b; ss-opt=perm');
    expect(requests[1]?.headers.get('user-agent')).toBe('EvoQuickSend/0.1.0 (test)');
  });

  test.each<[string, Script, object]>([
    [
      'a wrong password',
      () => json({ responseStatus: { errorCode: 'Unauthorized', message: 'Invalid Username or Password' } }, 401),
      { code: 'credentials-refused', detail: 'Invalid Username or Password' },
    ],
    ['an empty 401', () => empty(401), { code: 'credentials-refused' }],
    ['a 401 page', () => html(401), { code: 'not-evo-voice' }],
    ['a 403 page', () => html(403), { code: 'not-evo-voice' }],
    [
      'a 403 text',
      () => new Response('Forbidden', { status: 403, headers: { 'Content-Type': 'text/plain' } }),
      { code: 'refused', detail: 'Forbidden' },
    ],
    [
      'an empty password',
      () => json({ responseStatus: { errorCode: 'NotEmpty', errors: [{ message: 'Password is empty.' }] } }, 400),
      { code: 'refused', detail: 'Password is empty.' },
    ],
    ['a website', () => html(200), { code: 'not-evo-voice' }],
    ['a website without this page', () => html(404), { code: 'not-evo-voice' }],
    ['something else in JSON', () => json(['not', 'it']), { code: 'unreadable' }],
    ['a failing service', () => html(503), { code: 'server-error', status: 503 }],
    [
      'cookies that are not accepted',
      ({ path }) => json(path === '/auth/status' ? { isAuthenticated: false } : {}),
      { code: 'signed-out' },
    ],
    ['no status', ({ path }) => (path === '/auth/status' ? empty(204) : json({})), { code: 'signed-out', status: 204 }],
    ['a status of null', ({ path }) => json(path === '/auth/status' ? null : {}), { code: 'signed-out' }],
    ['a status page', ({ path }) => (path === '/auth/status' ? html(200) : json({})), { code: 'not-evo-voice' }],
  ])('to %s fails', async (_what, script, failure) => {
    const { result } = signInTo(script);
    expect(await result).toMatchObject({ ok: false, error: failure });
  });

  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'unreachable'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate'],
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
  ])('over %s is %s', async (message, code) => {
    const { result } = signInTo(() => {
      throw new Error(message);
    });
    expect(await result).toEqual({ ok: false, error: { code } });
  });

  it('that fails keeps the current session', async () => {
    simulator = await startSimulator();
    const client = connectTo(simulator.url);
    await client.signIn(simulator);
    expect(await client.signIn({ userName: simulator.userName, password: 'wrong' })).toMatchObject({ ok: false });
    expect(await client.authStatus()).toMatchObject({ ok: true });
  });
});

describe('where the credentials login is off', () => {
  test.each(['json', 'jsv'] as const)('Basic is used (%s)', async (format) => {
    simulator = await startSimulator({ credentialsLogin: 'off', password: 'zwölf:Äpfel 👍' });
    const client = connectTo(simulator.url, { format: () => format });
    expect(await client.signIn(simulator)).toMatchObject({ ok: true, value: { isAuthenticated: true } });
    expect(await client.listConversations()).toMatchObject({ ok: true });
    expect(simulator.requests().at(-1)?.headers.cookie).toBeUndefined();
    const asked = simulator.requests().length;
    expect(await client.signOut()).toEqual({ ok: true, value: undefined });
    expect(simulator.requests()).toHaveLength(asked);
    expect(await client.authStatus()).toMatchObject({ ok: false });
  });

  it('a wrong password is refused', async () => {
    simulator = await startSimulator({ credentialsLogin: 'off' });
    const result = await connectTo(simulator.url).signIn({ userName: simulator.userName, password: 'wrong' });
    expect(result).toMatchObject({ ok: false, error: { code: 'credentials-refused' } });
  });

  it('a user name with a colon cannot be sent, and is not', async () => {
    const { fetch, requests } = createScriptedFetch(() => empty(405));
    const result = await connectTo('https://evovoice.io', { fetch }).signIn({ userName: 'a:b', password: 'c' });
    expect(result).toEqual({ ok: false, error: { code: 'refused', detail: expect.stringContaining('colon') } });
    expect(requests).toHaveLength(1);
  });
});

describe('names and passwords of any kind work', () => {
  const odd: readonly (readonly [string, string])[] = [
    ['robin doe', 'with blank '],
    ['robin:doe@example.com', 'a:b"c,d{e}[f]'],
    ['rübe@bücher.example', 'пароль 密码 👍🏽'],
    ['tab\tuser', 'line\r\nend\\'],
    ['"quoted"', ' leading'],
    ['true', 'null'],
  ];
  test.each(odd.flatMap(([userName, password]) => (['json', 'jsv'] as const).map((format) => [userName, password, format] as const)))(
    '%j and %j over %s',
    async (userName, password, format) => {
      simulator = await startSimulator({ userName, password });
      expect(await connectTo(simulator.url, { format: () => format }).signIn({ userName, password })).toMatchObject({ ok: true });
    },
  );
});
