import { writeSync } from 'node:fs';
import process from 'node:process';
import type { Clock } from '../../main/clock.ts';
import { createEvoVoiceClient, type EvoVoiceClient } from '../../main/evo-voice/client.ts';
import { parseServer } from '../../main/evo-voice/server.ts';
import { createMessages } from '../../main/messages/messages.ts';
import { table } from '../../main/messages/outbox/transitions.ts';
import type { Database } from '../../main/messages/store/database.ts';
import { stateCode } from '../../main/messages/store/message-rows.ts';
import { openDatabase } from '../../main/messages/store/open-database.ts';
import { type Row, type Run, type Said, type Step, steps } from './steps.ts';

/** Long waits go this much faster, so that the lookup after 60 s happens after three; short ones, the limits of quick answers, are left alone. */
const haste = 30;
const shortMs = 600;

const run = JSON.parse(process.argv[2] ?? '') as Run;
const nameOf = (code: number) => Object.entries(stateCode).find(([, each]) => each === code)?.[0] ?? '';
const say = (said: Said) => writeSync(1, `${JSON.stringify(said)}\n`);
// It does not outlive the test.
process.stdin.resume().once('close', () => process.exit(2));
let left = run.death?.nth ?? 0;

/** Dies on the spot when this is the step to die at. */
function at(step: string): void {
  if (step !== run.death?.step || --left > 0) return;
  process.kill(process.pid, 'SIGKILL');
}

// What a start would find if the request had gone out before `sending` was durable; and nothing is found where it is looked for.
if (run.sabotage) Object.assign(table.sending, { restarted: { to: 'queued', effect: 'queue' } });

const clock: Clock = {
  now: Date.now,
  setTimer(ms, then) {
    const timer = setTimeout(then, Math.max(ms / haste, Math.min(ms, shortMs)));
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

const opened = openDatabase({ file: run.file, key: 'a1'.repeat(32), now: Date.now });
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

const server = parseServer(run.url);
if (!server.ok) throw new Error('server');
const credentials = { userName: run.userName, password: run.password };
const service = createEvoVoiceClient({
  server: server.value,
  fetch: fetchWithSteps as typeof fetch,
  userAgent: 'EvoQuickSend/kill-test',
  format: () => 'json',
  credentials: async () => credentials,
  now: Date.now,
  after: clock.setTimer,
});

const client: EvoVoiceClient = {
  ...service,
  async listMessages(query) {
    at('listing-before');
    const answer = run.sabotage ? ({ ok: true, value: [] } as const) : await service.listMessages(query);
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
  log(line) {
    const event = /^message -?\d+: ([a-z-]+)/.exec(line)?.[1];
    if (event && steps.includes(event as Step)) at(event);
  },
});

await service.signIn(credentials);
const started = messages.start();
if (!started.ok) throw new Error(started.error.code);
messages.startPull();
for (const { to, text, holdMs } of run.texts) {
  const stored = messages.submit({ target: { kind: 'sms', endpointId: run.endpointId, toAddress: to }, text, caret: 0, holdMs });
  if (!stored.ok) throw new Error(stored.error.code);
  say({ stored: text });
}
say({ ready: true });

if (run.finish) {
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
  say({ rows, integrity: String(database.prepare('PRAGMA integrity_check').get()?.integrity_check) });
  process.exit(0);
}
