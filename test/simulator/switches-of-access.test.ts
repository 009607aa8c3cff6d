import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CallerInTest, callAs, cookieOf, logIn } from './call-as.ts';
import { type Simulator, startSimulator } from './simulator.ts';

let simulator: Simulator;
let caller: CallerInTest;
beforeEach(async () => {
  simulator = await startSimulator();
  caller = await callAs(simulator);
});
afterEach(() => simulator.close());

test.each([
  ['user-customer', [200, 200, 200]],
  ['user', [200, 403, 200]],
  ['manager', [403, 200, 200]],
  ['both', [200, 200, 200]],
  ['none', [403, 403, 200]],
] as const)('role=%s: sending, endpoints and messages answer %j', async (role, statuses) => {
  simulator.setSwitches({ role });
  const answers = [await caller.send(), await caller.get('/endpoints'), await caller.get('/messages')];
  expect(answers.map(({ status }) => status)).toEqual(statuses);
});

const forbidden = 'Forbidden\n\nRequest.HttpMethod: GET\nRequest.PathInfo: /endpoints\nRequest.QueryString: page=0\n\n';
test.each([
  ['stock', 'application/json', [401, null, ''], ['text/plain', forbidden]],
  ['stock', 'text/html', [302, null, ''], ['text/plain', forbidden]],
  ['empty', 'application/json', [401, null, ''], [null, '']],
  ['text', 'application/json', [401, 'text/plain', 'Unauthorized'], ['text/plain', forbidden]],
  [
    'json',
    'application/json',
    [401, 'application/json; charset=utf-8', '{"responseStatus":{"errorCode":"Unauthorized"'],
    ['application/json; charset=utf-8', '{"responseStatus":{"errorCode":"Forbidden"'],
  ],
  ['redirect', 'application/json', [302, null, ''], ['text/plain', forbidden]],
] as const)('denial=%s with Accept %s', async (denial, accept, withoutLogin, withoutRole) => {
  simulator.setSwitches({ denial, role: 'none' });
  const seen = async (response: Response, length: number) => [
    response.headers.get('content-type'),
    (await response.text()).slice(0, length),
  ];
  const path = '/endpoints?page=0';
  const missingRole = await caller.get(path, { accept });
  expect([missingRole.status, missingRole.statusText]).toEqual([403, denial === 'json' ? 'Forbidden' : 'Invalid Role']);
  expect(await seen(missingRole, withoutRole[1].length || 1)).toEqual(withoutRole);
  const missingLogin = await fetch(simulator.url + path, { headers: { accept }, redirect: 'manual' });
  expect([missingLogin.status, ...(await seen(missingLogin, withoutLogin[2].length || 1))]).toEqual(withoutLogin);
  const { headers } = missingLogin;
  const header = withoutLogin[0] === 302 ? headers.get('location') : headers.get('www-authenticate');
  expect(header).toBe(withoutLogin[0] === 302 ? '/login?redirect=%2Fendpoints%3Fpage%3D0' : 'basic realm="/auth/basic"');
});

test.each([
  ['200', 200, '{"isAuthenticated":false}'],
  ['204', 204, ''],
] as const)('loggedOutStatus=%s', async (loggedOutStatus, status, body) => {
  simulator.setSwitches({ loggedOutStatus });
  const response = await fetch(`${simulator.url}/auth/status`);
  expect([response.status, response.headers.get('content-length')]).toEqual([status, String(body.length)]);
  expect(await response.text()).toBe(body);
});

test.each([
  ['6', undefined],
  ['8.5', 'credentials'],
] as const)('library=%s: authProvider is %s', async (library, authProvider) => {
  simulator.setSwitches({ library });
  expect(((await (await logIn(simulator)).json()) as { authProvider?: string }).authProvider).toBe(authProvider);
});

describe('the session', () => {
  test('sessionCalls: a login expires in the middle', async () => {
    simulator.setSwitches({ sessionCalls: 2 });
    const statuses = [await caller.send(), await caller.send(), await caller.send()].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 401]);
  });

  test('cookieRotation=off keeps the ids', async () => {
    simulator.setSwitches({ cookieRotation: 'off' });
    const again = await logIn(simulator, {}, { cookie: caller.cookie });
    expect(cookieOf(again)).toMatch(/^ss-opt=perm; X-UAId=\w+$/);
    expect((await caller.get('/messages')).status).toBe(200);
  });

  test('ssOpt=ignored keeps a session whose ss-opt was dropped', async () => {
    const cookie = caller.cookie.replace('ss-opt=perm', '');
    expect((await caller.get('/messages', { cookie })).status).toBe(401);
    simulator.setSwitches({ ssOpt: 'ignored' });
    expect((await caller.get('/messages', { cookie })).status).toBe(200);
  });
});

test.each([
  ['404', 404, 'text/plain', '404'],
  ['dashboard', 200, 'text/html; charset=utf-8', '<!d'],
] as const)('unknownRoute=%s', async (unknownRoute, status, type, begin) => {
  simulator.setSwitches({ unknownRoute });
  const response = await caller.get('/nowhere');
  expect([response.status, response.headers.get('content-type'), (await response.text()).slice(0, 3)]).toEqual([status, type, begin]);
});

test.each([
  ['curl/8.5.0', 403],
  ['', 403],
  ['EvoQuickSend/0.1', 200],
])('userAgentFilter=on: "%s" answers %d', async (agent, status) => {
  expect((await caller.get('/messages', { 'user-agent': agent })).status).toBe(200);
  simulator.setSwitches({ userAgentFilter: 'on' });
  expect((await caller.get('/messages', { 'user-agent': agent })).status).toBe(status);
});

test('credentialsLogin=off leaves HTTP Basic', async () => {
  simulator.setSwitches({ credentialsLogin: 'off' });
  expect((await logIn(simulator)).status).toBe(404);
  const authorization = `Basic ${Buffer.from(`${simulator.userName}:${simulator.password}`).toString('base64')}`;
  expect((await fetch(`${simulator.url}/messages`, { headers: { authorization } })).status).toBe(200);
});
