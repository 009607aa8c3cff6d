import { describe, expect, it, test } from 'vitest';
import { buildRequest, pathSegment, type Query, sendCall } from '../../../../main/evo-voice/http/requests.ts';

const style = { baseUrl: 'https://evovoice.io', userAgent: 'EvoQuickSend/1.0.0 (test)', format: 'json' } as const;

describe('a query', () => {
  test.each<[Query, string]>([
    [{}, ''],
    [{ endpointIds: ['a', 'b'] }, '?endpointIds=a%2Cb'],
    [{ endpointIds: ['a,b', 'c"d', 'e:f'] }, '?endpointIds=%22a%2Cb%22%2C%22c%22%22d%22%2C%22e%3Af%22'],
    [{ endpointIds: ['/?#&=%+ ü'] }, '?endpointIds=%2F%3F%23%26%3D%25%2B%20%C3%BC'],
    [{ afterDate: '2026-05-01T00:00:00Z' }, '?afterDate=2026-05-01T00%3A00%3A00Z'],
    [{ phone: '+15556667777' }, '?phone=%2B15556667777'],
    [{ page: 0, all: false, simplifiedPaging: true }, '?page=0&all=false&simplifiedPaging=true'],
    [{ sortField: undefined, accountIds: [], nameFilter: '' }, ''],
    [{ nameFilter: 'half \uD83D' }, '?nameFilter=half%20%EF%BF%BD'],
  ])('%j is %s', (query, expected) =>
    expect(buildRequest({ method: 'GET', path: '/messages', query }, {}, style).url).toBe(`https://evovoice.io/messages${expected}`),
  );
});

describe('a call', () => {
  const call = { method: 'POST', path: '/messages', body: { body: 'Hi' } } as const;

  it('in JSON', () =>
    expect(buildRequest(call, { Cookie: 'a=b' }, style)).toMatchObject({
      method: 'POST',
      url: 'https://evovoice.io/messages',
      body: '{"body":"Hi"}',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'User-Agent': 'EvoQuickSend/1.0.0 (test)', Cookie: 'a=b' },
      limitMs: 30_000,
    }));

  it('in JSV asks for JSV by the suffix, before the query', () => {
    expect(buildRequest(call, {}, { ...style, format: 'jsv' })).toMatchObject({
      url: 'https://evovoice.io/messages.jsv',
      body: '{body:Hi}',
      headers: { Accept: 'application/jsv', 'Content-Type': 'text/jsv' },
    });
    expect(buildRequest({ method: 'GET', path: '/messages', query: { page: 1 } }, {}, { ...style, format: 'jsv' }).url).toBe(
      'https://evovoice.io/messages.jsv?page=1',
    );
  });

  it('without a body has no content type', () =>
    expect(buildRequest({ method: 'GET', path: '/auth/status' }, {}, style).headers).not.toHaveProperty('Content-Type'));
});

describe('a send', () => {
  it('by endpoint has only the members of that form', () =>
    expect(sendCall({ endpointId: 'e/1?x', toAddress: '+15556667777', body: 'Hi' })).toEqual({
      method: 'POST',
      path: '/messages',
      body: { endpointId: 'e/1?x', toAddress: '+15556667777', body: 'Hi' },
    }));

  it('by session has only the text', () =>
    expect(sendCall({ sessionId: 'a/b?c#d%e f', endpointId: 'e1', toAddress: '+1', body: 'Hi' })).toEqual({
      method: 'POST',
      path: '/sessions/a%2Fb%3Fc%23d%25e%20f/messages',
      body: { body: 'Hi' },
    }));

  test.each([
    { body: 'Hi' },
    { endpointId: 'e1', body: 'Hi' },
    { toAddress: '+1', body: 'Hi' },
    { endpointId: '', toAddress: '', body: 'Hi' },
    { sessionId: '', body: 'Hi' },
    { sessionId: '.', body: 'Hi' },
    { sessionId: '..', endpointId: 'e1', toAddress: '+1', body: 'Hi' },
  ])('%j is not a send', (message) => expect(sendCall(message)).toBeUndefined());
});

test('a path segment is encoded whatever it contains', () => {
  expect(pathSegment('half \uDC4D')).toBe('half%20%EF%BF%BD');
  expect(pathSegment('...')).toBe('...');
});
