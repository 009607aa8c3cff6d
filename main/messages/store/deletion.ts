import { createYielder } from '../yielding.ts';
import { readableOf, readNumber, unlessDamaged } from './codec.ts';
import type { Database, Row } from './database.ts';
import type { IndexMerge } from './index-merge.ts';
import { firstIdAfterHour, firstIdOfHour } from './message-ids.ts';
import { messageColumns, messageOf, messageTables, stateCode } from './message-rows.ts';
import type { MessageStore } from './message-store.ts';
import { misplacedIds } from './misplaced.ts';
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

/** A place by which messages are gone through; both are numbers wherever they have been compared with one. */
const placeOf = (row: Row): { readonly id: number; readonly at: number } => ({ id: Number(row.id), at: Number(row.at) });

/** What deleting needs. */
export interface DeletionParts {
  readonly database: Database;
  readonly store: MessageStore;
  readonly serverIds: ServerIds;
  readonly indexMerge: IndexMerge;
}

/** Deletes messages in small transactions and lets everything else run in between. All calls throw what SQLite throws, and `DamagedRow`. */
export function createDeletion({ database, store, serverIds, indexMerge }: DeletionParts) {
  /** Deletes a message unless it is being sent at this moment; returns whether it did. A damaged one goes too. */
  function removeOne(id: number, remember: boolean): boolean {
    return database.transaction(() => {
      const found = unlessDamaged(database, () => [store.find(id)]);
      if (found === undefined) store.removeDamaged(id);
      const message = found?.[0];
      if (message === undefined || message.state === 'sending') return found === undefined;
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
      const some = `SELECT id FROM message WHERE state IS NOT ${stateCode.sending} LIMIT ${deleteAtOnce}`;
      database.prepare(`DELETE FROM outbox WHERE id IN (${some})`).run();
      return database.prepare(`DELETE FROM message WHERE id IN (${some})`).run();
    });
  }

  /** Builds the text index of the messages that are left, and deletes those of them that are damaged. */
  function rebuildIndex(): number {
    clearIndex(database);
    const rows = database.prepare(`SELECT ${messageColumns}, m.id AS id FROM ${messageTables}`).all();
    const left = readableOf(database, rows, (row) => messageOf(database, row));
    for (const message of left) addToIndex(database, message.id, message);
    const sound = new Set(left.map(({ id }) => id));
    const damaged = rows.map(({ id }) => Number(id)).filter((id) => !sound.has(id));
    damaged.forEach(store.removeDamaged);
    return damaged.length;
  }

  /** Damaged messages without a state or a time to go by, apart from those whose outcome may be open. */
  function misplacedBefore(moment: number): readonly number[] {
    const isOpen = database.prepare('SELECT 1 FROM outbox WHERE id = ?');
    return misplacedIds(database).filter((id) => id < firstIdOfHour(moment) && isOpen.get(id) === undefined);
  }

  async function countInState(state: number, moment: number): Promise<number> {
    const yieldIfDue = createYielder();
    const from = `FROM message WHERE ${isExpired} AND (at, id) >= (?, ?)`;
    const next = database.prepare(`SELECT id, at ${from} ORDER BY at, id LIMIT 1 OFFSET ${countAtOnce}`);
    let [at, id, count] = [Number.MIN_SAFE_INTEGER, 0, 0];
    for (let row = next.get(state, moment, at, id); row !== undefined; row = next.get(state, moment, at, id)) {
      count += countAtOnce;
      ({ at, id } = placeOf(row));
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
      await serverIds.rememberAllDeleted(now - rememberMs);
      store.retireAll();
      let count = 0;
      for (let removed = removeSome(); removed > 0; removed = removeSome()) {
        count += removed;
        await yieldIfDue();
      }
      return database.transaction(() => {
        database.prepare('DELETE FROM recipient').run();
        return count + rebuildIndex();
      });
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
      const find = database.prepare(
        `SELECT id, at FROM message WHERE ${isExpired} AND (at, id) > (?, ?) ORDER BY message.at, message.id LIMIT ${deleteAtOnce}`,
      );
      let count = 0;
      for (const state of endedStates) {
        for (let last = { at: Number.MIN_SAFE_INTEGER, id: Number.MIN_SAFE_INTEGER }; ; ) {
          const until = moment();
          if (until === undefined) return count;
          const places = find.all(state, until, last.at, last.id).map(placeOf);
          const end = places.at(-1);
          if (end === undefined) break;
          // The time of a damaged message may be wrong; its id holds the hour.
          count += await removeEach(
            places.map(({ id }) => id).filter((id) => id < firstIdAfterHour(until)),
            false,
          );
          last = end;
        }
      }
      const until = moment();
      return until === undefined ? count : count + (await removeEach(misplacedBefore(until), false));
    },
  };
}

export type Deletion = ReturnType<typeof createDeletion>;
