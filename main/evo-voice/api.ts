import type { Clock } from '../clock.ts';
import type { Result, ServiceFailure } from '../model/failure.ts';
import type { Line } from '../model/line.ts';
import type { WireFormat } from '../model/settings.ts';
import type { ConversationInfo, EndpointInfo, ListRequest, MessageInfo, SendMessage, SessionInfo, UserInfo } from './dtos.ts';
import type { OnFreshConnection } from './http/fresh-connection.ts';
import type { SendOutcome } from './outcomes.ts';
import type { Server } from './server.ts';

/** A user name and its password; held only as long as a sign-in needs them. */
export interface Credentials {
  readonly userName: string;
  readonly password: string;
}

/** Filters of the message list. */
export interface MessagesQuery extends ListRequest {
  readonly endpointIds?: readonly string[];
  readonly conversationIds?: readonly string[];
  /** ISO 8601, UTC. */
  readonly afterDate?: string;
}

/** Filters of the conversation list. */
interface ConversationsQuery {
  readonly endpointIds?: readonly string[];
  /** ISO 8601, UTC. */
  readonly afterDate?: string;
}

/** How far the service's clock is ahead of ours, in ms; the two are equal unless its answers disagree. */
export interface ClockDifference {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** Everything the app asks of the service. No call throws: failures are values. */
export interface EvoVoiceClient {
  /** Signs in, keeps the session's cookies and tells who is signed in. A failed sign-in leaves the session as it was. */
  signIn(credentials: Credentials): Promise<Result<UserInfo, ServiceFailure>>;
  /** Forgets the cookies and ends the session at the service; a failure means that the service may still keep it. */
  signOut(): Promise<Result<void, ServiceFailure>>;
  /** Asks the service who is signed in; never signs in by itself. */
  authStatus(): Promise<Result<UserInfo, ServiceFailure>>;
  /** Makes one POST. It is repeated only after a 401, which proves that the first was not processed. */
  send(message: SendMessage, signal?: AbortSignal): Promise<SendOutcome>;
  /** Lists one page when the query names `page` or `countPerPage`, otherwise all pages. */
  listMessages(query: MessagesQuery): Promise<Result<readonly MessageInfo[], ServiceFailure>>;
  listConversations(query?: ConversationsQuery): Promise<Result<readonly ConversationInfo[], ServiceFailure>>;
  /** Lists all endpoints, or those of one `type` such as `PhoneNumber`. */
  listEndpoints(query?: { readonly type?: string }): Promise<Result<readonly EndpointInfo[], ServiceFailure>>;
  /** Lists the running sessions of whoever is signed in. */
  mySessions(): Promise<Result<readonly SessionInfo[], ServiceFailure>>;
  /** Lists the lines this login may send from, in no particular order. */
  lines(user: UserInfo): Promise<Result<readonly Line[], ServiceFailure>>;
  /** How far the service's clock is ahead of ours; undefined before the first answer that tells. */
  clockDifference(): ClockDifference | undefined;
}

/** What a client is made of. */
export interface ClientOptions {
  /** Electron's `session.fetch` in the app, Node's in tests. */
  readonly fetch: typeof globalThis.fetch;
  /** Needed wherever `fetch` is Chromium's, which may repeat a POST by itself (`http/fresh-connection.ts`); Node's fetch never does. */
  readonly onFreshConnection?: OnFreshConnection;
  readonly server: Server;
  /** Honest and stable, e.g. `EvoQuickSend/1.0.0 (linux)`: the service turns some programs away. */
  readonly userAgent: string;
  /** Asked for each call, so that the setting can change while the app runs. */
  readonly format: () => WireFormat;
  /** The stored credentials, for one silent sign-in after a 401; undefined when there are none. */
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly clock: Clock;
}
