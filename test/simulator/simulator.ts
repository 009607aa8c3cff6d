import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failure } from './answers.ts';
import { createFaultPlan, type SendFault } from './faults.ts';
import { chooseFormat } from './formats.ts';
import { type Call, readCall, writeAnswer } from './http.ts';
import { createLogins } from './logins.ts';
import type { Role, Service } from './operations/operation.ts';
import { findRoute } from './routes.ts';
import { fillWithSamples, sampleEndpoints } from './sample.ts';
import { type Ending, serve } from './service.ts';
import { createStore, type StoredMessage, type StoredSession } from './store.ts';
import { defaultSwitches, type Switches } from './switches.ts';

export interface SimulatorOptions extends Partial<Switches> {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly userName?: string;
  readonly password?: string;
  /** Faults of the first sends, before `fault` applies. */
  readonly nextFaults?: readonly SendFault[];
  /** ms since 1970; the real clock when absent. */
  readonly now?: () => number;
}

/** A call as it was received, and how it ended: no status yet while it runs, 'cut' for a cut connection. */
export interface RecordedRequest extends Omit<Call, 'query'> {
  /** Undefined for an unknown path. */
  readonly operation?: string;
  /** Server time, ms since 1970. */
  readonly at: number;
  readonly status?: number | 'cut';
}

/** A running simulator of the Evo Voice service. */
export interface Simulator {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  readonly userName: string;
  readonly password: string;
  /** Everything it keeps, oldest first: samples, sent and received. */
  messages(): readonly StoredMessage[];
  /** Only what calls of SendMessage stored, oldest first. */
  sent(): readonly StoredMessage[];
  sessions(): readonly StoredSession[];
  requests(): readonly RecordedRequest[];
  /** What the client did that a client must never do, one sentence each. */
  violations(): readonly string[];
  setSwitches(changes: Partial<Switches>): void;
  /** Faults of the next sends, one each, before `fault` applies again. */
  failNextSends(faults: readonly SendFault[]): void;
  /** A text message comes in. */
  receive(message: { readonly from: string; readonly endpointId: string; readonly text: string }): StoredMessage;
  /** Somebody starts a chat. */
  addSession(session: { readonly from: string; readonly endpointId: string; readonly fromName?: string }): StoredSession;
  endSession(id: string): void;
  /** Ends every login, as if its lifetime were over. */
  expireSessions(): void;
  /** Stops at once; open connections are cut. */
  close(): Promise<void>;
}

const rolesOf = {
  'user-customer': ['User', 'Customer'],
  user: ['User'],
  manager: ['Manager'],
  both: ['User', 'Manager'],
  none: [],
} as const satisfies Record<Switches['role'], readonly Role[]>;

/** Starts a simulator on 127.0.0.1; rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const {
    port = 0,
    userName = 'robin.doe@example.com',
    password = 'evening-tray-4711',
    nextFaults = [],
    now: clock = Date.now,
    ...given
  } = options;
  let switches: Switches = { ...defaultSwitches, ...given };
  const now = () => clock() + switches.clockOffsetMs;
  const store = createStore(sampleEndpoints);
  if (switches.history === 'sample') fillWithSamples(store, now());
  const logins = createLogins({ userName, password, switches: () => switches, now });
  const service: Service = { userName, switches: () => switches, store, logins, roles: () => rolesOf[switches.role], now };
  const faults = createFaultPlan(() => switches.fault, switches.seed);
  faults.queueNext(nextFaults);
  const requests: RecordedRequest[] = [];
  const violations: string[] = [];
  const stop = new AbortController();
  const judge = { record: (sentence: string) => void violations.push(sentence), nextFault: faults.next, stopped: stop.signal };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    const route = findRoute(call.verb, call.pathname);
    const { query: _, ...received } = call;
    const index = requests.push({ ...received, operation: route?.operation.name, at: now() }) - 1;
    const caller = logins.identify(call.headers);
    const ending: Ending = await serve(call, route, caller, service, judge);
    const record = requests[index];
    if (record) requests[index] = { ...record, status: ending.answer?.status ?? 'cut' };
    if (!ending.answer) return void response.destroy();
    const format = chooseFormat(call, route, switches);
    writeAnswer(response, ending.answer, { format, switches, cookies: caller.cookies, now: now(), truncated: ending.truncated ?? false });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (stop.signal.aborted || request.destroyed) return void response.destroy();
      writeAnswer(response, failure(500, 'SimulatorException', String(error)), {
        format: { kind: 'json', contentType: 'application/json; charset=utf-8' },
        switches,
        cookies: [],
        now: now(),
        truncated: false,
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    userName,
    password,
    messages: store.messages,
    sent: () => store.messages().filter((message) => message.origin === 'sent'),
    sessions: store.sessions,
    requests: () => requests,
    violations: () => violations,
    setSwitches: (changes) => {
      switches = { ...switches, ...changes };
    },
    failNextSends: faults.queueNext,
    receive: ({ from: otherAddress, endpointId, text }) =>
      store.addMessage({ origin: 'received', direction: 'Incoming', endpointId, otherAddress, text, at: now(), listedFrom: now() }),
    addSession: ({ from, endpointId, fromName = from }) => store.addSession({ endpointId, from, fromName, at: now() }),
    endSession: store.endSession,
    expireSessions: logins.expireAll,
    close: () =>
      new Promise((resolve) => {
        stop.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
