import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { EvoVoiceClient } from '../evo-voice/api.ts';
import type { Log } from '../log.ts';
import { createActions } from './outbox/actions.ts';
import { createApplyEvent, type MessagesChange } from './outbox/apply-event.ts';
import { createDeliver } from './outbox/deliver.ts';
import { createEffects } from './outbox/effects.ts';
import { createHolds } from './outbox/holds.ts';
import { createLateCheck } from './outbox/late.ts';
import { createMessageTimers } from './outbox/message-timers.ts';
import { createPauses, type PauseReason } from './outbox/pauses.ts';
import { createQueue } from './outbox/queue.ts';
import { createSender } from './outbox/sender.ts';
import { createSubmit } from './outbox/submit.ts';
import type { Database } from './store/database.ts';
import type { Drafts } from './store/drafts.ts';
import type { KeyValues } from './store/key-values.ts';
import type { MessageStore } from './store/message-store.ts';
import type { Outbox } from './store/outbox.ts';
import type { Recipients } from './store/recipients.ts';
import { createEarlierRunCheck } from './sync/earlier-run.ts';
import { createLookup } from './sync/lookup.ts';
import { createReconciler } from './sync/reconcile.ts';

/** What sending messages needs. */
export interface SendPathParts {
  readonly database: Database;
  readonly store: Pick<MessageStore, 'find'>;
  readonly outbox: Outbox;
  readonly keyValues: KeyValues;
  readonly drafts: Drafts;
  readonly recipients: Recipients;
  /** Whether a message here has this id of the service, or had it until it was deleted. */
  readonly isTaken: (serverId: string) => boolean;
  /** The same for messages sent from here only. */
  readonly isTakenByOwn: (serverId: string) => boolean;
  /** Whether a damaged message has this id. */
  readonly isOfDamaged: (serverId: string) => boolean;
  readonly client: () => EvoVoiceClient | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly onChange: (change: MessagesChange) => void;
  readonly onPause: (reasons: readonly PauseReason[]) => void;
}

/**
 * Builds all a message passes on its way to the service, in the order of dependence: what stores an event, what asks the service, what sends, what
 * an event sets off, and at last what a person does. Whatever follows from an event is called by `onApplied` alone.
 */
export function createSendPath(parts: SendPathParts) {
  const { database, store, outbox, keyValues, drafts, recipients, isTaken, isTakenByOwn, isOfDamaged } = parts;
  const { client, clock, log, random, onChange, onPause } = parts;
  /** Names this run of the app: a message of another run is looked up before it is sent. */
  const run = randomUUID();
  const pauses = createPauses({ log, onPause });
  const { isPaused } = pauses;
  const timers = createMessageTimers(clock);
  const exists = (id: number) => store.find(id) !== undefined;
  const events = createApplyEvent({ database, outbox, exists, timers, clock, log, onChange });
  const { apply, applyUntilStored, report } = events;

  const reconciler = createReconciler({ database, outbox, isTaken, applyUntilStored, report, client });
  const lookup = createLookup({ database, outbox, reconciler, applyUntilStored, client, timers, isPaused });
  const checkEarlierRun = createEarlierRunCheck({ reconciler, isTakenByOwn, isOfDamaged, applyUntilStored, run });

  const onSignedOut = () => pauses.add('signed-out');
  const deliver = createDeliver({ database, apply, applyUntilStored, checkEarlierRun, run, client, isPaused, clock, random, onSignedOut });
  const sender = createSender({ database, outbox, deliver, client, isPaused, timers, clock });
  const holds = createHolds({ applyUntilStored, timers, clock });
  const lateCheck = createLateCheck({ database, outbox, applyUntilStored, clock });

  const { wait, onApplied } = createEffects({ holds, timers, lateCheck, sender, lookUp: lookup.begin, applyUntilStored, clock });
  events.subscribe(onApplied);

  const { retryNow } = sender;
  const submit = createSubmit({ database, outbox, drafts, recipients, keyValues, run, clock, log, onChange, wait, retryNow });
  const actions = createActions({ database, outbox, find: store.find, isTaken, apply, clock, run });
  const queue = createQueue({
    database,
    outbox,
    drafts,
    applyUntilStored,
    pauses,
    timers,
    lateCheck,
    sender,
    act: actions.act,
    lookUpAgain: lookup.again,
    clock,
  });
  return { pauses, reconciler, holds, sender, submit, actions, queue };
}
