import type { Clock } from '../../clock.ts';
import type { ServiceErrorCode, ServiceFailure } from '../../model/failure.ts';
import { type Stop, startStop } from './deadline.ts';
import { readNetworkError } from './network-errors.ts';

/** One HTTP request. The body is a text, so that it travels with its length (evo-voice-api.md 5.2). */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** ms the whole exchange may take, from the connection to the last byte of the answer. */
  readonly limitMs: number;
  readonly signal?: AbortSignal;
}

/** How far one exchange got, and what came of it. */
export type Exchange =
  /** Provably nothing of the request was written. */
  | { readonly stage: 'not-written'; readonly code: ServiceErrorCode }
  /** The request may have been written; no answer came. */
  | { readonly stage: 'written'; readonly code: ServiceErrorCode }
  /** An answer came. `cut`: why its body did not come to its end. */
  | {
      readonly stage: 'answered';
      readonly status: number;
      readonly headers: Headers;
      readonly body: string;
      /** ms since 1970, when the headers came. */
      readonly receivedAtMs: number;
      readonly cut?: ServiceErrorCode;
    }
  /** The service asked for a login, and the silent one failed (`session.ts`): it did not act on the request. */
  | { readonly stage: 'not-signed-in'; readonly failure: ServiceFailure };

/** Bytes an answer may have, after decompression (issue 3, item 5). */
export const answerLimit = 8 * 1024 * 1024;

/**
 * Makes one exchange, never throws, never repeats. Fetch does not tell when it has connected, so the limits for connecting are those of the
 * two stacks and of the whole exchange. Redirects are refused. Cookies are ours, which Electron respects only with `credentials: 'omit'`
 * (electron-platform.md 7).
 */
export async function exchange(
  request: HttpRequest,
  { fetch, clock }: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock },
): Promise<Exchange> {
  if (request.signal?.aborted === true) return { stage: 'not-written', code: 'cancelled' };
  const stop = startStop(request.limitMs, request.signal, clock);
  try {
    const response = await stop.race(
      fetch(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        signal: stop.signal,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
      }),
    );
    const receivedAtMs = clock.now();
    const answer = await readBody(response, stop);
    return { stage: 'answered', status: response.status, headers: response.headers, receivedAtMs, ...answer };
  } catch (error) {
    const reason = stop.reason();
    if (reason !== undefined) return { stage: 'written', code: reason };
    const { mayBeWritten, code } = readNetworkError(error);
    return { stage: mayBeWritten ? 'written' : 'not-written', code };
  } finally {
    stop.end();
  }
}

/** Reads the body as it comes and lets go of it beyond the limit. Bytes that are no UTF-8 read as U+FFFD. */
async function readBody(response: Response, stop: Stop): Promise<{ body: string; cut?: ServiceErrorCode }> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const part = reader === undefined ? undefined : await stop.race(reader.read());
      if (part === undefined || part.done) return { body: new TextDecoder().decode(Buffer.concat(chunks)) };
      size += part.value.byteLength;
      if (size > answerLimit) {
        stop.abort();
        return { body: '', cut: 'too-large' };
      }
      chunks.push(part.value);
    }
  } catch {
    return { body: '', cut: stop.reason() ?? 'connection-lost' };
  }
}
