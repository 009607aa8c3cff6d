import { createHash } from 'node:crypto';
import path from 'node:path';
import { systemClock } from '../clock.ts';
import { createMessages, type Messages, type MessagesParts } from '../messages/messages.ts';
import { openDatabase } from '../messages/store/open-database.ts';
import type { Failure, Result } from '../model/failure.ts';
import type { HistoryPlace, OpenedHistory } from './histories.ts';

/** The history file of a login: one for each, under a name that does not tell whose it is (issue 4, item 4). */
export function historyFile(folder: string, login: string): string {
  return path.join(folder, `history-${createHash('sha256').update(login.toLowerCase()).digest('hex').slice(0, 16)}.db`);
}

/** Opens the history of a login and sets its queue up; errors are those of `openDatabase` and `Messages.start`. */
export function openHistory(
  place: HistoryPlace,
  folder: string,
  parts: Omit<MessagesParts, 'database' | 'clock' | 'random'>,
): Result<OpenedHistory<Messages>> {
  const where =
    place.kind === 'memory'
      ? { file: undefined, key: undefined }
      : { file: historyFile(folder, place.login), key: place.key, keyIsNew: place.keyIsNew };
  const opened = openDatabase({ ...where, now: Date.now });
  if (!opened.ok) return opened;
  const messages = createMessages({ ...parts, database: opened.value.database, clock: systemClock, random: Math.random });
  messages.pause('offline');
  const started = messages.start();
  if (!started.ok) {
    opened.value.database.close();
    return started;
  }
  const notice: Failure | undefined = opened.value.notice;
  return { ok: true, value: { messages, notice } };
}
