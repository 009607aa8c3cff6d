import { describe, expect, it, test } from 'vitest';
import { exchangeFailure } from '../../../main/evo-voice/classify.ts';
import type { Exchange } from '../../../main/evo-voice/http/exchange.ts';
import { isAnswerOfService, isConnectionTrouble, isOutOfReach, plainFailure } from '../../../main/evo-voice/outcomes.ts';
import type { ServiceFailure } from '../../../main/model/failure.ts';
import { answered, errorObject } from './answered.ts';

const page = { type: 'text/html', text: '<!doctype html><title>Sign in to the network</title>' };
const text = { type: 'text/plain', text: 'Forbidden' };

/** What the app concludes from a failed call. */
function conclusions(exchange: Exchange) {
  const failure = exchangeFailure(exchange);
  return { answer: isAnswerOfService(failure), waiting: isConnectionTrouble(failure), outOfReach: isOutOfReach(failure) };
}

describe('the service itself answered', () => {
  test.each<[string, Exchange]>([
    ['an empty 401', answered(401)],
    ['a 401 with the error object', answered(401, errorObject('Unauthorized', 'Not Authenticated'))],
    ['a 403 in plain text', answered(403, text)],
    ['a 400 with the error object', answered(400, errorObject('ArgumentException', 'No'))],
    ['a 404 with the error object', answered(404, errorObject('NotFound', 'No'))],
  ])('with %s: waiting does not help', (_what, exchange) =>
    expect(conclusions(exchange)).toEqual({ answer: true, waiting: false, outOfReach: false }),
  );

  test.each<[string, Exchange]>([
    ['a 429', answered(429)],
    ['a 500 with the error object', answered(500, errorObject('Exception', 'Oops'))],
    ['an empty 503', answered(503)],
  ])('with %s: waiting may help', (_what, exchange) =>
    expect(conclusions(exchange)).toEqual({ answer: true, waiting: true, outOfReach: false }),
  );
});

describe('something else answered, or nothing: the service is out of reach', () => {
  test.each<[string, Exchange]>([
    ['a page with a 200', answered(200, page)],
    ['a page with a 401', answered(401, page)],
    ['a page with a 403', answered(403, page)],
    ['a page with a 503', answered(503, page)],
    ['a redirect', answered(302, {}, { Location: '/login' })],
    ['plain text with a 200', answered(200, text)],
    ['a network that wants a sign-in (511)', answered(511)],
    ['an answer that does not parse', answered(200, { type: 'application/json', text: '{' })],
    ['an answer that is too large', { ...answered(200), cut: 'too-large' }],
    ['no network', { stage: 'not-written', code: 'offline' }],
    ['no such host', { stage: 'not-written', code: 'unreachable' }],
    ['an untrusted certificate', { stage: 'not-written', code: 'certificate' }],
    ['no answer in time', { stage: 'written', code: 'timeout' }],
    ['a connection that was cut', { stage: 'written', code: 'connection-lost' }],
    ['a call that was given up', { stage: 'written', code: 'cancelled' }],
  ])('%s', (_what, exchange) => expect(conclusions(exchange)).toEqual({ answer: false, waiting: true, outOfReach: true }));
});

describe('neither proves that the service answered, nor helps waiting', () => {
  it('a proxy that wants a sign-in (407)', () =>
    expect(conclusions(answered(407))).toEqual({ answer: false, waiting: false, outOfReach: false }));

  it('a 2xx that says nobody is signed in, since an empty answer says that too', () => {
    const failure: ServiceFailure = { code: 'signed-out', status: 204 };
    expect([isAnswerOfService(failure), isConnectionTrouble(failure)]).toEqual([false, false]);
  });
});

it('the popup is told the code and what the service says, and nothing of HTTP', () => {
  expect(plainFailure({ code: 'refused', status: 400, detail: 'No.', isPage: true, retryAfterMs: 5 })).toEqual({
    code: 'refused',
    detail: 'No.',
  });
  expect(plainFailure({ code: 'timeout', status: 408, detail: '' })).toEqual({ code: 'timeout' });
});
