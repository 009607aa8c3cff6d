import type { Message, MessageState } from '../../model/message.ts';
import { exactText, insertRow, readableOf, readNumber, storable, unlessDamaged, updateRow } from './codec.ts';
import type { Database, Row } from './database.ts';
import { findOrAddLine } from './line-rows.ts';
import { createIds } from './message-ids.ts';
import { messageColumns, messageOf, messageTables, type StoredMessage, stateCode, storedMessageOf } from './message-rows.ts';
import { messageTable, outboxTable } from './tables.ts';
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

/** Some messages by id: those that can be read, how many more are damaged, and the last id of all of them (undefined: there are no more). */
export interface ListedMessages {
  readonly messages: readonly Message[];
  readonly damaged: number;
  readonly last?: number;
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
    return row && messageOf(database, row);
  }

  /** Puts a message into the index under another address, and returns what is to be stored; undefined: nothing changes. */
  function indexAddress(id: number, address: string | undefined): string | undefined {
    const before = address === undefined ? undefined : find(id);
    if (before === undefined || address === undefined || before.address === address) return undefined;
    removeFromIndex(database, id, before);
    addToIndex(database, id, { ...before, address });
    return storable(address);
  }

  function deleteRows(id: number): void {
    database.prepare('DELETE FROM outbox WHERE id = ?').run(id);
    database.prepare('DELETE FROM message WHERE id = ?').run(id);
  }

  return {
    find,

    /** Whether a row has this id of the service, damaged or not. */
    hasServerId: (serverId: string): boolean =>
      database.prepare('SELECT 1 FROM message WHERE server_id = ?').get(storable(serverId)) !== undefined,

    /** The message that has an id of the service. */
    holderOf(serverId: string): StoredMessage | 'damaged' | undefined {
      const row = database.prepare(`${select} WHERE m.server_id = ?`).get(storable(serverId));
      return row && (unlessDamaged(database, () => storedMessageOf(database, row)) ?? 'damaged');
    },

    /** The last messages with an address, on one line or all, oldest first. Damaged ones are left out. */
    conversation(endpointId: string | undefined, address: string, limit: number): readonly Message[] {
      const rows = database
        .prepare(`${select} WHERE m.address = ? AND (? = '' OR l.endpoint_id = ?) ORDER BY m.at DESC, m.id DESC LIMIT ?`)
        .all(address, endpointId ?? '', endpointId ?? '', limit);
      return readableOf(database, rows, (row) => messageOf(database, row)).toReversed();
    },

    count: (): number => readNumber(database, 'SELECT count(*) AS value FROM message') ?? 0,

    /** The next messages after an id, by id, which is nearly by time. */
    listAfter(id: number, limit: number): ListedMessages {
      const rows = database.prepare(`${select} WHERE m.id > ? ORDER BY m.id LIMIT ?`).all(id, limit);
      const messages = readableOf(database, rows, (row) => messageOf(database, row));
      return { messages, damaged: rows.length - messages.length, last: readId(rows.at(-1)) };
    },

    /** Whether a message is stored already: one with the same id of the service, or else with the same time, address and text. */
    has({ serverId, at, address, text }: Pick<NewMessage, 'serverId' | 'at' | 'address' | 'text'>): boolean {
      const isSame = database.prepare('SELECT 1 FROM message WHERE server_id = ?');
      if (serverId !== undefined && isSame.get(storable(serverId))) return true;
      const rows = database.prepare(`${select} WHERE m.address = ? AND m.at = ? AND m.text = ?`).all(storable(address), at, storable(text));
      const alike = readableOf(database, rows, (row) => messageOf(database, row));
      return alike.some((stored) => stored.text === text && (!serverId || !stored.serverId));
    },

    /** Stores a message and returns its new id. */
    insert(message: NewMessage): number {
      const id = ids.next(message.at);
      insertRow(database, messageTable, {
        id,
        at: message.at,
        state: stateCode[message.state],
        own: message.own ? 1 : 0,
        ...findOrAddLine(database, message.endpointId, message.lineName),
        address: message.address,
        name: message.name,
        text: message.text,
        exact_text: exactText(message.text),
        session_id: message.sessionId,
        server_id: message.serverId,
        sender: message.sender,
      });
      addToIndex(database, id, message);
      return id;
    },

    change(id: number, change: MessageChange): void {
      updateRow(database, messageTable, id, {
        ...(change.endpointId === undefined ? {} : findOrAddLine(database, change.endpointId, change.lineName)),
        address: indexAddress(id, change.address),
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
      deleteRows(message.id);
    },

    /**
     * Deletes a message that cannot be read, whose text the index would need to forget it: what stays there finds nothing, and its id is not given out
     * again.
     */
    removeDamaged(id: number): void {
      ids.retire(id);
      ids.keepForIndex(id);
      deleteRows(id);
      for (const { name } of [messageTable, outboxTable]) database.damagedRows.forget(name, id);
    },
  };
}

export type MessageStore = ReturnType<typeof createMessageStore>;

/** The id of a row of `messageColumns`: it is the key of the row in the file, so it can always be read. */
const readId = (row: Row | undefined): number | undefined => (row === undefined ? undefined : Number(row[messageTable.selectedKey]));
