import { type Message, type MessageState, messageStates } from '../../model/message.ts';
import { badLineReasons } from '../../words/work.ts';

/** A message as it stands in an export. */
export interface ExportedMessage {
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

/** The columns of a CSV export, in order. `date` is for people; an import reads `at`. */
export const columns = ['date', 'state', 'lineName', 'address', 'name', 'text', 'at', 'endpointId', 'sessionId', 'serverId'] as const;

/** The part of a message that is exported. */
export const exportedOf = ({ at, state, endpointId, lineName, sessionId, address, name, text, serverId }: Message): ExportedMessage => ({
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

/** A time (ms since 1970) as ISO 8601 in UTC; empty if it is beyond what a date can be. */
export const isoDate = (at: number): string => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : '');

/** Checks that a value is an exported message; if it is not, returns the reason in words. */
export function readExported(value: unknown): ExportedMessage | string {
  if (typeof value !== 'object' || value === null) return badLineReasons.notMessage;
  const { at, state, address, text, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || Math.abs(at) > 8.64e15) return badLineReasons.noTime;
  const known = messageStates.find((each) => each === state);
  if (known === undefined) return badLineReasons.unknownState;
  if (typeof address !== 'string') return badLineReasons.noAddress;
  if (typeof text !== 'string') return badLineReasons.noText;
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
