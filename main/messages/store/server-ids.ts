import { createYielder } from '../yielding.ts';
import { createRowCodec, insertRow, storable, unlessDamaged } from './codec.ts';
import type { Database } from './database.ts';
import { number } from './fields.ts';
import { firstIdOfHour } from './message-ids.ts';
import type { MessageStore } from './message-store.ts';
import { goneTable } from './tables.ts';

/** Messages whose ids are remembered in one transaction. */
const sliceSize = 50;

const goneRow = createRowCodec(goneTable, { at: number('at') });

/** An id of the service for a message; `serverId` is undefined if another message keeps it. */
interface ClaimedId {
  readonly serverId?: string | null;
  /** The pulled message that was removed for it. */
  readonly merged?: number;
}

/** Knows which ids of the service belong to a message here, or did until it was deleted. All calls throw what SQLite throws. */
export function createServerIds(database: Database, store: Pick<MessageStore, 'hasServerId' | 'holderOf' | 'listAfter'>) {
  /** A damaged row does not count: rather a deleted message comes back than another one is taken for sent. */
  function isDeleted(serverId: string): boolean {
    const row = database.prepare(`SELECT ${goneRow.columns} FROM gone g WHERE server_id = ?`).get(storable(serverId));
    return row !== undefined && unlessDamaged(database, () => goneRow.decode(database, row)) !== undefined;
  }

  function rememberDeleted(serverId: string, at: number): void {
    const isKnown = database.prepare('SELECT 1 FROM gone WHERE server_id = ?').get(storable(serverId)) !== undefined;
    if (!isKnown) insertRow(database, goneTable, { server_id: serverId, at });
  }

  return {
    /** Remembers the id of a message that is being deleted. `at` is the time of the message, ms since 1970. */
    rememberDeleted,
    /** Remembers the ids of all messages since a moment (ms since 1970), before they are deleted. */
    async rememberAllDeleted(since: number): Promise<void> {
      const yieldIfDue = createYielder();
      for (let last: number | undefined = firstIdOfHour(since) - 1; last !== undefined; ) {
        const listed = store.listAfter(last, sliceSize);
        database.transaction(() => {
          for (const { serverId, at } of listed.messages) if (serverId !== undefined && at > since) rememberDeleted(serverId, at);
        });
        last = listed.last;
        await yieldIfDue();
      }
    },
    /** Forgets the ids of deleted messages from before a moment (ms since 1970). */
    forgetDeleted(before: number): void {
      database.prepare('DELETE FROM gone WHERE at < ?').run(before);
    },
    /** Whether a message here has this id, or had it until it was deleted. */
    isTaken: (serverId: string): boolean => store.hasServerId(serverId) || isDeleted(serverId),
    /** The same, but a message that was only pulled does not count, nor one that is damaged. */
    isTakenByOwn(serverId: string): boolean {
      const holder = store.holderOf(serverId);
      return holder === undefined ? isDeleted(serverId) : holder !== 'damaged' && holder.isOwn;
    },
    /** Whether a damaged message has this id, so that nobody can tell which message that is. */
    isOfDamaged: (serverId: string): boolean => store.holderOf(serverId) === 'damaged',
  };
}

export type ServerIds = ReturnType<typeof createServerIds>;

/**
 * Gets an id of the service for message `id`: each belongs to one message only. A pulled message that has it is the same message and is removed;
 * another message sent from here keeps it, which happens only if the service made one message of two equal requests, and so does a damaged one.
 */
export function claimServerId(
  store: Pick<MessageStore, 'holderOf' | 'remove'>,
  id: number,
  serverId: string | null | undefined,
): ClaimedId {
  if (typeof serverId !== 'string') return { serverId };
  const holder = store.holderOf(serverId);
  if (holder === undefined) return { serverId };
  if (holder === 'damaged') return {};
  const { message, isOwn } = holder;
  if (message.id === id) return { serverId };
  if (isOwn) return {};
  store.remove(message);
  return { serverId, merged: message.id };
}
