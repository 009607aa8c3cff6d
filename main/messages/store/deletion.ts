import { createYielder } from '../../yielding.ts';
import { createRowCodec, integer, number, readNumber } from './codec.ts';
import type { Database } from './database.ts';
import type { IndexMerge } from './index-merge.ts';
import { messageColumns, messageOf, messageTables, stateCode } from './message-rows.ts';
import type { MessageStore } from './message-store.ts';
import type { ServerIds } from './server-ids.ts';
import { addToIndex, clearIndex } from './text-index.ts';

/** How long the ids of deleted messages are remembered, in ms: the next pulls list the newest messages again. */
const rememberMs = 2 * 86_400_000;

/** Deletions after which the text index is merged. */
const mergeEvery = 8;

/** Messages counted, or looked up to be deleted, at a time. */
const countAtOnce = 5000;
const deleteAtOnce = 50;

/** The states in which a message may be deleted because of its age. */
const endedStates = [stateCode.accepted, stateCode.received];

/** Takes one of those states and a moment. A message that waits for the person is not expired, however old it is. */
const isExpired = 'state = ? AND at < ? AND id NOT IN (SELECT id FROM outbox)';

const placeRow = createRowCodec('message', { id: integer('id'), at: number('at') });

/** What deleting needs. */
export interface DeletionParts {
  readonly database: Database;
  readonly store: MessageStore;
  readonly serverIds: ServerIds;
  readonly indexMerge: IndexMerge;
}

/** Deletes messages in small transactions and lets everything else run in between. All calls throw what SQLite throws, and `DamagedRow`. */
export function createDeletion({ database, store, serverIds, indexMerge }: DeletionParts) {
  /** Deletes a message unless it is being sent at this moment; returns whether it did. */
  function removeOne(id: number, remember: boolean): boolean {
    return database.transaction(() => {
      const message = store.find(id);
      if (message === undefined || message.state === 'sending') return false;
      if (remember && message.serverId !== undefined) serverIds.rememberDeleted(message.serverId, message.at);
      store.remove(message);
      return true;
    });
  }

  async function removeEach(ids: readonly number[], remember: boolean): Promise<number> {
    const yieldIfDue = createYielder();
    let count = 0;
    for (const id of ids) {
      if (removeOne(id, remember) && ++count % mergeEvery === 0) await indexMerge.mergeAll();
      await yieldIfDue();
    }
    return count;
  }

  /** Deletes some messages but leaves the text index alone; returns how many. */
  function removeSome(): number {
    return database.transaction(() => {
      const some = `SELECT id FROM message WHERE state <> ${stateCode.sending} LIMIT ${deleteAtOnce}`;
      database.prepare(`DELETE FROM outbox WHERE id IN (${some})`).run();
      return database.prepare(`DELETE FROM message WHERE id IN (${some})`).run();
    });
  }

  /** Builds the text index of the messages that are left. */
  function rebuildIndex(): void {
    clearIndex(database);
    for (const row of database.prepare(`SELECT ${messageColumns} FROM ${messageTables}`).all()) {
      const message = messageOf(row);
      addToIndex(database, message.id, message);
    }
  }

  async function countInState(state: number, moment: number): Promise<number> {
    const yieldIfDue = createYielder();
    const from = `FROM message WHERE ${isExpired} AND (at, id) >= (?, ?)`;
    const next = database.prepare(`SELECT ${placeRow.columns} ${from} ORDER BY at, id LIMIT 1 OFFSET ${countAtOnce}`);
    let [at, id, count] = [Number.MIN_SAFE_INTEGER, 0, 0];
    for (let row = next.get(state, moment, at, id); row !== undefined; row = next.get(state, moment, at, id)) {
      count += countAtOnce;
      ({ at, id } = placeRow.decode(row));
      await yieldIfDue();
    }
    return count + (readNumber(database, `SELECT count(*) AS value ${from}`, state, moment, at, id) ?? 0);
  }

  return {
    /** Deletes messages for the person, for good even if the service lists them again soon. `now` is in ms since 1970. Returns how many. */
    async remove(ids: readonly number[], now: number): Promise<number> {
      serverIds.forgetDeleted(now - rememberMs);
      return removeEach(ids, true);
    },

    /** Deletes all messages but those being sent, and all recipients. The text index is emptied at once, which is far faster. */
    async removeAll(now: number): Promise<number> {
      const yieldIfDue = createYielder();
      serverIds.rememberAllDeleted(now - rememberMs);
      store.retireAll();
      let count = 0;
      for (let removed = removeSome(); removed > 0; removed = removeSome()) {
        count += removed;
        await yieldIfDue();
      }
      database.transaction(() => {
        database.prepare('DELETE FROM recipient').run();
        rebuildIndex();
      });
      return count;
    },

    /** How many messages `removeBefore` would delete with this moment (ms since 1970). */
    async countBefore(moment: number): Promise<number> {
      let count = 0;
      for (const state of endedStates) count += await countInState(state, moment);
      return count;
    },

    /**
     * Deletes messages from before a moment (ms since 1970) whose outcome is known, and returns how many. The moment is asked for again and again,
     * so that a new choice counts while this is going on; undefined ends it.
     */
    async removeBefore(moment: () => number | undefined): Promise<number> {
      const find = database.prepare(`SELECT ${placeRow.columns} FROM message WHERE ${isExpired} ORDER BY message.at LIMIT ${deleteAtOnce}`);
      let count = 0;
      for (const state of endedStates) {
        for (;;) {
          const until = moment();
          if (until === undefined) return count;
          const ids = find.all(state, until).map((row) => placeRow.decode(row).id);
          const removed = await removeEach(ids, false);
          if (removed === 0) break;
          count += removed;
        }
      }
      return count;
    },
  };
}

export type Deletion = ReturnType<typeof createDeletion>;
