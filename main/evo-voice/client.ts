import type { Result, ServiceFailure } from '../model/failure.ts';
import type { WireFormat } from '../model/settings.ts';
import { type Answer, conversationsAnswer, endpointsAnswer, messagesAnswer, sessionsAnswer, settingsObjectsAnswer } from './answers.ts';
import { classifyCall, classifySend } from './classify.ts';
import type { ConversationInfo, EndpointInfo, ListRequest, MessageInfo, SendMessage, SessionInfo, UserInfo } from './dtos.ts';
import { type ClockDifference, createClockDifference } from './http/clock-difference.ts';
import { type After, startTimer } from './http/deadline.ts';
import { type Exchange, exchange } from './http/exchange.ts';
import { exchangeOnOwn, type Lend } from './http/own-connection.ts';
import { buildRequest, type Call, type Query } from './http/requests.ts';
import { type Login, readStatus, statusCall } from './login.ts';
import type { SendOutcome } from './outcomes.ts';
import { pages } from './paging.ts';
import { sendCall } from './send-call.ts';
import { findSenders } from './senders.ts';
import type { Server } from './server.ts';
import { createSession } from './session.ts';

/** A name and password; held only as long as a sign-in needs them. */
export interface Credentials {
  readonly userName: string;
  readonly password: string;
}

/** Filters of `GET /messages` (evo-voice-api.md 3.3). */
export interface MessagesQuery extends ListRequest {
  readonly endpointIds?: readonly string[];
  readonly conversationIds?: readonly string[];
  /** ISO 8601, UTC. */
  readonly afterDate?: string;
}

/** A line the login may send from, merged over the calls its roles allow (evo-voice-api.md 3.6). */
export interface Sender {
  readonly endpointId: string;
  readonly displayName?: string;
  /** E.164 when the service told it. */
  readonly phoneNumber?: string;
}

/** Everything the app asks of the service. Each call answers in values and never throws. */
export interface EvoVoiceClient {
  /** Signs in and keeps the session's cookies; asks `/auth/status` and gives who it is. */
  signIn(credentials: Credentials): Promise<Result<UserInfo, ServiceFailure>>;
  /** Ends the server's session and forgets the cookies. */
  signOut(): Promise<Result<void, ServiceFailure>>;
  authStatus(): Promise<Result<UserInfo, ServiceFailure>>;
  /** One POST, never repeated unless the first was provably not processed (a 401). */
  send(message: SendMessage, signal?: AbortSignal): Promise<SendOutcome>;
  /** One page when the query names `page` or `countPerPage`, otherwise every page there is. */
  listMessages(query: MessagesQuery): Promise<Result<readonly MessageInfo[], ServiceFailure>>;
  listConversations(query?: {
    readonly endpointIds?: readonly string[];
    readonly afterDate?: string;
  }): Promise<Result<readonly ConversationInfo[], ServiceFailure>>;
  /** All endpoints, or those of one `type` such as `PhoneNumber`. */
  listEndpoints(query?: { readonly type?: string }): Promise<Result<readonly EndpointInfo[], ServiceFailure>>;
  mySessions(): Promise<Result<readonly SessionInfo[], ServiceFailure>>;
  senders(user: UserInfo): Promise<Result<readonly Sender[], ServiceFailure>>;
  /** Server clock minus ours, from the `Date` headers of the last answers that were understood; undefined before the first. */
  clockDifference(): ClockDifference | undefined;
}

/** What a client needs from outside. */
export interface ClientOptions {
  /** Electron's `session.fetch` in the app, Node's in tests. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Lends a fetch whose connection nothing used before, for as long as `use` runs. Needed wherever `fetch` is Chromium's: on a connection
   * from its pool Chromium repeats a POST by itself when the server closes without an answer, which sends the text twice
   * (`main/own-connections.ts`). Node's fetch never repeats a POST.
   */
  readonly onOwnConnection?: Lend;
  readonly server: Server;
  /** Honest and stable, e.g. `EvoQuickSend/1.0.0 (linux)`: the service refuses some (evo-voice-api.md 0.2). */
  readonly userAgent: string;
  /** Asked for each call, so that the setting can change while the app runs. */
  readonly format: () => WireFormat;
  /** The stored credentials, for one silent sign-in after a 401; undefined when there are none. */
  readonly credentials: () => Promise<Credentials | undefined>;
  /** ms since 1970. */
  readonly now: () => number;
  /** Timers; the machine's own where nothing is given. */
  readonly after?: After;
}

/** ms a send may take: longer than other calls, since giving up early only makes its outcome unknown (issue 3, item 5). */
const sendLimitMs = 60_000;

/** Builds a client of one server for one login; it holds the session in memory and never logs. */
export function createEvoVoiceClient(options: ClientOptions): EvoVoiceClient {
  const { server, userAgent, format, credentials, now, after = startTimer } = options;
  const clocks = createClockDifference();

  async function perform(call: Call, { jar, authorization }: Login): Promise<Exchange> {
    const cookie = jar.header();
    const identity: Record<string, string> =
      authorization !== undefined ? { Authorization: authorization } : cookie !== undefined ? { Cookie: cookie } : {};
    const request = buildRequest(call, identity, { baseUrl: server.baseUrl, userAgent, format: format() });
    const run = (fetch: typeof globalThis.fetch) => exchange(request, { fetch, now, after });
    const result = await (call.once && options.onOwnConnection !== undefined
      ? exchangeOnOwn(options.onOwnConnection, run, after)
      : run(options.fetch));
    if (result.stage === 'answered' && authorization === undefined) jar.store(result.headers);
    return result;
  }

  const session = createSession({ perform, credentials, now });

  /** Sorts an answer, and learns from it what time it is over there where it was understood. */
  function read<R>(exchange: Exchange, sort: (exchange: Exchange) => R, isUnderstood: (result: R) => boolean): R {
    const result = sort(exchange);
    if (exchange.stage === 'answered' && isUnderstood(result)) clocks.learn(exchange.headers, exchange.receivedAtMs);
    return result;
  }

  async function ask<T>(path: string, query: Query, answer: Answer<T>): Promise<Result<T, ServiceFailure>> {
    const exchange = await session.call({ method: 'GET', path, query });
    return read(
      exchange,
      (each) => classifyCall(each, answer),
      (result) => result.ok,
    );
  }

  const listEndpoints: EvoVoiceClient['listEndpoints'] = (query = {}) =>
    pages((page) => ask('/endpoints', { ...query, ...page }, endpointsAnswer));

  const listConversations: EvoVoiceClient['listConversations'] = async (query = {}) => {
    const result = await ask('/conversations', query, conversationsAnswer);
    return result.ok ? { ok: true, value: result.value.conversations } : result;
  };

  return {
    signIn: session.signIn,
    signOut: session.signOut,
    authStatus: async () => read(await session.callOnce(statusCall), readStatus, (result) => result.ok),

    async send(message, signal) {
      const call = sendCall(message);
      if (call !== undefined) {
        const exchange = await session.call({ ...call, once: true, limitMs: sendLimitMs, signal });
        return read(exchange, classifySend, (outcome) => outcome.kind === 'accepted');
      }
      return { kind: 'refused', failure: { code: 'refused', detail: 'A message needs a session, or a line and a number.' } };
    },

    async listMessages(query) {
      const { page, countPerPage, ...filters } = query;
      if (page === undefined && countPerPage === undefined)
        return pages((each) => ask('/messages', { ...filters, ...each }, messagesAnswer));
      const result = await ask('/messages', { ...query }, messagesAnswer);
      return result.ok ? { ok: true, value: result.value.items } : result;
    },

    listConversations,
    listEndpoints,

    async mySessions() {
      const result = await ask('/sessions/my', {}, sessionsAnswer);
      return result.ok ? { ok: true, value: result.value.sessions } : result;
    },

    senders: (user) =>
      findSenders(user, {
        listEndpoints,
        listConversations,
        settingsObjects: async () => {
          const result = await ask('/app/settings-objects', {}, settingsObjectsAnswer);
          return result.ok ? { ok: true, value: result.value.settingsObjects } : result;
        },
      }),

    clockDifference: clocks.read,
  };
}
