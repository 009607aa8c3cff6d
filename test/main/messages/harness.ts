import { createMessages, type MessagesChange } from '../../../main/messages/messages.ts';
import type { PauseReason } from '../../../main/messages/outbox/pauses.ts';
import type { Database } from '../../../main/messages/store/database.ts';
import { openDatabase } from '../../../main/messages/store/open-database.ts';
import type { Message, MessageState, Submission } from '../../../main/model/message.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { ann, fakeService, line } from './fake-service.ts';

/** The value of a result that must be one. */
export function value<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** A history in memory. */
export const memory = (): Database => value(openDatabase({ file: undefined, key: undefined, now: Date.now })).database;

export const submission = (text: string, change: Partial<Submission> = {}): Submission => ({
  target: { kind: 'sms', endpointId: line, toAddress: ann },
  text,
  caret: text.length,
  lineName: 'Main line',
  holdMs: 0,
  ...change,
});

/** A database that knows which long work runs on it; `idle` resolves once there is none. */
function watchWork(database: Database) {
  const running = new Set<Promise<unknown>>();
  const watched: Database = {
    ...database,
    attemptLater(work) {
      const done = database.attemptLater(work);
      running.add(done);
      return done.finally(() => running.delete(done));
    },
  };
  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
  };
  return { watched, idle };
}

/** The messages of a login over a fake service and a clock moved by hand. `restart` stands for a crash and a new start on the same file. */
export function createHarness(given: Database = memory()) {
  const { watched: database, idle } = watchWork(given);
  const clock = fakeClock();
  const service = fakeService(clock.now);
  const log: string[] = [];
  const pauses: (readonly PauseReason[])[] = [];
  const changes: MessagesChange[] = [];
  let isSignedIn = true;
  const write = (event: string, fields?: unknown) => void log.push(`${event} ${JSON.stringify(fields)}`);

  const build = () => {
    let isAlive = true;
    const alive = <T>(work: () => T): T | undefined => (isAlive ? work() : undefined);
    const messages = createMessages({
      database,
      client: () => (isAlive && isSignedIn ? service.client : undefined),
      clock: { now: clock.now, setTimer: (ms, then) => clock.setTimer(ms, () => alive(then)) },
      log: { info: write, warn: write, error: write },
      random: () => 0,
      onChange: (change) => changes.push(change),
      onPause: (reasons) => pauses.push(reasons),
    });
    return { messages, die: () => (isAlive = false) };
  };

  let running = build();
  const harness = {
    clock,
    service,
    log,
    pauses,
    changes,
    database,
    messages: running.messages,
    /** Waits until no long work (pulling, looking up, deleting) is going on; work that waits for the clock or the service must be let go on. */
    idle,
    /** Lets time pass second by second, with the long work of each done before the next begins. */
    async pass(ms: number): Promise<void> {
      for (let passed = 0; passed < ms; passed += 1000) {
        await clock.advance(Math.min(1000, ms - passed));
        await idle();
      }
    },
    restart(): void {
      running.die();
      running = build();
      harness.messages = running.messages;
      value(harness.messages.start());
    },
    signIn(yes: boolean): void {
      isSignedIn = yes;
    },
    submit: (text: string, change?: Partial<Submission>): number => value(harness.messages.submit(submission(text, change))).id,
    get: (id: number): Message => value(harness.messages.get(id)),
    state: (id: number): MessageState | 'gone' => {
      const found = harness.messages.get(id);
      return found.ok ? found.value.state : 'gone';
    },
  };
  value(harness.messages.start());
  return harness;
}

export type Harness = ReturnType<typeof createHarness>;
