import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Clock, systemClock } from '../../../../main/clock.ts';
import { answerLimit, type Exchange, exchange, type HttpRequest } from '../../../../main/evo-voice/http/exchange.ts';
import { createManualClock } from '../manual-clock.ts';
import { type OddServer, startOddServer } from '../odd-server.ts';

let server: OddServer | undefined;
afterEach(() => server?.close());

async function ask(listener: RequestListener, request: Partial<HttpRequest> = {}, clock: Clock = systemClock): Promise<Exchange> {
  server = await startOddServer(listener);
  const url = `${server.url}/messages`;
  return exchange(
    { method: 'GET', url, headers: {}, limitMs: 20_000, ...request },
    { fetch, clock: { now: () => 42, setTimer: clock.setTimer } },
  );
}

describe('an answer', () => {
  it('comes with its status, headers and body', async () => {
    const result = await ask((_request, response) => response.writeHead(201, { 'Content-Type': 'text/plain', 'X-A': 'b' }).end('héllo 👍'));
    expect(result).toMatchObject({ stage: 'answered', status: 201, body: 'héllo 👍', receivedAtMs: 42 });
    expect(result.stage === 'answered' && result.headers.get('x-a')).toBe('b');
  });

  it('may be empty', async () =>
    expect(await ask((_, response) => response.writeHead(204).end())).toMatchObject({ status: 204, body: '' }));

  it('may come in small pieces', async () => {
    const result = await ask((_, response) => {
      for (const byte of Buffer.from('ein Stück: 👍')) response.write(Buffer.from([byte]));
      response.end();
    });
    expect(result).toMatchObject({ stage: 'answered', body: 'ein Stück: 👍' });
  });

  // Several times: without `cancel` about one connection in thirty stays open.
  it.each(Array.from({ length: 20 }, (_, nth) => nth))('is given up above 8 MB, and its connection is closed (%i)', async () => {
    let closed = false;
    const result = await ask((_, response) => {
      response.on('close', () => {
        closed = true;
      });
      const piece = 'x'.repeat(1024 * 1024);
      const more = () => {
        while (response.write(piece));
        response.once('drain', more);
      };
      more();
    });
    expect(result).toMatchObject({ stage: 'answered', body: '', cut: 'too-large' });
    await expect.poll(() => closed).toBe(true);
  });

  it('may have 8 MB', async () => {
    const result = await ask((_, response) => response.end('x'.repeat(answerLimit)));
    expect(result.stage === 'answered' && result.body.length).toBe(answerLimit);
    expect(result).not.toHaveProperty('cut');
  });

  it('that is cut off keeps its status', async () => {
    const result = await ask((request, response) => {
      response.writeHead(400, { 'Content-Length': '100' }).write('{"id', () => request.socket.destroy());
    });
    expect(result).toMatchObject({ stage: 'answered', status: 400, body: '', cut: 'connection-lost' });
  });
});

describe('a request', () => {
  it('is sent with its length, never chunked, and without cookies of fetch itself', async () => {
    await ask((_, response) => response.end(), { method: 'POST', body: 'Hé 👍', headers: { Cookie: 'a=b', 'Content-Type': 'text/jsv' } });
    const { request, body } = server?.requests[0] ?? {};
    expect(body).toBe('Hé 👍');
    expect(request?.headers).toMatchObject({ 'content-length': '8', cookie: 'a=b', 'content-type': 'text/jsv' });
    expect(request?.headers).not.toHaveProperty('transfer-encoding');
  });

  it('is made once, even on a connection that was used before', async () => {
    const cutPosts: RequestListener = (request, response) => (request.method === 'POST' ? request.socket.destroy() : response.end('{}'));
    await ask(cutPosts);
    const post: HttpRequest = { method: 'POST', url: `${server?.url}/messages`, headers: {}, body: '{}', limitMs: 20_000 };
    expect(await exchange(post, { fetch, clock: systemClock })).toEqual({ stage: 'written', code: 'connection-lost' });
    expect(server?.requests.map(({ request }) => request.method)).toEqual(['GET', 'POST']);
  });

  it('does not follow a redirect', async () => {
    const result = await ask((_, response) => response.writeHead(307, { Location: '/login' }).end(), { method: 'POST', body: '{}' });
    expect(result).toEqual({ stage: 'written', code: 'not-evo-voice' });
    expect(server?.requests).toHaveLength(1);
  });
});

describe('the time limit', () => {
  it('ends a call that gets no answer', async () => {
    const clock = createManualClock();
    const result = await ask(() => clock.expire(), {}, clock);
    expect(result).toEqual({ stage: 'written', code: 'timeout' });
  });

  it('ends an answer that comes byte by byte for ever', async () => {
    const clock = createManualClock();
    const { url, close } = await startOddServer((_, response) => {
      const sending = setInterval(() => response.write(' '), 1);
      response.on('close', () => clearInterval(sending));
    });
    const fetchThenExpire: typeof fetch = async (...given) => {
      const response = await fetch(...given);
      setImmediate(clock.expire);
      return response;
    };
    const request: HttpRequest = { method: 'GET', url, headers: {}, limitMs: 1 };
    expect(await exchange(request, { fetch: fetchThenExpire, clock })).toMatchObject({
      stage: 'answered',
      cut: 'timeout',
    });
    await close();
  });

  it('holds even if fetch ignores its signal', async () => {
    const clock = createManualClock();
    const neverEnding = () => new Promise<Response>(() => {});
    const running = exchange({ method: 'GET', url: 'http://x.test', headers: {}, limitMs: 1 }, { fetch: neverEnding, clock });
    clock.expire();
    expect(await running).toEqual({ stage: 'written', code: 'timeout' });
    expect(clock.waiting.size).toBe(0);
  });

  it('holds even if a body never ends', async () => {
    const clock = createManualClock();
    const silent = async () => new Response(new ReadableStream({ start: () => void setImmediate(clock.expire) }));
    const request: HttpRequest = { method: 'GET', url: 'http://x.test', headers: {}, limitMs: 1 };
    expect(await exchange(request, { fetch: silent, clock })).toMatchObject({
      stage: 'answered',
      cut: 'timeout',
    });
  });

  it('leaves no timer behind', async () => {
    const clock = createManualClock();
    await ask((_, response) => response.end(), {}, clock);
    expect(clock.waiting.size).toBe(0);
  });
});

describe('a caller', () => {
  it('who aborted before causes no request', async () => {
    const fetchSpy = vi.fn();
    const request: HttpRequest = { method: 'POST', url: 'http://x.test', headers: {}, limitMs: 1, signal: AbortSignal.abort() };
    expect(await exchange(request, { fetch: fetchSpy, clock: systemClock })).toEqual({
      stage: 'not-written',
      code: 'cancelled',
    });
    expect(fetchSpy).not.toHaveBeenCalled();
  });

  it('who aborts later leaves the outcome unknown', async () => {
    const caller = new AbortController();
    const result = await ask(() => caller.abort(), { signal: caller.signal });
    expect(result).toEqual({ stage: 'written', code: 'cancelled' });
  });
});

it('leaves cookies, redirects and caching to no one else', async () => {
  const fetchSpy = vi.fn(async () => new Response());
  await exchange({ method: 'GET', url: 'http://x.test', headers: {}, limitMs: 1000 }, { fetch: fetchSpy, clock: systemClock });
  expect(fetchSpy).toHaveBeenCalledWith(
    'http://x.test',
    expect.objectContaining({ credentials: 'omit', redirect: 'error', cache: 'no-store' }),
  );
});

it('never throws, whatever fetch does', async () => {
  const request: HttpRequest = { method: 'GET', url: 'http://x.test', headers: {}, limitMs: 1000 };
  const throwing = () => {
    throw new TypeError('Invalid header');
  };
  expect(await exchange(request, { fetch: throwing, clock: systemClock })).toEqual({
    stage: 'written',
    code: 'connection-lost',
  });
});
