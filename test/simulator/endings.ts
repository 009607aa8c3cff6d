import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, failure, page, plain } from './answers.ts';
import type { Call } from './call.ts';
import type { Fault } from './faults.ts';
import { notSignedIn } from './guards.ts';
import type { Service } from './operations/operation.ts';

/** How a call ends: with an answer, with half of one, or with a cut connection when there is none. */
export interface Ending {
  readonly answer?: Answer;
  readonly truncated?: boolean;
}

const tenMegabytes = 10 * 2 ** 20;

/** Runs an operation with a fault. Rejects when `stopped` ends the waiting of `slow` and `late`. */
export async function endWithFault(fault: Fault, run: () => Answer, call: Call, service: Service, stopped: AbortSignal): Promise<Ending> {
  const { slowMs, retryAfterS } = service.switches();
  const tooMany = plain(429, 'Too many requests');
  const serverError = failure(500, 'Exception', 'The simulator was told to fail.');
  switch (fault) {
    case 'ok':
      return { answer: run() };
    case 'slow': {
      const answer = run();
      await wait(slowMs, undefined, { signal: stopped });
      return { answer };
    }
    case 'late':
      await wait(slowMs, undefined, { signal: stopped });
      return { answer: run() };
    case 'cut-before':
      return {};
    case 'cut-after':
      run();
      return {};
    case 'truncated-after':
      return { answer: run(), truncated: true };
    case 'html-after':
      run();
      return { answer: page(200, 'Evo Voice') };
    case 'huge-after': {
      const answer = run();
      const content = JSON.stringify(answer.dto ?? {}) + ' '.repeat(tenMegabytes);
      return { answer: { ...answer, text: { type: 'application/json; charset=utf-8', content } } };
    }
    case '500-before':
      return { answer: serverError };
    case '500-after':
      run();
      return { answer: serverError };
    case '429':
      return { answer: tooMany };
    case '429-retry-after':
      return { answer: { ...tooMany, headers: { 'Retry-After': String(retryAfterS) } } };
    case '503-html':
      return { answer: page(503, 'Service unavailable') };
    case '401':
      service.logins.expireAll();
      return { answer: notSignedIn(call, service) };
  }
}
