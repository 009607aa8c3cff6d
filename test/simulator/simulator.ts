import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaultPlan, type Fault } from './faults.ts';
import { createListener, type RecordedRequest } from './listener.ts';
import { createLogins } from './logins.ts';
import type { OperationName } from './operations/names.ts';
import type { Role, Service } from './operations/operation.ts';
import { fillWithSamples, sampleEndpoints } from './sample.ts';
import { createStore, type StoredEndpoint, type StoredMessage, type StoredSession } from './store.ts';
import { defaultSwitches, type Switches } from './switches.ts';

/** What a simulator may be started with; every switch has a default (`switches.ts`). */
export interface SimulatorOptions extends Partial<Switches> {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly userName?: string;
  readonly password?: string;
  /** Faults of the first sends, before `fault` applies. */
  readonly nextFaults?: readonly Fault[];
  /** The account's endpoints; lines one may and may not text from when absent. */
  readonly endpoints?: readonly StoredEndpoint[];
  /** ms since 1970; the real clock when absent. */
  readonly now?: () => number;
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
  endpoints(): readonly StoredEndpoint[];
  sessions(): readonly StoredSession[];
  requests(): readonly RecordedRequest[];
  /** What the client did that a client must never do, one sentence each. */
  violations(): readonly string[];
  setSwitches(changes: Partial<Switches>): void;
  /** Faults of the next sends, one each, before `fault` applies again. */
  failNextSends(faults: readonly Fault[]): void;
  /** The same for any operation. */
  failNext(operation: OperationName, faults: readonly Fault[]): void;
  /** A text message comes in; now, unless `at` (server time, ms since 1970) says when. */
  receive(message: { readonly from: string; readonly endpointId: string; readonly text: string; readonly at?: number }): StoredMessage;
  /** Someone starts a chat. */
  addSession(session: {
    readonly from: string;
    readonly endpointId: string;
    readonly fromName?: string;
    readonly id?: string;
  }): StoredSession;
  endSession(id: string): void;
  /** Ends every login, as if it had expired. */
  expireSessions(): void;
  /** Cuts open connections and refuses new ones until `goOnline`, which keeps the port. */
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
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
    endpoints = sampleEndpoints,
    now: clock = Date.now,
    ...given
  } = options;
  let switches: Switches = { ...defaultSwitches, ...given };
  const now = () => clock() + switches.clockOffsetMs;
  const store = createStore(endpoints);
  if (switches.history === 'sample') fillWithSamples(store, now());
  const logins = createLogins({ userName, password, switches: () => switches, now });
  const service: Service = { userName, switches: () => switches, store, logins, roles: () => rolesOf[switches.role], now };
  const faults = createFaultPlan(() => switches.fault, switches.seed);
  faults.queue('SendMessage', nextFaults);
  const violations: string[] = [];
  const stop = new AbortController();
  const record = (sentence: string) => void violations.push(sentence);
  const listener = createListener(service, { record, nextFault: faults.next, stopped: stop.signal });
  const server = createServer(listener.handle);
  const listen = (on: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(on, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  const stopListening = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const ownPort = await listen(port);

  return {
    url: `http://127.0.0.1:${ownPort}`,
    userName,
    password,
    messages: store.messages,
    sent: () => store.messages().filter((message) => message.origin === 'sent'),
    endpoints: () => endpoints,
    sessions: store.sessions,
    requests: listener.requests,
    violations: () => violations,
    setSwitches: (changes) => {
      switches = { ...switches, ...changes };
    },
    failNext: faults.queue,
    failNextSends: (next) => faults.queue('SendMessage', next),
    receive: ({ from: otherAddress, endpointId, text, at = now() }) =>
      store.addMessage({ origin: 'received', direction: 'Incoming', endpointId, otherAddress, text, at, listedFrom: now() }),
    addSession: ({ fromName, ...session }) => store.addSession({ fromName: fromName ?? session.from, at: now(), ...session }),
    endSession: store.endSession,
    expireSessions: logins.expireAll,
    goOffline: stopListening,
    goOnline: async () => void (await listen(ownPort)),
    close() {
      stop.abort();
      return stopListening();
    },
  };
}
