import { page, plain } from './answers.ts';
import type { Call } from './call.ts';
import { type Ending, endWithFault } from './endings.ts';
import type { Fault } from './faults.ts';
import { checkAccess, findViolations, wrongVerb } from './guards.ts';
import type { Caller } from './logins.ts';
import type { OperationName } from './operations/names.ts';
import type { Service } from './operations/operation.ts';
import { readRequest } from './requests.ts';
import type { Route } from './routes.ts';

/** What the simulator adds to the service: it records violations and plans faults. */
export interface Controls {
  readonly record: (violation: string) => void;
  readonly nextFault: (operation: OperationName) => Fault;
  /** Aborted when slow answers must not wait any longer. */
  readonly stopped: AbortSignal;
}

/** Handles one call in the order of a stock server: route, verb, request, login, role, operation. */
export async function serve(call: Call, route: Route | undefined, caller: Caller, service: Service, controls: Controls): Promise<Ending> {
  const switches = service.switches();
  const filtered = switches.userAgentFilter === 'on' && /^(curl\/|$)/i.test(call.headers['user-agent'] ?? '');
  if (filtered) return { answer: plain(403, 'Forbidden') };
  if (!route) return { answer: switches.unknownRoute === '404' ? plain(404, '404') : page(200, 'Evo Voice') };

  const { operation, verbFits } = route;
  const violations = findViolations(call, route);
  for (const { sentence } of violations) controls.record(sentence);
  const refusal = violations.find((violation) => violation.refusal)?.refusal;
  if (refusal) return { answer: refusal };
  const sentAnyway = operation.name === 'SendMessage' && switches.otherVerbs === 'send';
  if (!verbFits && !sentAnyway) return { answer: wrongVerb(operation.name) };

  const read = readRequest(call, route, switches);
  if ('refusal' in read) return { answer: read.refusal };
  const denied = checkAccess(call, route, caller, service);
  if (denied) return { answer: denied };
  const run = () => operation.run(read.request, service, caller, call.verb);
  return endWithFault(controls.nextFault(operation.name), run, call, service, controls.stopped);
}
