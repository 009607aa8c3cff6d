import type { Result } from '../model/failure.ts';
import type { Messages, MessagesParts } from './face.ts';
import type { MessagesChange } from './outbox/apply-event.ts';
import { createQueue, lastLineNote } from './outbox/queue.ts';
import { createSearch } from './search/search.ts';
import { createDeletion } from './store/deletion.ts';
import { createDrafts, draftResults } from './store/drafts.ts';
import { createIndexMerge } from './store/index-merge.ts';
import { createNotes } from './store/key-values.ts';
import { createMessageStore } from './store/message-store.ts';
import { countUnsent } from './store/outbox-rows.ts';
import { createRecipients } from './store/recipients.ts';
import { createRetention } from './store/retention.ts';
import { createServerIds } from './store/server-ids.ts';
import { createPull } from './sync/pull.ts';
import { exportMessages } from './transfer/export.ts';
import { importMessages, isReadable } from './transfer/import.ts';

export type { Messages, MessagesParts } from './face.ts';
export type { MessagesChange } from './outbox/apply-event.ts';

/** Builds the store and the send path over an open database. Nothing runs before `start`. */
export function createMessages(parts: MessagesParts): Messages {
  const { database, clock } = parts;
  const indexMerge = createIndexMerge(database, clock);
  const onChange = (change: MessagesChange): void => {
    indexMerge.scheduleMerge();
    parts.onChange(change);
  };
  const store = createMessageStore(database);
  const notes = createNotes(database);
  const recipients = createRecipients(database);
  const search = createSearch(database);
  const serverIds = createServerIds(database, store);
  const { isTaken, isTakenByOwn } = serverIds;
  const deletion = createDeletion({ database, store, serverIds, indexMerge });
  let mayLookUp = true;
  const onMayList = (may: boolean): void => {
    if (may === mayLookUp) return;
    mayLookUp = may;
    parts.onMayLookUp?.();
  };
  const drafts = createDrafts({ database, notes, now: clock.now, onChange: () => parts.onDrafts?.() });
  const queue = createQueue({ onPause: () => undefined, ...parts, onChange, store, notes, drafts, recipients, isTaken, isTakenByOwn });

  const write = (work: () => void): Result<null> =>
    database.attempt(() => {
      work();
      return null;
    });
  const retention = createRetention({ ...parts, onChange, deletion });
  const pull = createPull({
    onPull: () => undefined,
    ...parts,
    onChange,
    ...queue,
    store,
    notes,
    recipients,
    isTaken,
    keptSince: retention.keptSince,
    onMayList,
  });

  return {
    start: queue.start,
    submit: queue.submit,
    act: queue.act,
    page: (query) => database.attemptLater(() => search.page(query)),
    get(id) {
      const found = database.attempt(() => store.find(id));
      if (!found.ok) return found;
      return found.value ? { ok: true, value: found.value } : { ok: false, error: { code: 'message-gone' } };
    },
    async remove(ids) {
      const removed = await database.attemptLater(() =>
        ids === 'all' ? deletion.removeAll(clock.now()) : deletion.remove(ids, clock.now()),
      );
      // What stayed, because it is being sent or the disk refused, must stay in the list too: then the list is read again.
      const isWhole = ids !== 'all' && removed.ok && removed.value === ids.length;
      onChange({ items: [], removed: isWhole ? ids : [], reset: !isWhole });
      return removed;
    },
    suggest: (typed, limit = 8) => database.attempt(() => recipients.suggest(typed, limit)),
    conversation: (endpointId, address, limit) => database.attempt(() => store.conversation(endpointId, address, limit)),
    recipient: (address) => database.attempt(() => recipients.find(address)),
    lastLine: () => database.attempt(() => notes.read(lastLineNote) as string | undefined),
    drafts: draftResults(database, drafts),
    note: (key) => database.attempt(() => notes.read(`note:${key}`)),
    setNote: (key, value) => write(() => notes.write(`note:${key}`, value)),
    pause: queue.pause,
    resume: queue.resume,
    retryNow: queue.retryNow,
    hasWaiting: queue.hasWaiting,
    pauseHolds: queue.pauseHolds,
    resumeHolds: queue.resumeHolds,
    unsent: () => database.attempt(() => countUnsent(database)),
    held: queue.held,
    late: queue.late,
    sendLate: queue.sendLate,
    mayLookUp: () => mayLookUp,
    settleHeldForQuit: queue.settleHeldForQuit,
    startPull: pull.start,
    stopPull: pull.stop,
    exportTo: (format, path, options = {}) => database.attemptLater(() => exportMessages(store, format, path, options)),
    async importFrom(path, options = {}) {
      if (!(await isReadable(path))) return { ok: false, error: { code: 'import-unreadable', detail: path } };
      const imported = await database.attemptLater(() =>
        importMessages({ database, store, indexMerge, outbox: queue.outbox }, path, options),
      );
      onChange({ items: [], removed: [], reset: true });
      return imported;
    },
    applyRetention: retention.apply,
    countRetention: retention.count,
    async close() {
      pull.stop();
      retention.stop();
      indexMerge.stop();
      await queue.stop();
      database.close();
    },
  };
}
