/*
 * The service's data types, as far as we use them. On the wire every member of an answer is optional; the few that our code needs are
 * required here and checked when an answer is read (`answers.ts`).
 */

/** A message to send: either to `sessionId`, or from `endpointId` to `toAddress`. */
export interface SendMessage {
  readonly sessionId?: string;
  readonly endpointId?: string;
  /** E.164, with the plus. */
  readonly toAddress?: string;
  readonly body: string;
}

/** The two directions the service documents; any other word is kept as it came. */
type MessageDirections = 'Incoming' | 'Outgoing' | (string & {});

/** A stored message. It has no delivery status and no conversation id. */
export interface MessageInfo {
  readonly id: string;
  readonly accountId?: string;
  readonly customerId?: string;
  readonly endpointId?: string;
  readonly endpointDisplayName?: string;
  /** In a format that is not documented; `dates.ts` reads it. */
  readonly date?: string;
  readonly direction?: MessageDirections;
  readonly otherAddress?: string;
  readonly sender?: string;
  readonly text?: string;
  readonly isUnread?: boolean;
}

/** A conversation of one endpoint with one address. */
export interface ConversationInfo {
  readonly id?: string;
  readonly endpointId?: string;
  readonly otherAddress?: string;
  readonly mostRecentMessage?: MessageInfo;
}

/** What we use of an endpoint: a phone number, a user, a team. */
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
  /** E.164; from the first of several members that holds a phone number, since the right one is not documented. */
  readonly phoneNumber?: string;
}

/** What we use of a running session, which is one call or one chat. */
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

/** Who is signed in. */
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

/** The answer to the credentials login. */
export interface AuthenticateResponse {
  readonly userId?: string;
  readonly sessionId?: string;
  readonly userName?: string;
  readonly displayName?: string;
  readonly roles?: readonly string[];
}

/** Paging parameters that every list call takes. */
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

/** One page of a list. */
export interface ListResponse<T> {
  readonly items: readonly T[];
  readonly totalCount?: number;
  readonly totalPages?: number;
  readonly hasMorePages?: boolean;
}

/** What is wrong with one field of the request. */
interface ResponseError {
  readonly errorCode?: string;
  readonly fieldName?: string;
  readonly message?: string;
}

/** The service's error object. */
export interface ResponseStatus {
  readonly errorCode?: string;
  readonly message?: string;
  readonly errors?: readonly ResponseError[];
}

/** What we use of an endpoint or a customer that the login may configure. */
export interface SettingsObject {
  readonly id: string;
  readonly name?: string;
  /** `Endpoint` or `Customer`. */
  readonly type?: string;
  readonly endpointType?: string;
}
