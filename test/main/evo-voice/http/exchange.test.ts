import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type After, startTimer } from '../../../../main/evo-voice/http/deadline.ts';
import { answerLimit, type Exchange, exchange, type HttpRequest } from '../../../../main/evo-voice/http/exchange.ts';
import { type OddServer, startOddServer } from '../odd-server.ts';

let server: OddServer | undefined;
afterEach(() => server?.close());

/** A timer that a test lets run out by hand. */
function createManualTimer() {
  const waiting = new Set<() => void>();
  const after: After = (_ms, run) => {
    waiting.add(run);
    return () => waiting.delete(run);
  };
  return { after, waiting, expire: () => [...waiting].forEach((run) => void run()) };
}

async function ask(listener: RequestListener, request: Partial<HttpRequest> = {}, after = startTimer): Promise<Exchange> {
  server = await startOddServer(listener);
  const url = `${server.url}/messages`;
  return exchange({ method: 'GET', url, headers: {}, limitMs: 20_000, ...request }, { fetch, now: () => 42, after });
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

  it('is let go of above 8 MB', async () => {
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
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  it('may have 8 MB', async () => {
    const result = await ask((_, response) => response.end('x'.repeat(answerLimit)));
    expect(result.stage === 'answered' && result.body.length).toBe(answerLimit);
    expect(result).not.toHaveProperty('cut');
  });

  it('that breaks off keeps its status', async () => {
    const result = await ask((request, response) => {
      response.writeHead(400, { 'Content-Length': '100' }).write('{"id', () => request.socket.destroy());
    });
    expect(result).toMatchObject({ stage: 'answered', status: 400, body: '', cut: 'connection-lost' });
  });
});

describe('a request', () => {
  it('goes out with its length, never chunked, and without cookies of its own', async () => {
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
    expect(await exchange(post, { fetch, now: Date.now, after: startTimer })).toEqual({ stage: 'written', code: 'connection-lost' });
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
    const timer = createManualTimer();
    const result = await ask(() => timer.expire(), {}, timer.after);
    expect(result).toEqual({ stage: 'written', code: 'timeout' });
  });

  it('ends an answer that drips', async () => {
    const timer = createManualTimer();
    const { url, close } = await startOddServer((_, response) => {
      const drip = setInterval(() => response.write(' '), 1);
      response.on('close', () => clearInterval(drip));
    });
    const fetchThenExpire: typeof fetch = async (...given) => {
      const response = await fetch(...given);
      setImmediate(timer.expire);
      return response;
    };
    const request: HttpRequest = { method: 'GET', url, headers: {}, limitMs: 1 };
    expect(await exchange(request, { fetch: fetchThenExpire, now: Date.now, after: timer.after })).toMatchObject({
      stage: 'answered',
      cut: 'timeout',
    });
    await close();
  });

  it('holds even where fetch does not react to its signal', async () => {
    const timer = createManualTimer();
    const deaf = () => new Promise<Response>(() => {});
    const running = exchange(
      { method: 'GET', url: 'http://x.test', headers: {}, limitMs: 1 },
      { fetch: deaf, now: Date.now, after: timer.after },
    );
    timer.expire();
    expect(await running).toEqual({ stage: 'written', code: 'timeout' });
    expect(timer.waiting.size).toBe(0);
  });

  it('holds where a body never ends', async () => {
    const timer = createManualTimer();
    const silent = async () => new Response(new ReadableStream({ start: () => void setImmediate(timer.expire) }));
    const request: HttpRequest = { method: 'GET', url: 'http://x.test', headers: {}, limitMs: 1 };
    expect(await exchange(request, { fetch: silent, now: Date.now, after: timer.after })).toMatchObject({
      stage: 'answered',
      cut: 'timeout',
    });
  });

  it('leaves no timer behind', async () => {
    const timer = createManualTimer();
    await ask((_, response) => response.end(), {}, timer.after);
    expect(timer.waiting.size).toBe(0);
  });
});

describe('a caller', () => {
  it('who gave up before costs no request', async () => {
    const fetchSpy = vi.fn();
    const request: HttpRequest = { method: 'POST', url: 'http://x.test', headers: {}, limitMs: 1, signal: AbortSignal.abort() };
    expect(await exchange(request, { fetch: fetchSpy, now: Date.now, after: startTimer })).toEqual({
      stage: 'not-written',
      code: 'cancelled',
    });
    expect(fetchSpy).not.toHaveBeenCalled();
  });

  it('who gives up later leaves the outcome open', async () => {
    const caller = new AbortController();
    const result = await ask(() => caller.abort(), { signal: caller.signal });
    expect(result).toEqual({ stage: 'written', code: 'cancelled' });
  });
});

it('leaves cookies, redirects and caches to nobody else', async () => {
  const fetchSpy = vi.fn(async () => new Response());
  await exchange(
    { method: 'GET', url: 'http://x.test', headers: {}, limitMs: 1000 },
    { fetch: fetchSpy, now: Date.now, after: startTimer },
  );
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
  expect(await exchange(request, { fetch: throwing, now: Date.now, after: startTimer })).toEqual({
    stage: 'written',
    code: 'connection-lost',
  });
});
