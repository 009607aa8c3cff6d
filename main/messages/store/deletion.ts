import { createBreather } from '../yielding.ts';
import type { Database } from './database.ts';
import type { Upkeep } from './index-merge.ts';
import { messageColumns, messageOf, messageTables, stateCode } from './message-rows.ts';
import type { MessageStore } from './message-store.ts';

/** Ids of deleted messages are remembered this long, in ms: the next pulls list the newest messages again. */
const rememberMs = 2 * 86_400_000;

/** Deletions after which the text index is tended. */
const tendEvery = 8;

/** Messages that are counted, or looked up to be deleted, at one go. */
const countAtOnce = 5000;
const deleteAtOnce = 50;

/** States a message may be deleted in for its age. */
const endedStates = [stateCode.accepted, stateCode.received];

/** Takes one of those states and a moment; an own message that waits for a person stays, however old. */
const isOver = 'state = ? AND at < ? AND id NOT IN (SELECT id FROM outbox)';

/** Deletes in small transactions, letting everything else run in between. All calls throw what SQLite throws. */
export function createDeletion(database: Database, store: MessageStore, upkeep: Upkeep) {
  /** Deletes one message unless it is on its way at this moment; tells whether it did. */
  function removeOne(id: number, remember: boolean): boolean {
    return database.transaction(() => {
      const message = store.find(id);
      if (message === undefined || message.state === 'sending') return false;
      if (remember && message.serverId !== undefined) {
        database.prepare('INSERT OR IGNORE INTO gone VALUES (?, ?)').run(message.serverId, message.at);
      }
      store.remove(message);
      return true;
    });
  }

  async function removeEach(ids: readonly number[], remember: boolean): Promise<number> {
    const breathe = createBreather();
    let count = 0;
    for (const id of ids) {
      if (removeOne(id, remember) && ++count % tendEvery === 0) await upkeep.tend();
      await breathe();
    }
    return count;
  }

  return {
    isGone: (serverId: string): boolean => database.prepare('SELECT 1 FROM gone WHERE server_id = ?').get(serverId) !== undefined,

    /** Deletes for a person; what the service lists again soon does not come back. `now` is in ms since 1970. */
    async remove(ids: readonly number[], now: number): Promise<number> {
      database.prepare('DELETE FROM gone WHERE at < ?').run(now - rememberMs);
      return removeEach(ids, true);
    },

    /** Deletes everything but what is on its way, and who was written to. The text index is emptied at one go, which is far faster. */
    async removeAll(now: number): Promise<number> {
      const breathe = createBreather();
      database
        .prepare('INSERT OR IGNORE INTO gone SELECT server_id, at FROM message WHERE server_id IS NOT NULL AND at > ?')
        .run(now - rememberMs);
      store.retireAll();
      let count = 0;
      for (;;) {
        const deleted = database.transaction(() => {
          const some = `SELECT id FROM message WHERE state <> ${stateCode.sending} LIMIT 50`;
          database.prepare(`DELETE FROM outbox WHERE id IN (${some})`).run();
          return database.prepare(`DELETE FROM message WHERE id IN (${some})`).run();
        });
        if (deleted === 0) break;
        count += deleted;
        await breathe();
      }
      database.transaction(() => {
        database.prepare('DELETE FROM recipient').run();
        database.prepare("INSERT INTO message_text (message_text) VALUES ('delete-all')").run();
        for (const row of database.prepare(`SELECT ${messageColumns} FROM ${messageTables}`).all()) store.index(messageOf(row));
      });
      return count;
    },

    /** How many messages `removeBefore` would delete for this moment (ms since 1970). */
    async countBefore(moment: number): Promise<number> {
      const breathe = createBreather();
      const next = database.prepare(
        `SELECT at, id FROM message WHERE ${isOver} AND (at, id) >= (?, ?) ORDER BY at, id LIMIT 1 OFFSET ${countAtOnce}`,
      );
      const rest = database.prepare(`SELECT count(*) AS n FROM message WHERE ${isOver} AND (at, id) >= (?, ?)`);
      let count = 0;
      for (const state of endedStates) {
        let from: readonly [at: number, id: number] = [Number.MIN_SAFE_INTEGER, 0];
        for (let row = next.get(state, moment, ...from); row !== undefined; row = next.get(state, moment, ...from)) {
          count += countAtOnce;
          from = [Number(row.at), Number(row.id)];
          await breathe();
        }
        count += Number(rest.get(state, moment, ...from)?.n);
        await breathe();
      }
      return count;
    },

    /**
     * Deletes messages older than a moment (ms since 1970) whose outcome is known; what waits for a person stays. The moment is asked for again
     * and again, so that another choice counts while this goes on; undefined ends it.
     */
    async removeBefore(moment: () => number | undefined): Promise<number> {
      const find = database.prepare(`SELECT id FROM message WHERE ${isOver} ORDER BY at LIMIT ${deleteAtOnce}`);
      let count = 0;
      for (const state of endedStates) {
        for (;;) {
          const until = moment();
          if (until === undefined) return count;
          const removed = await removeEach(
            find.all(state, until).map((row) => Number(row.id)),
            false,
          );
          if (removed === 0) break;
          count += removed;
        }
      }
      return count;
    },
  };
}

export type Deletion = ReturnType<typeof createDeletion>;
