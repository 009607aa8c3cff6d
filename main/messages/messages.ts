import { createDamage } from './damage.ts';
import type { Messages, MessagesParts } from './face.ts';
import { createHistory } from './history.ts';
import type { MessagesChange } from './outbox/apply-event.ts';
import { lastLineKey } from './outbox/submit.ts';
import { createSendPath } from './send-path.ts';
import { createDeletion } from './store/deletion.ts';
import { createDrafts, draftResults } from './store/drafts.ts';
import { createIndexMerge } from './store/index-merge.ts';
import { createKeyValues } from './store/key-values.ts';
import { createMessageStore } from './store/message-store.ts';
import { createOutbox } from './store/outbox.ts';
import { countUnsent } from './store/outbox-rows.ts';
import { createRecipients } from './store/recipients.ts';
import { createRetention } from './store/retention.ts';
import { createServerIds } from './store/server-ids.ts';
import { createSumPass } from './store/sum-pass.ts';
import { createPull } from './sync/pull.ts';
import { createPullPages } from './sync/pull-pages.ts';
import { createTakeIn } from './sync/take-in.ts';

export type { Messages, MessagesParts } from './face.ts';
export type { MessagesChange } from './outbox/apply-event.ts';

const ignore = () => undefined;

/** Builds everything over an open database: what is kept, what is sent, what is fetched. */
function build({
  database,
  client,
  clock,
  log,
  random,
  onChange: tell,
  onPause = ignore,
  onMayLookUp = ignore,
  onPull = ignore,
  onDrafts = ignore,
  onDamage = ignore,
}: MessagesParts) {
  const indexMerge = createIndexMerge(database, clock);
  const onChange = (change: MessagesChange): void => {
    indexMerge.scheduleMerge();
    tell(change);
  };
  const store = createMessageStore(database);
  const keyValues = createKeyValues(database);
  const recipients = createRecipients(database);
  const drafts = createDrafts({ database, keyValues, now: clock.now, onChange: onDrafts });
  const outbox = createOutbox(database, store, drafts);
  const serverIds = createServerIds(database, store);
  const { isTaken, isTakenByOwn, isOfDamaged } = serverIds;
  const deletion = createDeletion({ database, store, serverIds, indexMerge });
  const retention = createRetention({ database, deletion, clock, onChange });
  const history = createHistory({ database, store, outbox, deletion, indexMerge, clock, onChange });

  const sendPath = createSendPath({
    database,
    store,
    outbox,
    keyValues,
    drafts,
    recipients,
    isTaken,
    isTakenByOwn,
    isOfDamaged,
    client,
    clock,
    log,
    random,
    onChange,
    onPause,
  });

  const { reconciler, pauses } = sendPath;
  const takeIn = createTakeIn({ database, store, recipients, reconciler, isTaken, clock });
  const pages = createPullPages({ keyValues, outbox, takeIn, keptSince: retention.keptSince, onChange, onPull });
  const pull = createPull({ database, pages, client, isPaused: pauses.isPaused, clock, log, onMayList: onMayLookUp });

  const damage = createDamage({ database, outbox, log, onChange: onDamage });
  const sumPass = createSumPass(database, clock);

  return { keyValues, recipients, drafts, retention, history, indexMerge, sendPath, pull, damage, sumPass };
}

/** Creates the messages of one login over an open database. Nothing runs before `start`. */
export function createMessages(parts: MessagesParts): Messages {
  const { database } = parts;
  const { keyValues, recipients, drafts, retention, history, indexMerge, sendPath, pull, damage, sumPass } = build(parts);
  const { pauses, holds, sender, submit, actions, queue } = sendPath;

  return {
    start() {
      const started = queue.start();
      if (!started.ok) return started;
      damage.count();
      sumPass.start();
      return started;
    },
    damage: damage.known,
    submit,
    act: actions.act,
    page: history.page,
    get: history.get,
    async remove(ids) {
      const removed = await history.remove(ids);
      damage.count();
      return removed;
    },
    suggest: (typed, limit = 8) => database.attempt(() => recipients.suggest(typed, limit)),
    conversation: history.conversation,
    recipient: (address) => database.attempt(() => recipients.find(address)),
    lastLine: () => database.attempt(() => keyValues.read(lastLineKey) as string | undefined),
    drafts: draftResults(database, drafts),
    readValue: (key) => database.attempt(() => keyValues.read(`note:${key}`)),
    writeValue: (key, value) =>
      database.attempt(() => {
        keyValues.write(`note:${key}`, value);
        return null;
      }),
    pause: pauses.add,
    resume: queue.resume,
    retryNow: sender.retryNow,
    hasWaiting: queue.hasWaiting,
    pauseHolds: holds.pause,
    resumeHolds: holds.resume,
    unsent: () => database.attempt(() => countUnsent(database)),
    held: queue.held,
    late: queue.late,
    sendLate: actions.sendLate,
    mayLookUp: pull.mayList,
    settleHeldForQuit: queue.settleHeldForQuit,
    startPull: pull.start,
    stopPull: pull.stop,
    exportTo: history.exportTo,
    importFrom: history.importFrom,
    applyRetention: retention.apply,
    countRetention: retention.count,
    async close() {
      pull.stop();
      retention.stop();
      indexMerge.stop();
      sumPass.stop();
      await queue.stop();
      database.close();
    },
  };
}
