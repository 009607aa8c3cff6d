import type { Message, MessageState } from '../../model/message.ts';
import { exactText, insertRow, readNumber, storable, updateRow } from './codec.ts';
import type { Database } from './database.ts';
import { findOrAddLine } from './line-rows.ts';
import { createIds } from './message-ids.ts';
import { messageColumns, messageOf, messageTables, stateCode } from './message-rows.ts';
import { addToIndex, removeFromIndex } from './text-index.ts';

/** A message as it is written: everything but what the outbox keeps while its end is open. */
export interface NewMessage {
  readonly state: MessageState;
  /** True: this app sent it, or will. */
  readonly own: boolean;
  /** ms since 1970. */
  readonly at: number;
  readonly endpointId?: string;
  readonly lineName?: string;
  readonly sessionId?: string;
  readonly address: string;
  readonly name?: string;
  readonly text: string;
  readonly serverId?: string;
  /** Who or what sent it, in the service's words, which no document explains; it decides nothing. */
  readonly sender?: string;
}

/** What a transition may change about a stored message; members that are absent stay. */
export interface MessageChange {
  readonly state?: MessageState;
  readonly endpointId?: string;
  readonly lineName?: string;
  readonly address?: string;
  readonly serverId?: string | null;
  /** ms since 1970; null shows it again. */
  readonly hiddenAt?: number | null;
}

/**
 * The message table together with its text index. Every call that writes belongs into a transaction of the caller's;
 * all of them throw what SQLite throws, and `DamagedRow`.
 */
export function createMessageStore(database: Database) {
  const ids = createIds(database);
  const select = `SELECT ${messageColumns} FROM ${messageTables}`;

  function find(id: number): Message | undefined {
    const row = database.prepare(`${select} WHERE m.id = ?`).get(id);
    return row && messageOf(row);
  }

  function moveTo(id: number, address: string): void {
    const before = find(id);
    if (before === undefined || before.address === address) return;
    removeFromIndex(database, id, before);
    addToIndex(database, id, { ...before, address });
    updateRow(database, 'message', 'id', id, { address: storable(address) });
  }

  return {
    find,

    findByServerId(serverId: string): Message | undefined {
      const row = database.prepare(`${select} WHERE m.server_id = ?`).get(serverId);
      return row && messageOf(row);
    },

    /** The last messages with an address, on one line or all, oldest first. */
    conversation(endpointId: string | undefined, address: string, limit: number): readonly Message[] {
      return database
        .prepare(`${select} WHERE m.address = ? AND (? = '' OR l.endpoint_id = ?) ORDER BY m.at DESC, m.id DESC LIMIT ?`)
        .all(address, endpointId ?? '', endpointId ?? '', limit)
        .map(messageOf)
        .reverse();
    },

    /** Whether this app sent it, or will. */
    isOwn: (id: number): boolean => readNumber(database, 'SELECT own AS value FROM message WHERE id = ?', id) === 1,

    count: (): number => readNumber(database, 'SELECT count(*) AS value FROM message') ?? 0,

    /** All messages in the order of their ids, which is nearly that of their times: the next ones after an id. */
    listAfter: (id: number, limit: number): readonly Message[] =>
      database.prepare(`${select} WHERE m.id > ? ORDER BY m.id LIMIT ?`).all(id, limit).map(messageOf),

    /** Whether a message is stored already: by its id of the service, or else by time, address and text. */
    has({ serverId, at, address, text }: Pick<NewMessage, 'serverId' | 'at' | 'address' | 'text'>): boolean {
      const same = database.prepare(`SELECT 1 FROM message WHERE server_id = ?`);
      if (serverId !== undefined && same.get(serverId)) return true;
      return database
        .prepare(`${select} WHERE m.address = ? AND m.at = ?`)
        .all(storable(address), at)
        .map(messageOf)
        .some((stored) => stored.text === text && (!serverId || !stored.serverId));
    },

    /** Writes a message and gives its new id. */
    insert(message: NewMessage): number {
      const id = ids.next(message.at);
      insertRow(database, 'message', {
        id,
        at: message.at,
        state: stateCode[message.state],
        own: message.own ? 1 : 0,
        line: findOrAddLine(database, message.endpointId, message.lineName),
        address: storable(message.address),
        name: message.name === undefined ? null : storable(message.name),
        text: storable(message.text),
        exact_text: exactText(message.text),
        session_id: message.sessionId,
        server_id: message.serverId,
        sender: message.sender === undefined ? null : storable(message.sender),
      });
      addToIndex(database, id, message);
      return id;
    },

    change(id: number, change: MessageChange): void {
      if (change.address !== undefined) moveTo(id, change.address);
      updateRow(database, 'message', 'id', id, {
        line: change.endpointId === undefined ? undefined : findOrAddLine(database, change.endpointId, change.lineName),
        server_id: change.serverId,
        hidden_at: change.hiddenAt,
        state: change.state === undefined ? undefined : stateCode[change.state],
      });
    },

    /** Remembers that all ids up to now are used up, before everything is deleted. */
    retireAll(): void {
      const newest = readNumber(database, 'SELECT max(id) AS value FROM message');
      if (newest !== undefined) ids.retire(newest);
    },

    remove(message: Message): void {
      ids.retire(message.id);
      removeFromIndex(database, message.id, message);
      database.prepare('DELETE FROM outbox WHERE id = ?').run(message.id);
      database.prepare('DELETE FROM message WHERE id = ?').run(message.id);
    },
  };
}

export type MessageStore = ReturnType<typeof createMessageStore>;
