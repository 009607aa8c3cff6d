import type { Database } from './database.ts';
import { messageColumns, messageOf, messageTables, stateCode } from './message-rows.ts';
import type { MessageStore } from './message-store.ts';
import { createBreather } from './slices.ts';
import type { Upkeep } from './upkeep.ts';

/** Ids of deleted messages are remembered this long, in ms: the next pulls list the newest messages again. */
const rememberMs = 2 * 86_400_000;

/** Deletions after which the text index is tended. */
const tendEvery = 8;

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

    /** Deletes messages older than a moment (ms since 1970) whose outcome is known; what waits for a person stays. */
    async removeBefore(moment: number): Promise<number> {
      const find = database.prepare(
        `SELECT id FROM message WHERE state = ? AND at < ? AND id NOT IN (SELECT id FROM outbox) ORDER BY at LIMIT 500`,
      );
      let count = 0;
      for (const state of [stateCode.accepted, stateCode.received]) {
        for (;;) {
          const removed = await removeEach(
            find.all(state, moment).map((row) => Number(row.id)),
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
