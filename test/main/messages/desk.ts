import { createMessages, type MessagesChange } from '../../../main/messages/messages.ts';
import type { PauseReason } from '../../../main/messages/outbox/queue.ts';
import type { Database } from '../../../main/messages/store/database.ts';
import { openDatabase } from '../../../main/messages/store/open-database.ts';
import type { Message, MessageState, Submission } from '../../../main/model/message.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { ann, fakeService, line } from './fake-service.ts';

/** A value that must have come. */
export function value<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** Lets long work go on, which makes room for others between its slices where the machine is slow. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 25; turn++) await new Promise(setImmediate);
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

/** The store and the send path over a fake service and a clock turned by hand. `restart` stands for a crash and a new start on the same file. */
export function createDesk(database: Database = memory()) {
  const clock = fakeClock();
  const service = fakeService(clock.now);
  const log: string[] = [];
  const pauses: (readonly PauseReason[])[] = [];
  const changes: MessagesChange[] = [];
  let isSignedIn = true;

  const build = () => {
    let isAlive = true;
    const alive = <T>(work: () => T): T | undefined => (isAlive ? work() : undefined);
    const messages = createMessages({
      database,
      client: () => (isAlive && isSignedIn ? service.client : undefined),
      clock: { now: clock.now, setTimer: (ms, then) => clock.setTimer(ms, () => alive(then)) },
      log: (text) => log.push(text),
      random: () => 0,
      onChange: (change) => changes.push(change),
      onPause: (reasons) => pauses.push(reasons),
    });
    return { messages, die: () => (isAlive = false) };
  };

  let running = build();
  const desk = {
    clock,
    service,
    log,
    pauses,
    changes,
    database,
    messages: running.messages,
    restart(): void {
      running.die();
      running = build();
      desk.messages = running.messages;
      value(desk.messages.start());
    },
    signIn(yes: boolean): void {
      isSignedIn = yes;
    },
    submit: (text: string, change?: Partial<Submission>): number => value(desk.messages.submit(submission(text, change))).id,
    get: (id: number): Message => value(desk.messages.get(id)),
    state: (id: number): MessageState | 'gone' => {
      const found = desk.messages.get(id);
      return found.ok ? found.value.state : 'gone';
    },
  };
  value(desk.messages.start());
  return desk;
}
