import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createMessages, type Messages, type MessagesParts } from '../messages/messages.ts';
import { openDatabase } from '../messages/store/open-database.ts';
import { type Failure, ok, type Result } from '../model/failure.ts';
import { type HistoryPlace, historyFile } from './history-place.ts';

/** An open history. `notice` is something the person must know about it, e.g. that a damaged file was set aside. */
export interface OpenedHistory {
  readonly messages: Messages;
  readonly notice?: Failure;
}

/** The open history of a login. */
export interface LoginHistory extends OpenedHistory {
  /** Identifies the history from its opening until it is closed. */
  readonly id: string;
  readonly login: string;
  /** Whether it exists only in memory, so that closing it loses it. */
  readonly inMemory: boolean;
}

/** As many messages as the popup reads at first. */
const firstPage = 100;

/** The client a history uses, and the listeners for its events. */
export type HistoryLinks = Required<
  Pick<MessagesParts, 'client' | 'onChange' | 'onPause' | 'onPull' | 'onPullFailed' | 'onMayLookUp' | 'onDrafts' | 'onDamage'>
>;

/**
 * Opens a login's history and starts its queue, paused until there is a connection. Errors: those of `openDatabase` and `Messages.start`.
 */
export function openHistory(parts: {
  readonly place: HistoryPlace;
  /** The folder of the history files. */
  readonly folder: string;
  readonly links: HistoryLinks;
  readonly clock: Clock;
  readonly log: Log;
}): Result<OpenedHistory> {
  const { place, folder, links, clock, log } = parts;
  const opened =
    place.kind === 'memory'
      ? openDatabase({ file: undefined, key: undefined, now: clock.now })
      : openDatabase({ file: historyFile(folder, place.login), key: place.key, keyIsNew: place.keyIsNew, now: clock.now });
  if (!opened.ok) return opened;
  const { database, notice, endOpening } = opened.value;
  const messages = createMessages({
    database,
    clock,
    random: Math.random,
    log,
    client: links.client,
    onChange: links.onChange,
    onPause: links.onPause,
    onPull: links.onPull,
    onPullFailed: links.onPullFailed,
    onMayLookUp: links.onMayLookUp,
    onDrafts: links.onDrafts,
    onDamage: links.onDamage,
  });
  messages.pause('offline');
  const started = messages.start();
  if (!started.ok) {
    database.close();
    return started;
  }
  // The first page is the last thing a start reads.
  void messages.page({ search: '', limit: firstPage }).then(endOpening, endOpening);
  return ok({ messages, notice });
}
