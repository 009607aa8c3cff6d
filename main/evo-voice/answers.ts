import * as v from 'valibot';
import { readE164 } from '../model/address.ts';
import type {
  AuthenticateResponse,
  ConversationInfo,
  EndpointInfo,
  ListResponse,
  MessageInfo,
  ResponseStatus,
  SessionInfo,
  SettingsObject,
  UserInfo,
} from './dtos.ts';
import { type WireType, wireObject } from './wire/wire-type.ts';

/*
 * The shape that every answer is checked against before other code sees it. Unknown members are dropped, unknown enum values are kept, a
 * missing list is empty and a missing flag is false. The same schemas tell how to read an answer that is written in JSV.
 */

/** The shape of an answer: for valibot to check, and for the wire formats to read. */
export interface Answer<T> {
  readonly schema: v.GenericSchema<unknown, T>;
  readonly wire: WireType;
  /** The items of the lists it holds, by the names of these. */
  readonly items: ReadonlyMap<string, Answer<unknown>>;
}

const text = v.optional(v.string());
const flag = v.optional(v.boolean());
const count = v.optional(v.number());
const texts = v.optional(v.array(v.string()), []);
const id = v.pipe(v.string(), v.nonEmpty());

const messageInfo = v.object({
  id,
  accountId: text,
  customerId: text,
  endpointId: text,
  endpointDisplayName: text,
  date: text,
  direction: text,
  otherAddress: text,
  sender: text,
  text,
  isUnread: flag,
});

/** A message that cannot be read must not hide the conversation it is in. */
const conversationInfo = v.object({
  id: text,
  endpointId: text,
  otherAddress: text,
  mostRecentMessage: v.fallback(v.optional(messageInfo), undefined),
});

/** Which member holds the phone number is not documented; these may, the likeliest first. */
const numberCandidates = { phoneNumber: text, e164: text, number: text, address: text, displayName: text, extraInformation: text };

const endpointInfo = v.pipe(
  v.object({
    id,
    accountId: text,
    customerId: text,
    customerName: text,
    type: text,
    disableSms: flag,
    isVirtualPhoneNumber: flag,
    ...numberCandidates,
  }),
  v.transform(({ e164, number, address, phoneNumber, ...known }) => ({
    ...known,
    phoneNumber: [phoneNumber, e164, number, address, known.displayName, known.extraInformation]
      .map(readE164)
      .find((read) => read !== undefined),
  })),
);

const sessionInfo = v.object({
  id,
  endpointId: text,
  endpointName: text,
  toAddress: text,
  fromAddress: text,
  fromName: text,
  channel: text,
  callState: text,
  ended: flag,
  dateCreated: text,
});

const userInfo = v.object({
  id: text,
  isAuthenticated: v.optional(v.boolean(), false),
  name: text,
  firstName: text,
  lastName: text,
  emailAddress: text,
  roles: texts,
  accountIds: texts,
  accountNames: texts,
});

const responseStatus = v.object({
  errorCode: text,
  message: text,
  errors: v.optional(v.array(v.object({ errorCode: text, fieldName: text, message: text }))),
});

const settingsObject = v.object({ id, name: text, type: text, endpointType: text });

export const messageAnswer = answer<MessageInfo>(messageInfo);
export const messagesAnswer = answer<ListResponse<MessageInfo>>(listOf(messageInfo));
export const endpointsAnswer = answer<ListResponse<EndpointInfo>>(listOf(endpointInfo));
export const conversationsAnswer = answer<{ readonly conversations: readonly ConversationInfo[] }>(
  v.object({ conversations: v.optional(v.array(conversationInfo), []) }),
);
export const sessionsAnswer = answer<{ readonly sessions: readonly SessionInfo[] }>(
  v.object({ sessions: v.optional(v.array(sessionInfo), []) }),
);
export const settingsObjectsAnswer = answer<{ readonly settingsObjects: readonly SettingsObject[] }>(
  v.object({ settingsObjects: v.optional(v.array(settingsObject), []) }),
);
export const userAnswer = answer<UserInfo>(userInfo);
export const loginAnswer = answer<AuthenticateResponse>(
  v.object({ userId: text, sessionId: text, userName: text, displayName: text, roles: texts }),
);
export const errorAnswer = answer<{ readonly responseStatus: ResponseStatus }>(v.object({ responseStatus }));

function listOf<T>(item: v.GenericSchema<unknown, T>) {
  return v.object({ items: v.optional(v.array(item), []), totalCount: count, totalPages: count, hasMorePages: flag });
}

function answer<T>(schema: v.GenericSchema<unknown, T>): Answer<T> {
  return { schema, wire: wireTypeOf(schema), items: itemsOf(schema) };
}

/** The part of a valibot schema that tells how its value is written on the wire. */
type Described =
  | { readonly type: 'string' | 'number' | 'boolean' }
  | { readonly type: 'optional'; readonly wrapped: v.GenericSchema }
  | { readonly type: 'array'; readonly item: v.GenericSchema }
  | { readonly type: 'object'; readonly entries: Readonly<Record<string, v.GenericSchema>> };

function wireTypeOf(schema: v.GenericSchema): WireType {
  const described = schema as unknown as Described;
  switch (described.type) {
    case 'optional':
      return wireTypeOf(described.wrapped);
    case 'array':
      return { list: wireTypeOf(described.item) };
    case 'object':
      return wireObject(Object.fromEntries(Object.entries(described.entries).map(([name, entry]) => [name, wireTypeOf(entry)])));
    default:
      return described.type;
  }
}

function itemsOf(schema: v.GenericSchema): ReadonlyMap<string, Answer<unknown>> {
  const described = schema as unknown as Described;
  const entries = described.type === 'object' ? Object.entries(described.entries) : [];
  return new Map(
    entries.flatMap(([name, entry]) => {
      const item = itemOf(entry);
      return item === undefined ? [] : [[name, answer(item)]];
    }),
  );
}

function itemOf(schema: v.GenericSchema): v.GenericSchema | undefined {
  const described = schema as unknown as Described;
  if (described.type === 'optional') return itemOf(described.wrapped);
  return described.type === 'array' ? described.item : undefined;
}
