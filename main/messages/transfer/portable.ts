import { type Message, type MessageState, messageStates } from '../../model/message.ts';

/** A message as an export holds it. */
export interface Portable {
  /** ms since 1970. */
  readonly at: number;
  readonly state: MessageState;
  readonly endpointId?: string;
  readonly lineName?: string;
  readonly sessionId?: string;
  readonly address: string;
  readonly name?: string;
  readonly text: string;
  readonly serverId?: string;
}

/** The columns of a CSV export, in order. `date` is for people; `at` is what an import reads. */
export const columns = ['date', 'state', 'lineName', 'address', 'name', 'text', 'at', 'endpointId', 'sessionId', 'serverId'] as const;

/** The exported part of a message. */
export const portableOf = ({ at, state, endpointId, lineName, sessionId, address, name, text, serverId }: Message): Portable => ({
  at,
  state,
  endpointId,
  lineName,
  sessionId,
  address,
  name,
  text,
  serverId,
});

/** ISO 8601 in UTC; empty for what no calendar holds. */
export const isoDate = (at: number): string => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : '');

/** Checks one exported message; gives a reason in words when it is none. */
export function readPortable(value: unknown): Portable | string {
  if (typeof value !== 'object' || value === null) return 'not a message';
  const { at, state, address, text, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || Math.abs(at) > 8.64e15) return 'no time in "at"';
  const known = messageStates.find((each) => each === state);
  if (known === undefined) return 'no known state in "state"';
  if (typeof address !== 'string') return 'no "address"';
  if (typeof text !== 'string') return 'no "text"';
  const optional = (key: string): string | undefined => (typeof rest[key] === 'string' && rest[key] !== '' ? rest[key] : undefined);
  return {
    at,
    state: known,
    address,
    text,
    endpointId: optional('endpointId'),
    lineName: optional('lineName'),
    sessionId: optional('sessionId'),
    name: optional('name'),
    serverId: optional('serverId'),
  };
}
