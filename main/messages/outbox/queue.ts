import { randomUUID } from 'node:crypto';
import { type Clock, withTimeout } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/client.ts';
import type { DraftName } from '../../model/draft.ts';
import type { Result } from '../../model/failure.ts';
import type { Message, Submission } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { Drafts } from '../store/drafts.ts';
import type { Notes } from '../store/key-values.ts';
import type { MessageStore } from '../store/message-store.ts';
import { createOutbox } from '../store/outbox.ts';
import type { Recipients } from '../store/recipients.ts';
import { createLookup } from '../sync/lookup.ts';
import { createClaims } from '../sync/reconcile.ts';
import { createActions } from './actions.ts';
import { createFlow, type MessagesChange } from './apply-event.ts';
import { createEarlierRunCheck } from './earlier-run.ts';
import { createHolds } from './holds.ts';
import { createLateCheck, isLate } from './late.ts';
import { createWaits } from './message-timers.ts';
import { recover } from './recover.ts';
import { createSender } from './sender.ts';
import type { Effect, Event } from './transitions.ts';

/** Why the queue stands still; it runs when no reason is left. */
export type PauseReason = 'offline' | 'signed-out' | 'suspended' | 'quitting';

/** What the queue needs. */
export interface QueueParts {
  readonly database: Database;
  readonly store: MessageStore;
  readonly notes: Notes;
  readonly drafts: Drafts;
  readonly recipients: Recipients;
  /** Whether a row holds this id of the service, or held it until it was deleted. */
  readonly isTaken: (serverId: string) => boolean;
  /** The same, but for rows that were only pulled. */
  readonly isTakenByOwn: (serverId: string) => boolean;
  readonly client: () => EvoVoiceClient | undefined;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly random: () => number;
  readonly onChange: (change: MessagesChange) => void;
  readonly onPause: (reasons: readonly PauseReason[]) => void;
}

/** Under which key the line that was sent from last is noted. */
export const lastLineNote = 'last-line';

const quitLimitMs = 10_000;

/** The way of a message from the composer to the service: holds and schedules, sends, looks up, and takes a person's word. */
export function createQueue(parts: QueueParts) {
  const { database, store, notes, drafts, recipients, isTaken, isTakenByOwn, client, clock, log, random, onChange, onPause } = parts;
  const outbox = createOutbox(database, store, drafts);
  const waits = createWaits(clock);
  const paused = new Set<PauseReason>();
  /** This start; undefined until `start`. */
  let run: string | undefined;
  const thisRun = () => run ?? '';
  const isPaused = () => paused.size > 0;

  const exists = (id: number) => store.find(id) !== undefined;
  const flow = createFlow({ database, outbox, exists, clock, log, onChange, cancelWait: waits.cancel, follow });
  const { apply, applyUntilStored, report } = flow;
  const claims = createClaims({ database, outbox, isTaken, applyUntilStored, report, client });
  const lookup = createLookup({ database, outbox, claims, applyUntilStored, client, waits, isPaused });
  const holds = createHolds({ applyUntilStored, waits, clock });
  const lateCheck = createLateCheck({ database, outbox, applyUntilStored, clock });
  const { act, sendLate } = createActions({ database, outbox, find: store.find, isTaken, apply, clock, run: thisRun });
  const sender = createSender({
    database,
    outbox,
    apply,
    applyUntilStored,
    checkEarlierRun: createEarlierRunCheck({ claims, isTakenByOwn, applyUntilStored, run: thisRun }),
    run: thisRun,
    client,
    clock,
    random,
    waits,
    isPaused: () => run === undefined || isPaused(),
    onSignedOut: () => pause('signed-out'),
  });

  function follow(effect: Effect, message: Message, event: Event): void {
    switch (effect) {
      case 'wait':
        wait(message);
        break;
      case 'queue':
        lateCheck.watch();
        sender.pump();
        break;
      case 'look-up':
        lookup.begin(message, event === 'check-again' ? [0] : undefined);
        break;
      case 'request':
      case 'give-draft':
        break;
    }
  }

  function wait(message: Message): void {
    const { id, state, nextAt = 0, dueAt } = message;
    lateCheck.watch();
    if (state === 'held') holds.begin(message);
    else if (state === 'scheduled')
      waits.until(id, nextAt, () => void applyUntilStored(id, isLate(dueAt, clock.now()) ? 'late' : 'due', { nextAt: null }));
    else sender.pump();
  }

  function pause(reason: PauseReason): void {
    if (paused.has(reason)) return;
    paused.add(reason);
    log(`queue: paused, ${reason}`);
    onPause([...paused]);
  }

  return {
    claims,
    outbox,
    isPaused,
    pause,
    act,
    sendLate,
    pauseHolds: holds.pause,
    resumeHolds: holds.resume,
    retryNow: sender.retryNow,

    start(): Result<null> {
      run = randomUUID();
      return database.attempt(() => {
        for (const message of outbox.open()) recover(message, clock.now(), applyUntilStored);
        return null;
      });
    },

    submit(submission: Submission, draft?: DraftName): Result<Message> {
      const stored = database.attempt(() =>
        database.transaction(() => {
          if (draft && !drafts.isCurrent(draft)) return undefined;
          const message = outbox.submit(submission, clock.now(), thisRun());
          recipients.meet({ ...message, weight: 1 });
          const line = message.endpointId;
          if (line !== undefined && notes.read(lastLineNote) !== line) notes.write(lastLineNote, line);
          if (draft) drafts.removeSent(draft.id);
          return message;
        }),
      );
      if (!stored.ok) return stored;
      const { value: message } = stored;
      if (message === undefined) return { ok: false, error: { code: 'draft-changed' } };
      log(`message ${message.id}: submitted, now ${message.state}`);
      onChange({ items: [message], removed: [], reset: false });
      wait(message);
      sender.retryNow();
      return { ok: true, value: message };
    },

    resume(reason: PauseReason): void {
      if (!paused.delete(reason)) return;
      log(`queue: no longer ${reason}`);
      onPause([...paused]);
      lateCheck.check();
      if (paused.size > 0) return;
      sender.retryNow();
      lookup.again();
    },

    held: (): Result<readonly Message[]> => database.attempt(() => outbox.inState('held')),
    hasWaiting: (): boolean => {
      const waiting = database.attempt(() => outbox.waiting().some(({ state }) => state !== 'scheduled'));
      return waiting.ok && waiting.value;
    },
    late: (): Result<readonly number[]> => database.attempt(() => outbox.late()),

    async settleHeldForQuit(choice: 'send-now' | 'keep-as-draft'): Promise<Result<null>> {
      const settled = database.attempt(() => {
        for (const { id } of outbox.inState('held')) {
          const acted = act(id, choice);
          if (acted.ok && acted.value.draft) drafts.showInEmpty(acted.value.draft.id);
        }
        return null;
      });
      if (settled.ok && choice === 'send-now') await withTimeout(clock, quitLimitMs, sender.idle());
      return settled;
    },

    /** Lets the requests in flight end, for 10 s at most, and takes no more. */
    async stop(): Promise<void> {
      pause('quitting');
      lateCheck.stop();
      await withTimeout(clock, quitLimitMs, sender.idle());
      waits.cancelAll();
    },
  };
}
