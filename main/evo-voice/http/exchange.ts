import type { Clock } from '../../clock.ts';
import type { ServiceErrorCode, ServiceFailure } from '../../model/failure.ts';
import { createYielder } from '../../yielding.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { readNetworkError } from './network-errors.ts';

/** One HTTP request. The body is a string, so that it is sent with its length: the service takes a body without one for empty. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** ms for the whole exchange, from connecting to the last byte of the answer. */
  readonly limitMs: number;
  readonly signal?: AbortSignal;
}

/** How far an exchange got, and what came of it. */
export type Exchange =
  /** It is proven that no byte of the request was sent. */
  | { readonly stage: 'not-written'; readonly code: ServiceErrorCode }
  /** The request may have been sent; no answer came. */
  | { readonly stage: 'written'; readonly code: ServiceErrorCode }
  /** An answer came. `cut`: why its body is not complete. */
  | {
      readonly stage: 'answered';
      readonly status: number;
      readonly headers: Headers;
      readonly body: string;
      /** ms since 1970, when the headers came. */
      readonly receivedAtMs: number;
      readonly cut?: ServiceErrorCode;
    }
  /** The service wanted a login, and the silent sign-in failed (`session.ts`): it did not act on the request. */
  | { readonly stage: 'not-signed-in'; readonly failure: ServiceFailure };

/** Bytes an answer may have, after decompression. */
export const answerLimit = 8 * 1024 * 1024;

/**
 * Makes one exchange; never throws, never repeats. Fetch does not tell when it has connected, so there is no limit of our own for that.
 * Redirects are refused. `credentials: 'omit'` because Electron replaces our `Cookie` header by its own cookies otherwise.
 */
export async function exchange(
  request: HttpRequest,
  { fetch, clock }: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock },
): Promise<Exchange> {
  if (request.signal?.aborted === true) return { stage: 'not-written', code: 'cancelled' };
  const deadline = startDeadline(request.limitMs, request.signal, clock);
  try {
    const response = await deadline.race(
      fetch(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        signal: deadline.signal,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
      }),
    );
    const receivedAtMs = clock.now();
    const answer = await readBody(response, deadline);
    return { stage: 'answered', status: response.status, headers: response.headers, receivedAtMs, ...answer };
  } catch (error) {
    const reason = deadline.reason();
    if (reason !== undefined) return { stage: 'written', code: reason };
    const { mayBeWritten, code } = readNetworkError(error);
    return { stage: mayBeWritten ? 'written' : 'not-written', code };
  } finally {
    deadline.end();
  }
}

/** Reads the body as it comes in, in slices of 10 ms, and gives it up beyond the limit. Invalid UTF-8 reads as U+FFFD. */
async function readBody(response: Response, deadline: Deadline): Promise<{ body: string; cut?: ServiceErrorCode }> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const yieldIfDue = createYielder();
  const pieces: string[] = [];
  let size = 0;

  function giveUp(cut: ServiceErrorCode): { body: string; cut: ServiceErrorCode } {
    // Cancelled as well: Node's fetch links a signal weakly to an answer that is running, so an abort alone leaves some connections open.
    deadline.abort();
    reader?.cancel().catch(() => undefined);
    return { body: '', cut };
  }

  try {
    for (;;) {
      const part = reader === undefined ? undefined : await deadline.race(reader.read());
      if (part === undefined || part.done) return { body: pieces.join('') + decoder.decode() };
      size += part.value.byteLength;
      if (size > answerLimit) return giveUp('too-large');
      pieces.push(decoder.decode(part.value, { stream: true }));
      await yieldIfDue();
    }
  } catch {
    return giveUp(deadline.reason() ?? 'connection-lost');
  }
}
