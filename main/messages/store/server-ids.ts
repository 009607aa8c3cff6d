import type { Database } from './database.ts';
import type { MessageStore } from './message-store.ts';

/** An id of the service for a message; `serverId` is undefined if another message keeps it. */
interface ClaimedId {
  readonly serverId?: string | null;
  /** The pulled message that was removed for it. */
  readonly merged?: number;
}

/** Knows which ids of the service belong to a message here, or did until it was deleted. All calls throw what SQLite throws, and `DamagedRow`. */
export function createServerIds(database: Database, store: Pick<MessageStore, 'findByServerId' | 'isOwn'>) {
  const isDeleted = (serverId: string): boolean => database.prepare('SELECT 1 FROM gone WHERE server_id = ?').get(serverId) !== undefined;

  return {
    /** Remembers the id of a message that is being deleted. `at` is the time of the message, ms since 1970. */
    rememberDeleted(serverId: string, at: number): void {
      database.prepare('INSERT OR IGNORE INTO gone VALUES (?, ?)').run(serverId, at);
    },
    /** Remembers the ids of all messages since a moment (ms since 1970), before they are deleted. */
    rememberAllDeleted(since: number): void {
      database.prepare('INSERT OR IGNORE INTO gone SELECT server_id, at FROM message WHERE server_id IS NOT NULL AND at > ?').run(since);
    },
    /** Forgets the ids of deleted messages from before a moment (ms since 1970). */
    forgetDeleted(before: number): void {
      database.prepare('DELETE FROM gone WHERE at < ?').run(before);
    },
    /** Whether a message here has this id, or had it until it was deleted. */
    isTaken: (serverId: string): boolean => store.findByServerId(serverId) !== undefined || isDeleted(serverId),
    /** The same, but a message that was only pulled does not count. */
    isTakenByOwn(serverId: string): boolean {
      const holder = store.findByServerId(serverId);
      return holder === undefined ? isDeleted(serverId) : store.isOwn(holder.id);
    },
  };
}

export type ServerIds = ReturnType<typeof createServerIds>;

/**
 * Gets an id of the service for message `id`: each belongs to one message only. A pulled message that has it is the same message and is removed;
 * another message sent from here keeps it, which happens only if the service made one message of two equal requests.
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
