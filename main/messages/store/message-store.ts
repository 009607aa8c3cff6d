import { indexText, type Searchable } from '../../model/fold.ts';
import type { Message, MessageState } from '../../model/message.ts';
import type { Database } from './database.ts';
import { createIds } from './message-ids.ts';
import { messageColumns, messageOf, messageTables, stateCode } from './message-rows.ts';
import { exactText, storable } from './storable-text.ts';

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
 * all of them throw what SQLite throws.
 */
export function createMessageStore(database: Database) {
  const ids = createIds(database);
  const direction = (state: MessageState) => (state === 'received' ? 'incoming' : 'outgoing');

  function lineOf(endpointId: string | undefined, name: string | undefined): number | null {
    if (endpointId === undefined && name === undefined) return null;
    const values = [endpointId ?? '', storable(name ?? '')] as const;
    const find = () => database.prepare('SELECT id FROM line WHERE endpoint_id = ? AND name = ?').get(...values)?.id;
    const known = find();
    if (typeof known === 'number') return known;
    database.prepare('INSERT INTO line (endpoint_id, name) VALUES (?, ?)').run(...values);
    return Number(find());
  }

  const index = (id: number, message: Searchable, state: MessageState) =>
    database.prepare('INSERT INTO message_text (rowid, text) VALUES (?, ?)').run(id, indexText(message, direction(state)));

  const unindex = (id: number, message: Searchable, state: MessageState) =>
    database
      .prepare("INSERT INTO message_text (message_text, rowid, text) VALUES ('delete', ?, ?)")
      .run(id, indexText(message, direction(state)));

  function find(id: number): Message | undefined {
    const row = database.prepare(`SELECT ${messageColumns} FROM ${messageTables} WHERE m.id = ?`).get(id);
    return row && messageOf(row);
  }

  return {
    find,
    /** Puts a message into the text index again, after that was emptied. */
    index: (message: Message): void => void index(message.id, message, message.state),
    findByServerId(serverId: string): Message | undefined {
      const row = database.prepare(`SELECT ${messageColumns} FROM ${messageTables} WHERE m.server_id = ?`).get(serverId);
      return row && messageOf(row);
    },
    /** The last messages with an address, on one line or all, oldest first. */
    conversation(endpointId: string | undefined, address: string, limit: number): readonly Message[] {
      return database
        .prepare(
          `SELECT ${messageColumns} FROM ${messageTables} WHERE m.address = ? AND (? = '' OR l.endpoint_id = ?)
           ORDER BY m.at DESC, m.id DESC LIMIT ?`,
        )
        .all(address, endpointId ?? '', endpointId ?? '', limit)
        .map(messageOf)
        .reverse();
    },
    /** Whether this app sent it, or will. */
    isOwn: (id: number): boolean => database.prepare('SELECT own FROM message WHERE id = ?').get(id)?.own === 1,
    /** Writes a message and gives its new id. */
    insert(message: NewMessage): number {
      const id = ids.next(message.at);
      database
        .prepare(
          `INSERT INTO message (id, at, state, own, line, address, name, text, exact_text, session_id, server_id, sender)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          message.at,
          stateCode[message.state],
          message.own ? 1 : 0,
          lineOf(message.endpointId, message.lineName),
          storable(message.address),
          message.name === undefined ? null : storable(message.name),
          storable(message.text),
          exactText(message.text),
          message.sessionId ?? null,
          message.serverId ?? null,
          message.sender === undefined ? null : storable(message.sender),
        );
      index(id, message, message.state);
      return id;
    },
    change(id: number, change: MessageChange): void {
      const set = (column: string, value: string | number | null) =>
        database.prepare(`UPDATE message SET ${column} = ? WHERE id = ?`).run(value, id);
      if (change.address !== undefined) {
        const before = find(id);
        if (before && before.address !== change.address) {
          unindex(id, before, before.state);
          index(id, { ...before, address: change.address }, before.state);
          set('address', storable(change.address));
        }
      }
      if (change.endpointId !== undefined) set('line', lineOf(change.endpointId, change.lineName));
      if (change.serverId !== undefined) set('server_id', change.serverId);
      if (change.hiddenAt !== undefined) set('hidden_at', change.hiddenAt);
      if (change.state !== undefined) set('state', stateCode[change.state]);
    },
    /** Remembers that all ids up to now are used up, before everything is deleted. */
    retireAll(): void {
      const newest = database.prepare('SELECT max(id) AS id FROM message').get()?.id;
      if (typeof newest === 'number') ids.retire(newest);
    },
    remove(message: Message): void {
      ids.retire(message.id);
      unindex(message.id, message, message.state);
      database.prepare('DELETE FROM outbox WHERE id = ?').run(message.id);
      database.prepare('DELETE FROM message WHERE id = ?').run(message.id);
    },
  };
}

export type MessageStore = ReturnType<typeof createMessageStore>;
