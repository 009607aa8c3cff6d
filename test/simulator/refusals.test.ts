import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CallerInTest, callAs } from './call-as.ts';
import { type Simulator, startSimulator } from './simulator.ts';

let simulator: Simulator;
let caller: CallerInTest;
beforeEach(async () => {
  simulator = await startSimulator({ maxBody: 20 });
  caller = await callAs(simulator);
});
afterEach(() => simulator.close());

const line = (index: number) => simulator.endpoints()[index]?.id ?? '';

test.each([
  ['no body', () => ({ body: '' }), 400, 'A message needs a body.'],
  ['a body of blanks', () => ({ body: ' \n' }), 400, 'A message needs a body.'],
  ['a long body', () => ({ body: '👍'.repeat(11) }), 400, 'The body has 22 characters; at most 20 can be sent.'],
  ['no endpoint', () => ({ endpointId: '' }), 400, 'Give a sessionId, or an endpointId with a toAddress.'],
  ['an unknown endpoint', () => ({ endpointId: 'ffff' }), 404, 'No endpoint has this id.'],
  ['an endpoint without SMS', () => ({ endpointId: line(2) }), 400, 'Alarm line cannot send text messages.'],
  ['the endpoint of a user', () => ({ endpointId: line(4) }), 400, 'Robin Doe cannot send text messages.'],
  ['a national number', () => ({ toAddress: '3125550142' }), 400, "'3125550142' is not a phone number in E.164 form."],
  ['an unknown session', () => ({ sessionId: 'ffff' }), 404, 'No running session has this id.'],
])('a send with %s is refused', async (_name, message, status, sentence) => {
  const response = await caller.send(message());
  expect([response.status, await response.json()]).toMatchObject([status, { responseStatus: { message: sentence } }]);
  expect(simulator.sent()).toEqual([]);
  expect(simulator.violations()).toEqual([]);
});

test('a body of exactly the limit is sent', async () => {
  expect((await caller.send({ body: 'x'.repeat(20) })).status).toBe(200);
});

const message = () => JSON.stringify({ endpointId: line(0), toAddress: '+13125550142', body: 'hi' });

test.each(['PUT', 'PATCH', 'DELETE'])('%s /messages is refused and recorded, or sends when switched so', async (method) => {
  const call = () => {
    const headers = { cookie: caller.cookie, 'content-type': 'application/json' };
    return fetch(`${simulator.url}/messages`, { method, headers, body: message() });
  };
  expect((await call()).status).toBe(405);
  expect(simulator.sent()).toEqual([]);
  simulator.setSwitches({ otherVerbs: 'send' });
  expect((await call()).status).toBe(200);
  expect(simulator.sent()).toHaveLength(1);
  expect(simulator.violations()).toEqual(Array(2).fill(`${method} /messages: only POST may send a message.`));
});

test.each(['/messages?body=hi', '/messages?TOADDRESS=%2B13125550142', '/json/reply/SendMessage?endpointId=x'])(
  'POST %s is refused: a message has no place in the URL',
  async (path) => {
    const response = await caller.post(path, message());
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { responseStatus: { message: expect.stringContaining('in the URL') } },
    ]);
    expect(simulator.sent()).toEqual([]);
    expect(simulator.violations()).toHaveLength(1);
  },
);

test('a password in the URL and JSONP are recorded', async () => {
  await fetch(`${simulator.url}/auth/credentials?password=${simulator.password}`);
  await caller.get('/auth/status?callback=run');
  expect(simulator.violations()).toEqual([
    'GET /auth/credentials: password in the URL; a login belongs in the body.',
    'GET /auth/status: asks for JSONP.',
  ]);
});

test('a damaged path is no crash', async () => {
  expect((await caller.post('/sessions/%E0%A4%A/messages', '{"body":"hi"}')).status).toBe(404);
});
