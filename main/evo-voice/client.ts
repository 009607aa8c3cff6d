import type { ConversationInfo, EndpointInfo, ListRequest, MessageInfo, SendMessage, SessionInfo, UserInfo } from './dtos.ts';
import type { CallResult, SendOutcome } from './outcomes.ts';
import type { Server } from './server.ts';

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
  signIn(credentials: Credentials): Promise<CallResult<UserInfo>>;
  /** Ends the server's session and forgets the cookies. */
  signOut(): Promise<CallResult<void>>;
  authStatus(): Promise<CallResult<UserInfo>>;
  /** One POST, never repeated unless the first was provably not processed (a 401). */
  send(message: SendMessage, signal?: AbortSignal): Promise<SendOutcome>;
  /** One page when the query names `page` or `countPerPage`, otherwise every page there is. */
  listMessages(query: MessagesQuery): Promise<CallResult<readonly MessageInfo[]>>;
  listConversations(query?: {
    readonly endpointIds?: readonly string[];
    readonly afterDate?: string;
  }): Promise<CallResult<readonly ConversationInfo[]>>;
  /** All endpoints, or those of one `type` such as `PhoneNumber`. */
  listEndpoints(query?: { readonly type?: string }): Promise<CallResult<readonly EndpointInfo[]>>;
  mySessions(): Promise<CallResult<readonly SessionInfo[]>>;
  senders(user: UserInfo): Promise<CallResult<readonly Sender[]>>;
  /** Server clock minus ours, in ms, from the last `Date` header; undefined before the first answer. */
  clockDifferenceMs(): number | undefined;
}

/** What a client needs from outside. */
export interface ClientOptions {
  /** Electron's `session.fetch` in the app, Node's in tests. */
  readonly fetch: typeof globalThis.fetch;
  readonly server: Server;
  /** Honest and stable, e.g. `EvoQuickSend/1.0.0 (linux)`: the service refuses some (evo-voice-api.md 0.2). */
  readonly userAgent: string;
  /** Asked for each call, so that the setting can change while the app runs. */
  readonly format: () => 'json' | 'jsv';
  /** The stored credentials, for one silent sign-in after a 401; undefined when there are none. */
  readonly credentials: () => Promise<Credentials | undefined>;
  /** ms since 1970. */
  readonly now: () => number;
}

/** Builds a client of one server for one login; it holds the session in memory. */
export function createEvoVoiceClient(_options: ClientOptions): EvoVoiceClient {
  throw new Error('The client lands next.');
}
