import type { ConversationInfo, EndpointInfo, ListRequest, MessageInfo, SendMessage, SessionInfo, UserInfo } from './dtos.ts';
import type { CallResult, SendOutcome } from './outcomes.ts';

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
  listMessages(query: MessagesQuery): Promise<CallResult<readonly MessageInfo[]>>;
  listConversations(query?: {
    readonly endpointIds?: readonly string[];
    readonly afterDate?: string;
  }): Promise<CallResult<readonly ConversationInfo[]>>;
  listEndpoints(): Promise<CallResult<readonly EndpointInfo[]>>;
  mySessions(): Promise<CallResult<readonly SessionInfo[]>>;
  senders(user: UserInfo): Promise<CallResult<readonly Sender[]>>;
  /** Server clock minus ours, in ms, from the last `Date` header; undefined before the first answer. */
  clockDifferenceMs(): number | undefined;
}
