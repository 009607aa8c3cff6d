/** A message as the simulator keeps it; `message-info.ts` turns it into the service's `MessageInfo`. */
export interface StoredMessage {
  readonly id: string;
  readonly endpointId: string;
  /** The chat session it was posted into. */
  readonly sessionId?: string;
  readonly direction: 'Incoming' | 'Outgoing';
  /** There from the start, sent by SendMessage, or added by the simulator's `receive`. */
  readonly origin: 'sample' | 'sent' | 'received';
  /** The other party, E.164. */
  readonly otherAddress: string;
  readonly text: string;
  /** Server time, ms since 1970. */
  readonly at: number;
  /** Server time from which lists show it; Infinity = never. */
  readonly listedFrom: number;
}

/** A line or a user of the account. */
export interface StoredEndpoint {
  readonly id: string;
  readonly displayName: string;
  readonly type: 'PhoneNumber' | 'User';
  /** E.164. */
  readonly phoneNumber?: string;
  readonly disableSms: boolean;
  readonly isVirtualPhoneNumber: boolean;
}

/** A chat session: a conversation with one person that runs on a line. */
export interface StoredSession {
  readonly id: string;
  readonly endpointId: string;
  /** The other party, E.164. */
  readonly from: string;
  readonly fromName: string;
  readonly at: number;
  readonly ended: boolean;
}

/** Everything one account holds, in memory. */
export function createStore(endpoints: readonly StoredEndpoint[]) {
  const messages: StoredMessage[] = [];
  const sessions = new Map<string, StoredSession>();
  const conversations = new Map<string, string>();
  const newId = createIds();

  return {
    endpoints,
    messages: () => messages as readonly StoredMessage[],
    sessions: () => [...sessions.values()] as readonly StoredSession[],
    endpoint: (id: string | undefined) => endpoints.find((endpoint) => endpoint.id === id),
    session: (id: string) => sessions.get(id),
    addMessage(message: Omit<StoredMessage, 'id'>): StoredMessage {
      const stored = { id: newId(), ...message };
      messages.push(stored);
      return stored;
    },
    /** Adds a running session; its id is made unless one is given. */
    addSession({ id = newId(), ...session }: Omit<StoredSession, 'id' | 'ended'> & { readonly id?: string }): StoredSession {
      const stored = { id, ended: false, ...session };
      sessions.set(stored.id, stored);
      return stored;
    },
    endSession(id: string): void {
      const session = sessions.get(id);
      if (session) sessions.set(id, { ...session, ended: true });
    },
    /** The id of the conversation a message belongs to: one endpoint with one address. */
    conversationId({ endpointId, otherAddress }: StoredMessage): string {
      const key = `${endpointId} ${otherAddress}`;
      const id = conversations.get(key) ?? newId();
      conversations.set(key, id);
      return id;
    },
  };
}

export type Store = ReturnType<typeof createStore>;

/** Ids as MongoDB makes them: 24 hexadecimal digits, each larger than the one before. */
function createIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `67409d80c0ffee64${last.toString(16).padStart(8, '0')}`;
  };
}
