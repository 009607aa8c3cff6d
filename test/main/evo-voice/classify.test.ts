import { describe, expect, it, test } from 'vitest';
import { conversationsAnswer } from '../../../main/evo-voice/answers.ts';
import { classifyCall, classifySend } from '../../../main/evo-voice/classify.ts';
import type { Exchange } from '../../../main/evo-voice/http/exchange.ts';
import { answered, errorObject } from './answered.ts';

const message = { id: 'm1', endpointId: 'e1', text: 'Hi', direction: 'Outgoing', isUnread: false };
const html = { type: 'text/html; charset=utf-8', text: '<!doctype html><title>Evo</title>' };
const forbidden = {
  type: 'text/plain',
  text: 'Forbidden\r\n\r\nRequest.HttpMethod: POST\r\nRequest.PathInfo: /messages\r\nRequest.QueryString: \r\n\r\n',
};

describe('accepted: 2xx with an id', () => {
  test.each([
    ['200 JSON', answered(200, { json: message })],
    ['201 JSON', answered(201, { json: message })],
    ['200 JSON without charset', answered(200, { text: JSON.stringify(message), type: 'Application/JSON' })],
    ['200 JSV', answered(200, { type: 'application/jsv', text: '{id:m1,endpointId:e1,direction:Outgoing,text:Hi,isUnread:False}' })],
    [
      '200 text/jsv',
      answered(200, { type: 'text/jsv', text: '{ID:m1,endpointId:e1,direction:Outgoing,text:Hi,isUnread:False,x:{y:[z]}}' }),
    ],
    ['200 with unknown members and nulls', answered(200, { json: { ...message, accountId: null, newMember: { a: [1] } } })],
  ])('%s', async (_what, exchange) => expect(await classifySend(exchange)).toEqual({ kind: 'accepted', message }));

  it('keeps an unknown direction as it came', async () =>
    expect(await classifySend(answered(200, { json: { id: 'm1', direction: 'Sideways' } }))).toEqual({
      kind: 'accepted',
      message: { id: 'm1', direction: 'Sideways' },
    }));
});

describe('refused for good', () => {
  test.each<[string, Exchange, string, string | undefined]>([
    [
      '400 with the error object',
      answered(400, errorObject('ArgumentException', 'The number is not valid.')),
      'refused',
      'The number is not valid.',
    ],
    [
      '400 as JSV',
      answered(400, { type: 'text/jsv', text: '{responseStatus:{errorCode:X,message:"No, never",errors:[]}}' }),
      'refused',
      'No, never',
    ],
    ['400 in PascalCase', answered(400, { json: { ResponseStatus: { ErrorCode: 'X', Message: 'Not so.' } } }), 'refused', 'Not so.'],
    ['400 without a body', answered(400), 'refused', undefined],
    ['400 HTML', answered(400, html), 'not-evo-voice', undefined],
    ['403 text', answered(403, forbidden), 'role-missing', 'Forbidden'],
    ['403 JSON', answered(403, errorObject('Forbidden', 'Invalid Role')), 'role-missing', 'Invalid Role'],
    ['403 empty', answered(403), 'role-missing', undefined],
    ['403 HTML', answered(403, html), 'role-missing', undefined],
    ['404 text', answered(404, { type: 'text/plain', text: '404' }), 'refused', '404'],
    ['404 with the error object', answered(404, errorObject('NotFound', 'No such session')), 'refused', 'No such session'],
    ['405', answered(405, errorObject('NotImplementedException', 'No method')), 'refused', 'No method'],
    ['409', answered(409, errorObject('OptimisticConcurrencyException', 'Changed')), 'refused', 'Changed'],
    ['413', answered(413), 'refused', undefined],
    ['415', answered(415), 'refused', undefined],
    ['422', answered(422, errorObject('X', 'Opted out')), 'refused', 'Opted out'],
    ['400 whose body was cut', { ...answered(400, { type: 'application/json' }), cut: 'connection-lost' }, 'refused', undefined],
  ])('%s', async (_what, exchange, code, sentence) => {
    const outcome = await classifySend(exchange);
    expect(outcome).toMatchObject({ kind: 'refused', failure: { code } });
    expect(outcome.kind === 'refused' && outcome.failure.detail).toBe(sentence);
  });
});

describe('provably not processed', () => {
  test.each<[string, Exchange, object]>([
    ['offline', { stage: 'not-written', code: 'offline' }, { code: 'offline' }],
    ['DNS or refused', { stage: 'not-written', code: 'unreachable' }, { code: 'unreachable' }],
    ['TLS', { stage: 'not-written', code: 'certificate' }, { code: 'certificate' }],
    ['given up before the request', { stage: 'not-written', code: 'cancelled' }, { code: 'cancelled' }],
    ['401 again after the silent sign-in', answered(401), { code: 'signed-out', status: 401 }],
    [
      '401 with the error object',
      answered(401, errorObject('Unauthorized', 'Not Authenticated')),
      { code: 'signed-out', detail: 'Not Authenticated' },
    ],
    ['401 HTML', answered(401, html), { code: 'signed-out' }],
    ['a silent sign-in that failed', { stage: 'not-signed-in', failure: { code: 'offline' } }, { code: 'offline' }],
    ['429 with seconds', answered(429, {}, { 'Retry-After': '7' }), { code: 'rate-limited', status: 429, retryAfterMs: 7000 }],
    [
      '429 with a date',
      answered(429, {}, { 'Retry-After': 'Mon, 23 Nov 2026 12:00:30 GMT' }),
      { code: 'rate-limited', retryAfterMs: 30_000 },
    ],
    [
      '429 with a date of a clock that is ahead',
      answered(429, {}, { 'Retry-After': 'Mon, 23 Nov 2026 13:00:30 GMT', Date: 'Mon, 23 Nov 2026 13:00:00 GMT' }),
      { retryAfterMs: 30_000 },
    ],
    ['429 with a date that is over', answered(429, {}, { 'Retry-After': 'Mon, 23 Nov 2026 11:00:00 GMT' }), { retryAfterMs: 0 }],
  ])('%s', async (_what, exchange, failure) => expect(await classifySend(exchange)).toMatchObject({ kind: 'not-processed', failure }));
});

describe('not known', () => {
  test.each<[string, Exchange, string]>([
    ['timeout', { stage: 'written', code: 'timeout' }, 'timeout'],
    ['reset after the request', { stage: 'written', code: 'connection-lost' }, 'connection-lost'],
    ['given up after the request', { stage: 'written', code: 'cancelled' }, 'cancelled'],
    ['redirect, refused by fetch', { stage: 'written', code: 'not-evo-voice' }, 'not-evo-voice'],
    ['302', answered(302, {}, { Location: '/login' }), 'not-evo-voice'],
    ['304', answered(304), 'not-evo-voice'],
    ['200 HTML', answered(200, html), 'not-evo-voice'],
    ['200 text', answered(200, { type: 'text/plain', text: '{"id":"m1"}' }), 'not-evo-voice'],
    ['200 without a body', answered(200), 'unreadable'],
    ['204', answered(204), 'unreadable'],
    ['200 without an id', answered(200, { json: { text: 'Hi' } }), 'unreadable'],
    ['200 with an empty id', answered(200, { json: { id: '' } }), 'unreadable'],
    ['200 with a number for an id', answered(200, { json: { id: 7 } }), 'unreadable'],
    ['200 with a wrong type', answered(200, { json: { ...message, isUnread: 'perhaps' } }), 'unreadable'],
    ['200 with a list', answered(200, { json: [message] }), 'unreadable'],
    ['200 with null', answered(200, { text: 'null', type: 'application/json' }), 'unreadable'],
    ['200 with half a JSON', answered(200, { text: '{"id":"m1","te', type: 'application/json' }), 'unreadable'],
    ['200 with half a JSV', answered(200, { text: '{id:m1,text:"Hi', type: 'text/jsv' }), 'unreadable'],
    ['200 with the error object', answered(200, errorObject('X', 'Oh')), 'unreadable'],
    ['200 whose body was cut', { ...answered(200, { json: message }), cut: 'connection-lost' }, 'connection-lost'],
    ['200 above 8 MB', { ...answered(200), cut: 'too-large' }, 'too-large'],
    ['402', answered(402), 'refused'],
    ['408', answered(408), 'timeout'],
    ['425', answered(425), 'refused'],
    ['429 without Retry-After', answered(429), 'rate-limited'],
    ['429 with an unreadable Retry-After', answered(429, {}, { 'Retry-After': 'soon' }), 'rate-limited'],
    ['429 with a negative Retry-After', answered(429, {}, { 'Retry-After': '-5' }), 'rate-limited'],
    ['500 with the error object', answered(500, errorObject('NullReferenceException', 'Oops')), 'server-error'],
    ['502 HTML', answered(502, html), 'server-error'],
    ['503 HTML', answered(503, html), 'server-error'],
    ['503 with Retry-After', answered(503, {}, { 'Retry-After': '5' }), 'server-error'],
    ['504', answered(504), 'server-error'],
  ])('%s', async (_what, exchange, code) => expect(await classifySend(exchange)).toMatchObject({ kind: 'unknown', failure: { code } }));
});

describe('what the service says', () => {
  const sentenceOf = (status: object) => classifySend(answered(400, { json: { responseStatus: status } }));
  const saying = (sentence: string | undefined) => ({ kind: 'refused', failure: { code: 'refused', status: 400, detail: sentence } });

  it('has at most 500 characters and never half of one', async () => {
    expect(await sentenceOf({ message: 'x'.repeat(10_000) })).toEqual(saying('x'.repeat(500)));
    expect(await sentenceOf({ message: `${'x'.repeat(499)}👍` })).toEqual(saying('x'.repeat(499)));
  });

  it('is not looked for in an answer of more than 65,536 characters', async () =>
    expect(await sentenceOf({ message: 'x'.repeat(70_000) })).toEqual(saying(undefined)));

  it('has no control characters and none that change the text direction', async () =>
    expect(await sentenceOf({ message: '\u0000 One\r\n\ttwo\u0007\u202Ethree ' })).toEqual(saying('One two three')));

  it('falls back to the fields and then to the code', async () => {
    expect(
      await sentenceOf({ message: ' ', errors: [{ message: 'User name is empty.' }, { fieldName: 'X' }, { message: 'Password too.' }] }),
    ).toEqual(saying('User name is empty. Password too.'));
    expect(await sentenceOf({ errorCode: 'NotEmpty' })).toEqual(saying('NotEmpty'));
    expect(await sentenceOf({})).toEqual(saying(undefined));
  });
});

describe('other calls', () => {
  it('give the value', async () =>
    expect(await classifyCall(answered(200, { json: {} }), conversationsAnswer)).toEqual({ ok: true, value: { conversations: [] } }));

  it('keep a conversation whose message cannot be read', async () =>
    expect(
      await classifyCall(
        answered(200, { json: { conversations: [{ endpointId: 'e1', mostRecentMessage: { id: 3 } }] } }),
        conversationsAnswer,
      ),
    ).toEqual({
      ok: true,
      value: { conversations: [{ endpointId: 'e1', mostRecentMessage: undefined }] },
    }));

  it('say why there is no value', async () =>
    expect(await classifyCall(answered(503, html, { 'Retry-After': '3' }), conversationsAnswer)).toMatchObject({
      ok: false,
      error: { code: 'server-error', status: 503, retryAfterMs: 3000 },
    }));
});
