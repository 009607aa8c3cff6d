import { JsonServiceClient } from '@servicestack/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from './simulator.ts';

/** A request for ServiceStack's own client: its name and verb decide the route, its members become the body or the query. */
function operation<T extends object>(name: string, verb: string, members: T) {
  return { ...members, getTypeName: () => name, getMethod: () => verb, createResponse: () => ({}) as Record<string, never> };
}

let simulator: Simulator;
let client: JsonServiceClient;
beforeEach(async () => {
  simulator = await startSimulator();
  client = new JsonServiceClient(simulator.url);
});
afterEach(() => simulator.close());

const authenticate = (password: string) =>
  operation('Authenticate', 'POST', { provider: 'credentials', userName: simulator.userName, password, rememberMe: true });
const signIn = () => client.post(authenticate(simulator.password));
const message = (body: string) =>
  operation('SendMessage', 'POST', { endpointId: simulator.endpoints()[0]?.id, toAddress: '+13125550142', body });

describe.each(['api', 'json/reply'])('by the predefined routes below /%s', (basePath) => {
  beforeEach(() => client.useBasePath(basePath));

  test('signs in, asks who it is, signs out', async () => {
    expect(await signIn()).toMatchObject({ userName: simulator.userName, roles: ['User', 'Customer'] });
    expect(await client.get(operation('GetAuthStatus', 'GET', {}))).toMatchObject({
      isAuthenticated: true,
      emailAddress: simulator.userName,
    });
    await client.post(operation('Authenticate', 'POST', { provider: 'logout' }));
    expect(await client.get(operation('GetAuthStatus', 'GET', {}))).toEqual({ isAuthenticated: false });
  });

  test('sends and lists', async () => {
    await signIn();
    const sent = await client.post(message('Hello: "world", 👍'));
    const query = { sortField: 'Date', sortOrder: 'Descend', countPerPage: 1 };
    expect(await client.get(operation('ListMessages', 'GET', query))).toMatchObject({ items: [sent], totalCount: 7, totalPages: 7 });
    expect(simulator.sent().map(({ text }) => text)).toEqual(['Hello: "world", 👍']);
  });
});

describe('by the routes of the service', () => {
  test('sends on both routes and lists', async () => {
    await signIn();
    expect(await client.postToUrl('/messages', message('to the line'))).toMatchObject({ text: 'to the line', direction: 'Outgoing' });
    const session = simulator.sessions()[0];
    expect(
      await client.postToUrl(`/sessions/${session?.id}/messages`, operation('SendMessage', 'POST', { body: 'to the chat' })),
    ).toMatchObject({
      otherAddress: session?.from,
    });
    expect(simulator.sent()).toMatchObject([{ text: 'to the line' }, { text: 'to the chat', sessionId: session?.id }]);
    expect(await client.get('/conversations')).toMatchObject({ conversations: [{}, {}, {}] });
    expect(await client.get('/endpoints', { types: 'PhoneNumber' })).toMatchObject({ items: [{ displayName: 'Main line' }, {}, {}, {}] });
    expect(await client.get('/sessions/my')).toMatchObject({ sessions: [{ id: session?.id, channel: 'Chat' }] });
    expect(simulator.violations()).toEqual([]);
  });

  test('a wrong password is a 401 with the error object', async () => {
    await expect(client.post(authenticate('no'))).rejects.toMatchObject({
      responseStatus: { errorCode: 'Unauthorized', message: 'Invalid Username or Password' },
    });
  });

  test('an empty password is a 400 that names the field', async () => {
    await expect(client.post(authenticate(''))).rejects.toMatchObject({
      responseStatus: { errorCode: 'NotEmpty', errors: [{ fieldName: 'Password', errorCode: 'NotEmpty' }] },
    });
  });

  test('a call without a login is a 401, one without the role a 403', async () => {
    await expect(client.get('/messages')).rejects.toMatchObject({ responseStatus: { errorCode: '401' } });
    await signIn();
    simulator.setSwitches({ role: 'manager' });
    await expect(client.postToUrl('/messages', message('no'))).rejects.toMatchObject({
      responseStatus: { errorCode: '403', message: 'Invalid Role' },
    });
    expect(simulator.sent()).toEqual([]);
  });

  test('HTTP Basic signs in every call', async () => {
    client.setCredentials(simulator.userName, simulator.password);
    expect(await client.postToUrl('/messages', message('by Basic'))).toMatchObject({ text: 'by Basic' });
  });
});
