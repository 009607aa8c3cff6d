import type { IncomingMessage, ServerResponse } from 'node:http';
import { failure } from './answers.ts';
import type { Call } from './call.ts';
import { chooseFormat } from './formats.ts';
import { readCall, writeAnswer } from './http.ts';
import type { OperationName } from './operations/names.ts';
import type { Service } from './operations/operation.ts';
import { findRoute } from './routes.ts';
import { type Controls, serve } from './service.ts';

/** A call as it was received, and how it ended: no status while it runs, 'cut' for a cut connection. */
export interface RecordedRequest extends Omit<Call, 'query'> {
  /** Undefined for an unknown path. */
  readonly operation?: OperationName;
  /** Server time, ms since 1970. */
  readonly at: number;
  readonly status?: number | 'cut';
}

/** Answers calls over HTTP and records each that was received to its end. */
export function createListener(service: Service, controls: Controls) {
  const requests: RecordedRequest[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query, ...received } = await readCall(request);
    const call: Call = { ...received, query };
    const route = findRoute(call.verb, call.pathname);
    const record: RecordedRequest = { ...received, operation: route?.operation.name, at: service.now() };
    const index = requests.push(record) - 1;
    const caller = service.logins.identify(call.headers);
    const ending = await serve(call, route, caller, service, controls);
    requests[index] = { ...record, status: ending.answer?.status ?? 'cut' };
    if (!ending.answer) return void response.destroy();
    const switches = service.switches();
    const format = chooseFormat(call, route, switches);
    const writing = { format, switches, cookies: caller.cookies, now: service.now(), truncated: ending.truncated ?? false };
    writeAnswer(response, ending.answer, writing);
  }

  return {
    requests: () => requests as readonly RecordedRequest[],
    /** Handles one request; an error of the simulator itself becomes a 500 that says so. */
    handle(request: IncomingMessage, response: ServerResponse): void {
      answer(request, response).catch((error: unknown) => {
        if (controls.stopped.aborted || request.destroyed) return void response.destroy();
        const format = { kind: 'json', contentType: 'application/json; charset=utf-8' } as const;
        const mistake = failure(500, 'SimulatorException', String(error));
        writeAnswer(response, mistake, { format, switches: service.switches(), cookies: [], now: service.now(), truncated: false });
      });
    },
  };
}
