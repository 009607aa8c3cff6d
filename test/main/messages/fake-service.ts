import type { ClockDifference, EvoVoiceClient, MessagesQuery } from '../../../main/evo-voice/api.ts';
import type { MessageInfo, SendMessage, SessionInfo, UserInfo } from '../../../main/evo-voice/dtos.ts';
import type { SendOutcome } from '../../../main/evo-voice/outcomes.ts';
import type { Result, ServiceFailure } from '../../../main/model/failure.ts';

export const line = 'ep-main';
export const ann = '+15556667777';
export const bo = '+15556668888';

/** How the next send ends. `stored` says whether the service keeps the message although the answer says something else. */
export type Behaviour = { readonly stored: boolean; readonly outcome?: SendOutcome; readonly until?: Promise<void> };

export const unknown = (stored: boolean): Behaviour => ({ stored, outcome: { kind: 'unknown', failure: { code: 'timeout' } } });
export const notProcessed = (failure: ServiceFailure): Behaviour => ({ stored: false, outcome: { kind: 'not-processed', failure } });
export const refused = (detail: string): Behaviour => ({
  stored: false,
  outcome: { kind: 'refused', failure: { code: 'refused', status: 400, detail } },
});

const never = new Promise<never>(() => {});

/** A service in memory behind the client's type; it stores, lists, and can be told how the next sends end. */
export function fakeService(now: () => number) {
  const stored: MessageInfo[] = [];
  const requests: SendMessage[] = [];
  const next: Behaviour[] = [];
  let lists = 0;
  let listFailure: ServiceFailure | 'hang' | undefined;
  let statusFailure: ServiceFailure | 'hang' | undefined;
  let sessions: SessionInfo[] = [];
  const conversations: MessageInfo[] = [];
  let clock: ClockDifference | undefined = { leastMs: 0, mostMs: 0 };
  let aheadMs = 0;
  let datesBehindMs = 0;
  let change = (info: MessageInfo): MessageInfo => info;

  function keep(info: Omit<MessageInfo, 'id' | 'date'> & { readonly at?: number }): MessageInfo {
    const { at = now() + aheadMs - datesBehindMs, ...rest } = info;
    const made = change({ id: `server-${stored.length + 1}`, date: new Date(at).toISOString(), ...rest });
    stored.push(made);
    return made;
  }

  async function listMessages(query: MessagesQuery): Promise<Result<readonly MessageInfo[], ServiceFailure>> {
    lists++;
    if (listFailure === 'hang') return never;
    if (listFailure) return { ok: false, error: listFailure };
    const { page = 0, countPerPage = 25, endpointIds, afterDate } = query;
    const fitting = stored
      .filter((info) => !endpointIds || endpointIds.includes(info.endpointId ?? ''))
      .filter((info) => !afterDate || Date.parse(info.date ?? '') > Date.parse(afterDate))
      .sort((a, b) => Date.parse(b.date ?? '') - Date.parse(a.date ?? ''));
    return { ok: true, value: fitting.slice(page * countPerPage, (page + 1) * countPerPage) };
  }

  async function send(message: SendMessage): Promise<SendOutcome> {
    requests.push(message);
    const behaviour = next.shift() ?? { stored: true };
    const session = sessions.find(({ id }) => id === message.sessionId);
    const place = session
      ? { endpointId: session.endpointId, otherAddress: session.fromAddress }
      : { endpointId: message.endpointId, otherAddress: message.toAddress };
    const info = behaviour.stored ? keep({ direction: 'Outgoing', text: message.body, ...place }) : undefined;
    await behaviour.until;
    if (behaviour.outcome) return behaviour.outcome;
    if (info === undefined) throw new Error('nothing stored and no outcome');
    return { kind: 'accepted', message: info };
  }

  async function authStatus(): Promise<Result<UserInfo, ServiceFailure>> {
    if (statusFailure === 'hang') return never;
    if (statusFailure) return { ok: false, error: statusFailure };
    return { ok: true, value: { isAuthenticated: true, roles: ['User'], accountIds: [], accountNames: [] } };
  }

  const client = {
    send,
    listMessages,
    listConversations: async () => ({ ok: true, value: conversations.map((mostRecentMessage) => ({ mostRecentMessage })) }),
    mySessions: async () => ({ ok: true, value: sessions }),
    authStatus,
    clockDifference: () => clock,
  } satisfies Pick<EvoVoiceClient, 'send' | 'listMessages' | 'listConversations' | 'mySessions' | 'authStatus' | 'clockDifference'>;

  return {
    client: client as unknown as EvoVoiceClient,
    stored,
    requests,
    conversations,
    keep,
    lists: () => lists,
    nextSends: (...behaviours: readonly Behaviour[]) => void next.push(...behaviours),
    /** What the next listings end in. `hang`: they never end. */
    failLists: (failure: ServiceFailure | 'hang' | undefined) => {
      listFailure = failure;
    },
    /** The same for the question who is signed in. */
    failStatus: (failure: ServiceFailure | 'hang' | undefined) => {
      statusFailure = failure;
    },
    /** The network is gone, in this way, or back. */
    setNetwork: (failure: ServiceFailure | 'hang' | undefined) => {
      listFailure = failure;
      statusFailure = failure;
    },
    setSessions: (value: SessionInfo[]) => {
      sessions = value;
    },
    setAhead: (ms: number) => {
      aheadMs = ms;
      clock = { leastMs: ms, mostMs: ms };
    },
    /** What the client believes of the clocks, whatever they are. */
    setClock: (difference: ClockDifference | undefined) => {
      clock = difference;
    },
    /** Dates of messages are behind the service's own clock. */
    setDatesBehind: (ms: number) => {
      datesBehindMs = ms;
    },
    /** What the service makes of a message while it stores it. */
    setChange: (made: (info: MessageInfo) => MessageInfo) => {
      change = made;
    },
  };
}
