import type { Message, MessageState } from '../../model/message.ts';
import { exactText, insertRow, readNumber, storable, updateRow } from './codec.ts';
import type { Database } from './database.ts';
import { findOrAddLine } from './line-rows.ts';
import { createIds } from './message-ids.ts';
import { messageColumns, messageOf, messageTables, stateCode } from './message-rows.ts';
import { addToIndex, removeFromIndex } from './text-index.ts';

/** A new message, without what the outbox keeps of it. */
export interface NewMessage {
  readonly state: MessageState;
  /** Whether it was, or will be, sent from here. */
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
  /** Who or what sent it, as the service says; nothing tells what that means, so nothing depends on it. */
  readonly sender?: string;
}

/** What may change about a stored message; absent members stay as they are. */
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
 * The messages, and their text index. A call that writes must be made in a transaction of the caller's. All calls throw what SQLite throws, and
 * `DamagedRow`.
 */
export function createMessageStore(database: Database) {
  const ids = createIds(database);
  const select = `SELECT ${messageColumns} FROM ${messageTables}`;

  function find(id: number): Message | undefined {
    const row = database.prepare(`${select} WHERE m.id = ?`).get(id);
    return row && messageOf(row);
  }

  function changeAddress(id: number, address: string): void {
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

    /** Whether a message was, or will be, sent from here. */
    isOwn: (id: number): boolean => readNumber(database, 'SELECT own AS value FROM message WHERE id = ?', id) === 1,

    count: (): number => readNumber(database, 'SELECT count(*) AS value FROM message') ?? 0,

    /** The next messages after an id, by id, which is nearly by time. */
    listAfter: (id: number, limit: number): readonly Message[] =>
      database.prepare(`${select} WHERE m.id > ? ORDER BY m.id LIMIT ?`).all(id, limit).map(messageOf),

    /** Whether a message is stored already: one with the same id of the service, or else with the same time, address and text. */
    has({ serverId, at, address, text }: Pick<NewMessage, 'serverId' | 'at' | 'address' | 'text'>): boolean {
      const isSame = database.prepare('SELECT 1 FROM message WHERE server_id = ?');
      if (serverId !== undefined && isSame.get(serverId)) return true;
      return database
        .prepare(`${select} WHERE m.address = ? AND m.at = ?`)
        .all(storable(address), at)
        .map(messageOf)
        .some((stored) => stored.text === text && (!serverId || !stored.serverId));
    },

    /** Stores a message and returns its new id. */
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
      if (change.address !== undefined) changeAddress(id, change.address);
      updateRow(database, 'message', 'id', id, {
        line: change.endpointId === undefined ? undefined : findOrAddLine(database, change.endpointId, change.lineName),
        server_id: change.serverId,
        hidden_at: change.hiddenAt,
        state: change.state === undefined ? undefined : stateCode[change.state],
      });
    },

    /** Remembers that all ids up to now have been used, before all messages are deleted. */
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
