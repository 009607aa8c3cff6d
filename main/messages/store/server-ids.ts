import type { Database } from './database.ts';
import type { MessageStore } from './message-store.ts';

/** What became of an id of the service that a row is to have: `serverId` is absent where another row keeps it. */
export interface ClaimedId {
  readonly serverId?: string | null;
  /** The pulled row that gave way. */
  readonly merged?: number;
}

/** Tells which ids of the service stand for a row, or did until it was deleted. All calls throw what SQLite throws, and `DamagedRow`. */
export function createServerIds(database: Database, store: Pick<MessageStore, 'findByServerId' | 'isOwn'>) {
  const isDeleted = (serverId: string): boolean => database.prepare('SELECT 1 FROM gone WHERE server_id = ?').get(serverId) !== undefined;

  return {
    /** Remembers the id of a message that is deleted: the next pulls list it again. `at` is the message's time in ms since 1970. */
    rememberDeleted(serverId: string, at: number): void {
      database.prepare('INSERT OR IGNORE INTO gone VALUES (?, ?)').run(serverId, at);
    },
    /** The same for all messages since a moment (ms since 1970). */
    rememberAllDeleted(since: number): void {
      database.prepare('INSERT OR IGNORE INTO gone SELECT server_id, at FROM message WHERE server_id IS NOT NULL AND at > ?').run(since);
    },
    /** Forgets the ids of deleted messages from before a moment (ms since 1970). */
    forgetDeleted(before: number): void {
      database.prepare('DELETE FROM gone WHERE at < ?').run(before);
    },
    isTaken: (serverId: string): boolean => store.findByServerId(serverId) !== undefined || isDeleted(serverId),
    /** The same, but a row that was only pulled does not count. */
    isTakenByOwn(serverId: string): boolean {
      const holder = store.findByServerId(serverId);
      return holder === undefined ? isDeleted(serverId) : store.isOwn(holder.id);
    },
  };
}

export type ServerIds = ReturnType<typeof createServerIds>;

/**
 * Every id of the service stands for one row. A pulled row that holds it is the same message and gives way; another message of ours that
 * holds it keeps it, which happens only when the service made one message of two equal requests.
 */
export function claimServerId(
  store: Pick<MessageStore, 'findByServerId' | 'isOwn' | 'remove'>,
  id: number,
  serverId: string | null | undefined,
): ClaimedId {
  if (typeof serverId !== 'string') return { serverId };
  const holder = store.findByServerId(serverId);
  if (holder === undefined || holder.id === id) return { serverId };
  if (store.isOwn(holder.id)) return {};
  store.remove(holder);
  return { serverId, merged: holder.id };
}
