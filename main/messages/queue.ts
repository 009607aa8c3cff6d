import type { Clock } from '../clock.ts';
import type { MessageAction, Result } from '../contract.ts';
import type { EvoVoiceClient } from '../evo-voice/client.ts';
import { createClaims } from './claims.ts';
import type { Database } from './database.ts';
import type { Drafts } from './drafts.ts';
import { createFlow, type MessagesChange } from './flow.ts';
import { createLookup } from './lookup.ts';
import type { DraftName, KeptDraft, Message, Submission } from './message.ts';
import type { MessageStore } from './message-store.ts';
import type { Notes } from './notes.ts';
import { createOutbox } from './outbox.ts';
import type { Effect, Event } from './outbox-table.ts';
import type { Recipients } from './recipients.ts';
import { createSender } from './sender.ts';
import { createWaits } from './waits.ts';

/** Why the queue stands still; it runs when no reason is left. */
export type PauseReason = 'offline' | 'signed-out' | 'suspended' | 'quitting';

/** What an action gave: the draft of undo and keep-as-draft; the row as it is now, unless it is gone. */
export interface Acted {
  readonly draft?: KeptDraft;
  readonly message?: Message;
}

/** What the queue needs. */
export interface QueueParts {
  readonly database: Database;
  readonly store: MessageStore;
  readonly notes: Notes;
  readonly drafts: Drafts;
  readonly recipients: Recipients;
  /** Whether a row holds this id of the service, or held it until it was deleted. */
  readonly isTaken: (serverId: string) => boolean;
  readonly client: () => EvoVoiceClient | undefined;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly random: () => number;
  readonly onChange: (change: MessagesChange) => void;
  readonly onPause: (reasons: readonly PauseReason[]) => void;
}

/** Under which key the line that was sent from last is noted. */
export const lastLineNote = 'last-line';

/** A scheduled message this late is not sent without asking (design.md 4). */
const tooLateMs = 15 * 60_000;
const quitLimitMs = 10_000;

/** The way of a message from the composer to the service: holds and schedules, sends, looks up, and takes a person's word. */
export function createQueue(parts: QueueParts) {
  const { database, store, notes, drafts, clock, log } = parts;
  const outbox = createOutbox(database, store, drafts);
  const waits = createWaits(clock);
  const paused = new Set<PauseReason>();
  let started = false;
  const isPaused = () => paused.size > 0;

  const flow = createFlow({ ...parts, outbox, exists: (id) => store.find(id) !== undefined, follow, cancelWait: waits.cancel });
  const { apply } = flow;
  const claims = createClaims({ ...parts, outbox, apply, report: flow.report });
  const lookup = createLookup({ ...parts, outbox, claims, apply, waits, isPaused });
  const sender = createSender({
    ...parts,
    outbox,
    apply,
    waits,
    isPaused: () => !started || isPaused(),
    onSignedOut: () => pause('signed-out'),
  });

  function follow(effect: Effect, message: Message, event: Event): void {
    switch (effect) {
      case 'wait':
        wait(message);
        break;
      case 'queue':
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

  function wait({ id, state, nextAt = 0 }: Message): void {
    if (state === 'held') waits.after(id, nextAt - clock.now(), () => apply(id, 'hold-ended', { nextAt: null }));
    else if (state === 'scheduled')
      waits.until(id, nextAt, () => apply(id, clock.now() - nextAt > tooLateMs ? 'late' : 'due', { nextAt: null }));
    else sender.pump();
  }

  function pause(reason: PauseReason): void {
    if (paused.has(reason)) return;
    paused.add(reason);
    log(`queue: paused, ${reason}`);
    parts.onPause([...paused]);
  }

  function recover(message: Message): void {
    if (message.state === 'scheduled' && clock.now() - (message.nextAt ?? 0) > tooLateMs) apply(message.id, 'late', { nextAt: null });
    else if (message.state === 'sending') apply(message.id, 'restarted', { lookup: 'checking', failure: { code: 'cancelled' } });
    else if (message.state === 'unknown') apply(message.id, 'restarted', { lookup: 'checking' });
    else if (message.state === 'held') apply(message.id, 'restarted', { nextAt: null });
    else if (message.state === 'scheduled' || message.state === 'queued') apply(message.id, 'restarted');
  }

  return {
    claims,
    outbox,
    isPaused,
    pause,

    start(): Result<null> {
      started = true;
      return database.attempt(() => {
        for (const message of outbox.open()) recover(message);
        return null;
      });
    },

    submit(submission: Submission, draft?: DraftName): Result<Message> {
      const stored = database.attempt(() =>
        database.transaction(() => {
          if (draft && !drafts.isCurrent(draft)) return undefined;
          const message = outbox.submit(submission, clock.now());
          parts.recipients.meet({ ...message, weight: 1 });
          if (message.endpointId !== undefined) notes.write(lastLineNote, message.endpointId);
          if (draft) drafts.removeSent(draft.id);
          return message;
        }),
      );
      if (!stored.ok) return stored;
      const { value: message } = stored;
      if (message === undefined) return { ok: false, error: { code: 'draft-changed' } };
      log(`message ${message.id}: submitted, now ${message.state}`);
      parts.onChange({ items: [message], removed: [], reset: false });
      wait(message);
      return { ok: true, value: message };
    },

    act(id: number, action: MessageAction): Result<Acted> {
      const applied = apply(id, action, action === 'check-again' ? { lookup: 'checking' } : {});
      return applied.ok ? { ok: true, value: { draft: applied.value.draft, message: applied.value.message } } : applied;
    },

    resume(reason: PauseReason): void {
      if (!paused.delete(reason)) return;
      log(`queue: no longer ${reason}`);
      parts.onPause([...paused]);
      if (paused.size > 0) return;
      database.attempt(() => outbox.dropWaits());
      sender.pump();
      lookup.again();
    },

    held: (): Result<readonly Message[]> => database.attempt(() => outbox.inState('held')),

    async settleHeldForQuit(choice: 'send-now' | 'keep-as-draft'): Promise<Result<null>> {
      const settled = database.attempt(() => {
        for (const { id } of outbox.inState('held')) {
          const settled = apply(id, choice);
          if (settled.ok && settled.value.draft) drafts.showInEmpty(settled.value.draft.id);
        }
        return null;
      });
      if (settled.ok && choice === 'send-now') await limited(clock, sender.idle(), quitLimitMs);
      return settled;
    },

    /** Lets the requests in flight end, for 10 s at most, and takes no more. */
    async stop(): Promise<void> {
      pause('quitting');
      await limited(clock, sender.idle(), quitLimitMs);
      waits.cancelAll();
    },
  };
}

/** Waits for `work`, but no longer than `ms`. */
function limited(clock: Clock, work: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(ms, resolve);
    work.finally(() => {
      cancel();
      resolve();
    });
  });
}
