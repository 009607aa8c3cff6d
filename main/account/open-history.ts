import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createMessages, type Messages, type MessagesParts } from '../messages/messages.ts';
import { openDatabase } from '../messages/store/database.ts';
import { type Failure, ok, type Result } from '../model/failure.ts';
import { type HistoryPlace, historyFile } from './history-place.ts';

/** An opened history; `notice` tells what the person must know of it, e.g. that a file was set aside. */
export interface OpenedHistory {
  readonly messages: Messages;
  readonly notice?: Failure;
}

/** The history of a login, opened. */
export interface LoginHistory extends OpenedHistory {
  /** Names this opening: the same only as long as the same history is used on. */
  readonly id: string;
  readonly login: string;
  /** True: gone for good when it is closed. */
  readonly inMemory: boolean;
}

/** Whose client a history uses, and whom it tells of what happens in it. */
export type HistoryLinks = Required<Pick<MessagesParts, 'client' | 'onChange' | 'onPause' | 'onPull' | 'onMayLookUp' | 'onDrafts'>>;

/** Opens the history of a login and sets its queue up, held until there is a connection; errors are those of `openDatabase` and `Messages.start`. */
export function openHistory(parts: {
  readonly place: HistoryPlace;
  /** Where the history files are. */
  readonly folder: string;
  readonly links: HistoryLinks;
  readonly clock: Clock;
  readonly log: Pick<Log, 'info'>;
}): Result<OpenedHistory> {
  const { place, folder, links, clock, log } = parts;
  const opened =
    place.kind === 'memory'
      ? openDatabase({ file: undefined, key: undefined, now: clock.now })
      : openDatabase({ file: historyFile(folder, place.login), key: place.key, keyIsNew: place.keyIsNew, now: clock.now });
  if (!opened.ok) return opened;
  const { database, notice } = opened.value;
  const messages = createMessages({
    database,
    clock,
    random: Math.random,
    log: (line) => log.info(line),
    client: links.client,
    onChange: links.onChange,
    onPause: links.onPause,
    onPull: links.onPull,
    onMayLookUp: links.onMayLookUp,
    onDrafts: links.onDrafts,
  });
  messages.pause('offline');
  const started = messages.start();
  if (!started.ok) {
    database.close();
    return started;
  }
  return ok({ messages, notice });
}
