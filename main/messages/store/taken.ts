import type { Deletion } from './deletion.ts';
import type { MessageStore } from './message-store.ts';

/** Tells which ids of the service stand for a row already, or did until it was deleted. Both throw what SQLite throws. */
export function createTaken(store: Pick<MessageStore, 'findByServerId' | 'isOwn'>, deletion: Pick<Deletion, 'isGone'>) {
  return {
    isTaken: (serverId: string): boolean => store.findByServerId(serverId) !== undefined || deletion.isGone(serverId),
    /** The same, but a row that was only pulled does not count. */
    isTakenByOwn(serverId: string): boolean {
      const holder = store.findByServerId(serverId);
      return holder === undefined ? deletion.isGone(serverId) : store.isOwn(holder.id);
    },
  };
}
