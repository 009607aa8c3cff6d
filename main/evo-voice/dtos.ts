/**
 * The service's data types as they travel (evo-voice-api.md 3). Every member of an answer is optional on the wire;
 * what our code cannot do without is required here and checked when an answer is read (`answers.ts`).
 */

/** Request of `SendMessage` (evo-voice-api.md 3.2): either `sessionId`, or `endpointId` with `toAddress`. */
export interface SendMessage {
  readonly sessionId?: string;
  readonly endpointId?: string;
  /** E.164 with a leading plus. */
  readonly toAddress?: string;
  readonly body: string;
}

/** The two directions the service documents; any other word is kept as it came (evo-voice-api.md 6.3, switch 17). */
export type MessageDirections = 'Incoming' | 'Outgoing' | (string & {});

/** A stored message (evo-voice-api.md 3.1). It carries no delivery status and no conversation id. */
export interface MessageInfo {
  readonly id: string;
  readonly accountId?: string;
  readonly customerId?: string;
  readonly endpointId?: string;
  readonly endpointDisplayName?: string;
  /** Text of undocumented format; `dates.ts` reads it. */
  readonly date?: string;
  readonly direction?: MessageDirections;
  readonly otherAddress?: string;
  readonly sender?: string;
  readonly text?: string;
  readonly isUnread?: boolean;
}

/** A conversation of one endpoint with one address (evo-voice-api.md 3.1). */
export interface ConversationInfo {
  readonly id?: string;
  readonly endpointId?: string;
  readonly otherAddress?: string;
  readonly mostRecentMessage?: MessageInfo;
}

/** The known part of an endpoint (evo-voice-api.md 3.5); the member that holds the number is not documented. */
export interface EndpointInfo {
  readonly id: string;
  readonly accountId?: string;
  readonly customerId?: string;
  readonly customerName?: string;
  readonly displayName?: string;
  readonly type?: string;
  readonly extraInformation?: string;
  readonly disableSms?: boolean;
  readonly isVirtualPhoneNumber?: boolean;
  /** The first of the candidate members that reads as a phone number, in E.164, when there is one. */
  readonly phoneNumber?: string;
}

/** The known part of a running session (evo-voice-api.md 3.7). */
export interface SessionInfo {
  readonly id: string;
  readonly endpointId?: string;
  readonly endpointName?: string;
  readonly toAddress?: string;
  readonly fromAddress?: string;
  readonly fromName?: string;
  /** `Voice`, `Chat` or `Fax`. */
  readonly channel?: string;
  readonly callState?: string;
  readonly ended?: boolean;
  readonly dateCreated?: string;
}

/** Who is signed in (evo-voice-api.md 3.9). */
export interface UserInfo {
  readonly id?: string;
  readonly isAuthenticated: boolean;
  readonly name?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly emailAddress?: string;
  readonly roles: readonly string[];
  readonly accountIds: readonly string[];
  readonly accountNames: readonly string[];
}

/** Request of the credentials login (evo-voice-api.md 2.2). */
export interface Authenticate {
  readonly provider: 'credentials';
  readonly userName: string;
  readonly password: string;
  readonly rememberMe: boolean;
}

/** Answer of the credentials login (evo-voice-api.md 2.2). */
export interface AuthenticateResponse {
  readonly userId?: string;
  readonly sessionId?: string;
  readonly userName?: string;
  readonly displayName?: string;
  readonly roles?: readonly string[];
}

/** Paging parameters that every list call takes (evo-voice-api.md 3.1). */
export interface ListRequest {
  /** Zero-based. */
  readonly page?: number;
  readonly countPerPage?: number;
  readonly all?: boolean;
  readonly specificIds?: readonly string[];
  readonly sortField?: string;
  readonly sortOrder?: 'Ascend' | 'Descend';
  readonly simplifiedPaging?: boolean;
}

/** The list envelope (evo-voice-api.md 3.1). */
export interface ListResponse<T> {
  readonly items: readonly T[];
  readonly totalCount?: number;
  readonly totalPages?: number;
  readonly hasMorePages?: boolean;
}

/** One field's complaint inside a `ResponseStatus`. */
export interface ResponseError {
  readonly errorCode?: string;
  readonly fieldName?: string;
  readonly message?: string;
}

/** The service's error object (evo-voice-api.md 4.1). */
export interface ResponseStatus {
  readonly errorCode?: string;
  readonly message?: string;
  readonly errors?: readonly ResponseError[];
}

/** The known part of an endpoint or customer that the login may configure (evo-voice-api.md 3.6). */
export interface SettingsObject {
  readonly id: string;
  readonly name?: string;
  /** `Endpoint` or `Customer`. */
  readonly type?: string;
  readonly endpointType?: string;
}
