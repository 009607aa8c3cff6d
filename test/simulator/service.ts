import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, failure, page, plain } from './answers.ts';
import type { SendFault } from './faults.ts';
import { checkAccess, findViolations, notSignedIn, wrongVerb } from './guards.ts';
import type { Call } from './http.ts';
import type { Caller } from './logins.ts';
import type { Service } from './operations/operation.ts';
import { readRequest } from './requests.ts';
import type { Route } from './routes.ts';

/** How a call ends: an answer, half an answer, or a cut connection. */
export interface Ending {
  readonly answer?: Answer;
  readonly truncated?: boolean;
}

/** Where a call's odd ends go: the record of violations and the plan of faults. */
export interface Judge {
  readonly record: (violation: string) => void;
  readonly nextFault: () => SendFault;
  readonly stopped: AbortSignal;
}

/** Runs one call from route to answer, in the order of a stock server: route, verb, request, login, role, operation. */
export async function serve(call: Call, route: Route | undefined, caller: Caller, service: Service, judge: Judge): Promise<Ending> {
  const switches = service.switches();
  if (switches.userAgentFilter === 'on' && /^(curl\/|$)/i.test(call.headers['user-agent'] ?? ''))
    return { answer: plain(403, 'Forbidden') };
  if (!route) return { answer: switches.unknownRoute === '404' ? plain(404, '404') : page(200, 'Evo Voice') };

  const violations = findViolations(call, route, service);
  for (const { sentence } of violations) judge.record(sentence);
  const refusal = violations.find((violation) => violation.refusal)?.refusal;
  if (refusal) return { answer: refusal };
  const anyVerb = route.operation.name === 'SendMessage';
  if (!route.verbFits && !anyVerb) return { answer: wrongVerb(route.operation.name) };

  const read = readRequest(call, route, switches);
  if ('refusal' in read) return { answer: read.refusal };
  const denied = checkAccess(call, route, caller, service);
  if (denied) return { answer: denied };
  const run = () => route.operation.run(read.request, service, caller, call.verb);
  return route.operation.name === 'SendMessage' ? runWithFault(run, judge, call, service) : { answer: run() };
}

async function runWithFault(run: () => Answer, judge: Judge, call: Call, service: Service): Promise<Ending> {
  const { slowMs, retryAfterS } = service.switches();
  const fault = judge.nextFault();
  const serverError = failure(500, 'Exception', 'The simulator was told to fail.');
  switch (fault) {
    case 'ok':
      return { answer: run() };
    case 'slow': {
      const answer = run();
      await wait(slowMs, undefined, { signal: judge.stopped });
      return { answer };
    }
    case 'late':
      await wait(slowMs, undefined, { signal: judge.stopped });
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
    case '500-before':
      return { answer: serverError };
    case '500-after':
      run();
      return { answer: serverError };
    case '429':
      return { answer: plain(429, 'Too many requests') };
    case '429-retry-after':
      return { answer: { ...plain(429, 'Too many requests'), headers: { 'Retry-After': String(retryAfterS) } } };
    case '503-html':
      return { answer: page(503, 'Service unavailable') };
    case '401':
      service.logins.expireAll();
      return { answer: notSignedIn(call, service) };
  }
}
