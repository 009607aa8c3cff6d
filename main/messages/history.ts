import type { Clock } from '../clock.ts';
import { fail, ok, type Result } from '../model/failure.ts';
import type { Message } from '../model/message.ts';
import type { PageQuery } from './contract.ts';
import type { MessagesChange } from './outbox/apply-event.ts';
import { createSearch, type FoundPage } from './search/search.ts';
import type { Database } from './store/database.ts';
import type { Deletion } from './store/deletion.ts';
import type { IndexMerge } from './store/index-merge.ts';
import type { MessageStore } from './store/message-store.ts';
import type { Outbox } from './store/outbox.ts';
import { exportMessages, type WorkOptions } from './transfer/export.ts';
import { type Imported, importMessages, isReadable } from './transfer/import.ts';

/** What the history needs. */
export interface HistoryParts {
  readonly database: Database;
  readonly store: MessageStore;
  readonly outbox: Outbox;
  readonly deletion: Deletion;
  readonly indexMerge: IndexMerge;
  readonly clock: Pick<Clock, 'now'>;
  readonly onChange: (change: MessagesChange) => void;
}

/** Reads, deletes, exports and imports what was sent and received. Failures of the storage are values. */
export function createHistory({ database, store, outbox, deletion, indexMerge, clock, onChange }: HistoryParts) {
  const search = createSearch(database);

  return {
    page: (query: PageQuery): Promise<Result<FoundPage>> => database.attemptLater(() => search.page(query)),

    get(id: number): Result<Message> {
      const found = database.attempt(() => store.find(id));
      if (!found.ok) return found;
      return found.value ? ok(found.value) : fail({ code: 'message-gone' });
    },

    conversation: (endpointId: string | undefined, address: string, limit: number): Result<readonly Message[]> =>
      database.attempt(() => store.conversation(endpointId, address, limit)),

    async remove(ids: readonly number[] | 'all'): Promise<Result<number>> {
      const removed = await database.attemptLater(() =>
        ids === 'all' ? deletion.removeAll(clock.now()) : deletion.remove(ids, clock.now()),
      );
      // A message that is being sent stays, and so does one the disk refused to delete: the list must show them, so it is read again.
      const isWhole = ids !== 'all' && removed.ok && removed.value === ids.length;
      onChange({ items: [], removed: isWhole ? ids : [], reset: !isWhole });
      return removed;
    },

    exportTo: (format: 'csv' | 'jsonl', path: string, options: WorkOptions = {}) =>
      database.attemptLater(() => exportMessages(store, format, path, options)),

    async importFrom(path: string, options: WorkOptions = {}): Promise<Result<Imported>> {
      if (!(await isReadable(path))) return fail({ code: 'import-unreadable', detail: path });
      const imported = await database.attemptLater(() => importMessages({ database, store, indexMerge, outbox }, path, options));
      onChange({ items: [], removed: [], reset: true });
      return imported;
    },
  };
}
