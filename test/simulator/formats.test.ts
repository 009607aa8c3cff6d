import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CallerInTest, callAs } from './call-as.ts';
import { type Simulator, startSimulator } from './simulator.ts';

let simulator: Simulator;
let caller: CallerInTest;
beforeAll(async () => {
  simulator = await startSimulator();
  caller = await callAs(simulator);
});
afterEach(() => simulator.setSwitches({ acceptTextJsv: 'json', chunkedBody: 'empty', library: '6' }));
afterAll(() => simulator.close());

const json = 'application/json; charset=utf-8';
const html = 'text/html; charset=utf-8';

test.each([
  ['/auth/status', 'application/json', json],
  ['/auth/status', 'application/json, text/plain, */*', json],
  ['/auth/status', 'text/jsv', json],
  ['/auth/status', 'application/jsv', 'application/jsv'],
  ['/auth/status', 'application/jsv, */*', 'application/jsv'],
  ['/auth/status', 'text/html,application/xml', html],
  ['/auth/status', '*/*', json],
  ['/auth/status', 'image/png', json],
  ['/auth/status.jsv', 'application/json', 'application/jsv'],
  ['/auth/status.json', 'application/jsv', json],
  ['/auth/status?format=jsv', 'application/json', 'application/jsv'],
  ['/auth/status.jsv?format=json', 'application/json', json],
  ['/jsv/reply/GetAuthStatus', 'application/json', 'text/jsv'],
  ['/json/reply/GetAuthStatus', 'application/jsv', json],
  ['/api/GetAuthStatus', 'application/json', json],
  ['/api/GetAuthStatus.jsv', 'application/json', 'application/jsv'],
])('%s with Accept: %s answers as %s', async (path, accept, expected) => {
  const response = await caller.get(path, { accept });
  expect(response.headers.get('content-type')).toBe(expected);
  const words = { [json]: '"isAuthenticated":true', [html]: '"isAuthenticated":true' }[expected] ?? ',isAuthenticated:True,';
  expect(await response.text()).toContain(words);
});

test('*/* means the content type of the request', async () => {
  const response = await fetch(`${simulator.url}/messages`, {
    method: 'POST',
    headers: { cookie: caller.cookie, 'content-type': 'text/jsv', accept: '*/*' },
    body: '{body:}',
  });
  expect(response.headers.get('content-type')).toBe('text/jsv');
  expect(await response.text()).toBe('{responseStatus:{errorCode:ArgumentException,message:A message needs a body.,errors:[]}}');
});

test('Accept: text/jsv gives JSV when switched so', async () => {
  simulator.setSwitches({ acceptTextJsv: 'jsv' });
  expect((await caller.get('/auth/status', { accept: 'text/jsv' })).headers.get('content-type')).toBe('text/jsv');
});

test('every answer has the headers of the service', async () => {
  const { headers } = await caller.get('/auth/status');
  expect(headers.get('vary')).toBe('Accept');
  expect(headers.get('x-powered-by')).toMatch(/^ServiceStack\/6/);
  expect(Math.abs(Date.parse(headers.get('date') ?? '') - Date.now())).toBeLessThan(2_000);
});

describe('bodies', () => {
  const text = 'He said: "hi, {you}"\r\n👍 + 1 ';
  const line = () => simulator.endpoints()[0]?.id ?? '';
  const last = () => simulator.sent().at(-1);

  test.each([
    ['application/json', () => JSON.stringify({ endpointId: line(), toAddress: '+13125550142', body: text })],
    ['application/json; charset=utf-8', () => JSON.stringify({ EndpointId: line(), TOADDRESS: '+13125550142', Body: text, other: [1] })],
    ['text/jsv', () => `{endpointId:${line()},toAddress:+13125550142,body:"${text.replaceAll('"', '""')}"}`],
    ['application/jsv', () => `{Body:"${text.replaceAll('"', '""')}",toAddress:"+13125550142",endpointId:${line()}}`],
    [
      'application/x-www-form-urlencoded',
      () => new URLSearchParams({ endpointId: line(), toAddress: '+13125550142', body: text }).toString(),
    ],
  ])('%s is understood', async (contentType, body) => {
    const response = await caller.post('/messages', body(), contentType);
    expect(await response.json()).toMatchObject({ text, otherAddress: '+13125550142' });
    expect(last()).toMatchObject({ text, endpointId: line(), otherAddress: '+13125550142' });
  });

  test.each([
    ['application/json', '{"body":'],
    ['application/json', '[]'],
    ['application/json', '{"body":{}}'],
    ['text/jsv', '{body:a,b}'],
    ['text/jsv', 'hello'],
  ])('a damaged %s body (%s) is a 400', async (contentType, body) => {
    const response = await caller.post('/messages', body, contentType);
    expect(response.status).toBe(400);
    const message = expect.stringMatching(/^Could not deserialize/);
    expect(await response.json()).toMatchObject({ responseStatus: { errorCode: 'SerializationException', message } });
  });

  test('an unknown content type is no body at all', async () => {
    const response = await caller.post('/messages', JSON.stringify({ body: 'hi' }), 'text/plain');
    expect([response.status, await response.json()]).toMatchObject([400, { responseStatus: { message: 'A message needs a body.' } }]);
  });

  test.each([
    ['empty', 400],
    ['read', 200],
  ] as const)('a chunked body is recorded as a violation and, when %s, answers %d', async (chunkedBody, expected) => {
    simulator.setSwitches({ chunkedBody });
    const body = JSON.stringify({ endpointId: line(), toAddress: '+13125550142', body: 'chunked' });
    const headers = { cookie: caller.cookie, 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const status = await new Promise((resolve, reject) => {
      const call = request(`${simulator.url}/messages`, { method: 'POST', headers }, (response) => resolve(response.resume().statusCode));
      call.on('error', reject).end(body);
    });
    expect(status).toBe(expected);
    expect(simulator.violations().at(-1)).toBe('POST /messages: a chunked body, which the service takes for no body.');
  });

  test.each([
    ['6', 400],
    ['8.5', 200],
  ] as const)('quoted JSV keys in library %s answer %d', async (library, expected) => {
    simulator.setSwitches({ library });
    const body = `{"endpointId":${line()},"toAddress":+13125550142,"body":quoted keys}`;
    expect((await caller.post('/messages', body, 'text/jsv')).status).toBe(expected);
  });
});
