import { writeSync } from 'node:fs';
import process from 'node:process';
import type { Clock } from '../../main/clock.ts';
import type { EvoVoiceClient } from '../../main/evo-voice/api.ts';
import { createEvoVoiceClient } from '../../main/evo-voice/client.ts';
import { parseServer } from '../../main/evo-voice/server.ts';
import { createMessages } from '../../main/messages/messages.ts';
import { transitions } from '../../main/messages/outbox/transitions.ts';
import type { Database } from '../../main/messages/store/database.ts';
import { stateCode } from '../../main/messages/store/message-rows.ts';
import { openDatabase } from '../../main/messages/store/open-database.ts';
import { type ChildReport, type ChildTask, type Row, type Step, steps } from './steps.ts';

/** Long waits are divided by this, so that the last lookup comes after 3 s, not 60; waits up to `shortMs` stay, since they limit quick answers. */
const speedUp = 30;
const shortMs = 600;

const task = JSON.parse(process.argv[2] ?? '') as ChildTask;
const nameOf = (code: number) => Object.entries(stateCode).find(([, each]) => each === code)?.[0] ?? '';
const report = (each: ChildReport) => writeSync(1, `${JSON.stringify(each)}\n`);
// It must not outlive the test.
process.stdin.resume().once('close', () => process.exit(2));
let left = task.kill?.nth ?? 0;

/** Kills itself when this is the step to be killed at. */
function at(step: Step): void {
  if (step !== task.kill?.step || --left > 0) return;
  process.kill(process.pid, 'SIGKILL');
}

// As if a request had gone out before `sending` was on the disk; and a lookup never finds anything.
if (task.sabotage) Object.assign(transitions.sending, { restarted: { to: 'queued', effect: 'queue' } });

const clock: Clock = {
  now: Date.now,
  setTimer(ms, then) {
    const timer = setTimeout(then, Math.max(ms / speedUp, Math.min(ms, shortMs)));
    return () => clearTimeout(timer);
  },
};

async function fetchWithSteps(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const isSend = init?.method === 'POST' && String(input).includes('/messages');
  const answer = fetch(input, init);
  if (isSend) setTimeout(() => at('request-out'), 1);
  const response = await answer;
  if (isSend) at('request-answered');
  return response;
}

const opened = openDatabase({ file: task.file, key: 'a1'.repeat(32), now: Date.now });
if (!opened.ok || opened.value.notice) throw new Error(`history: ${JSON.stringify(opened)}`);
const real = opened.value.database;
const database: Database = {
  ...real,
  transaction: (work) => {
    const value = real.transaction(() => {
      const inner = work();
      at('before-commit');
      return inner;
    });
    at('after-commit');
    return value;
  },
};

const server = parseServer(task.url);
if (!server.ok) throw new Error('server');
const credentials = { userName: task.userName, password: task.password };
const service = createEvoVoiceClient({
  server: server.value,
  fetch: fetchWithSteps as typeof fetch,
  userAgent: 'EvoQuickSend/kill-test',
  format: () => 'json',
  credentials: async () => credentials,
  clock,
});

const client: EvoVoiceClient = {
  ...service,
  async listMessages(query) {
    at('listing-before');
    const answer = task.sabotage ? ({ ok: true, value: [] } as const) : await service.listMessages(query);
    at('listing-after');
    if (query.endpointIds === undefined) at('pull-listed');
    return answer;
  },
  async send(message) {
    const outcome = await service.send(message);
    at('outcome');
    return outcome;
  },
};

const messages = createMessages({
  database,
  client: () => client,
  clock,
  random: Math.random,
  onChange: () => undefined,
  log: {
    info(what, { event } = {}) {
      if (what === 'message' && steps.includes(event as Step)) at(event as Step);
    },
    warn: () => undefined,
    error: () => undefined,
  },
});

await service.signIn(credentials);
const started = messages.start();
if (!started.ok) throw new Error(started.error.code);
messages.startPull();
for (const { to, text, holdMs } of task.texts) {
  const stored = messages.submit({ target: { kind: 'sms', endpointId: task.endpointId, toAddress: to }, text, caret: 0, holdMs });
  if (!stored.ok) throw new Error(stored.error.code);
  report({ stored: text });
}
report({ ready: true });

if (task.finish) {
  const moving =
    'SELECT count(*) AS n FROM outbox o JOIN message m ON m.id = o.id WHERE m.state IN (1, 3, 4) OR (m.state = 7 AND o.lookup = ?)';
  while (database.prepare(moving).get('checking')?.n !== 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const rows = database
    .prepare('SELECT text, state, server_id, own FROM message')
    .all()
    .map(
      ({ text, state, server_id, own }): Row => ({
        text: String(text),
        state: nameOf(Number(state)),
        serverId: String(server_id),
        own: own === 1,
      }),
    );
  report({ rows, integrity: String(database.prepare('PRAGMA integrity_check').get()?.integrity_check) });
  process.exit(0);
}
