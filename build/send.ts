import { fstatSync } from 'node:fs';
import process from 'node:process';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createVault } from '../main/account/vault.ts';
import { systemClock } from '../main/clock.ts';
import type { EvoVoiceClient } from '../main/evo-voice/api.ts';
import { createEvoVoiceClient } from '../main/evo-voice/client.ts';
import type { SendMessage, UserInfo } from '../main/evo-voice/dtos.ts';
import { parseServer, type Server } from '../main/evo-voice/server.ts';
import { readE164 } from '../main/model/address.ts';
import type { ServiceFailure } from '../main/model/failure.ts';
import { say } from '../main/words/failures.ts';
import { version } from '../package.json';

/*
 * Sends one message from a terminal with the app's own client, for trying a service and for support.
 */

const usage = `Usage: npm run send -- --server=HOST --user=NAME --to=+15556667777 --text=TEXT
  --endpoint=ID    the line to send from; may be left out where the login has exactly one
  --session=ID     write into a running chat session, in place of --to
  --format=jsv     wire format: json (default) or jsv
The password is the one the app keeps in the keychain, or the first line of a pipe: echo "$PASSWORD" | npm run send -- ...
Prints the accepted message as JSON. Exit codes: 0 accepted, 1 not sent, 2 wrong usage, 3 not known whether it was sent.`;

/** What went wrong, in words for stderr, and the exit code. */
class Stop extends Error {
  readonly exitCode: 1 | 2 | 3;

  constructor(message: string, exitCode: 1 | 2 | 3 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

function wordsOf(failure: ServiceFailure): string {
  const { status, retryAfterMs } = failure;
  const wait = retryAfterMs === undefined ? '' : ` (in ${Math.ceil(retryAfterMs / 1000)} s)`;
  return `${say(failure)}${wait}${status === undefined ? '' : ` [HTTP ${status}]`}`;
}

function readFlags() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      options: { server: text, user: text, to: text, text, endpoint: text, session: text, format: text, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new Stop(`${error instanceof Error ? error.message : error}\n${usage}`, 2);
  }
}

function required(value: string | undefined, flag: string): string {
  if (value === undefined || value.trim() === '') throw new Stop(`${flag} is missing.\n${usage}`, 2);
  return value;
}

/** From a pipe or file where there is one, otherwise from the keychain. */
async function findPassword(userName: string, { host }: Server): Promise<string> {
  const input = fstatSync(process.stdin.fd);
  const piped = input.isFIFO() || input.isFile() || input.isSocket() ? (await readAll(process.stdin)).split(/\r?\n/, 1)[0] : undefined;
  if (piped) return piped;
  const vault = createVault({ load: async () => (await import('keytar')).default, clock: systemClock });
  const stored = await vault.get(`${userName}@${host}`);
  if (!stored.ok) throw new Stop(`The keychain does not answer (${stored.error.code}). Unlock it, or pipe the password in.`);
  if (stored.value === undefined)
    throw new Stop(`The keychain holds no password of ${userName}@${host}. Sign in with the app, or pipe it in.`);
  return stored.value;
}

/** The line to send from: the only one there is. */
async function findEndpoint(client: EvoVoiceClient, user: UserInfo): Promise<string> {
  const lines = await client.lines(user);
  if (!lines.ok) throw new Stop(`The lines of this login cannot be listed. ${wordsOf(lines.error)}`);
  const [only, another] = lines.value;
  if (only !== undefined && another === undefined) return only.endpointId;
  const choices = lines.value.map(({ endpointId, name, number }) =>
    `  --endpoint=${endpointId}  ${[name, number].filter((text) => text !== undefined && text !== endpointId).join(' ')}`.trimEnd(),
  );
  throw new Stop(
    only === undefined ? 'No line was found for this login; name one with --endpoint=ID.' : `Which line?\n${choices.join('\n')}`,
    2,
  );
}

async function run(): Promise<string> {
  const flags = readFlags();
  if (flags.help) return usage;
  const server = parseServer(required(flags.server, '--server'));
  if (!server.ok) throw new Stop(`--server: ${say(server.error)}`, 2);
  const userName = required(flags.user, '--user');
  const body = required(flags.text, '--text');
  const { format = 'json', session, endpoint } = flags;
  if (format !== 'json' && format !== 'jsv') throw new Stop('--format is json or jsv.', 2);
  const toAddress = session === undefined ? readE164(required(flags.to, '--to')) : undefined;
  if (session === undefined && toAddress === undefined) throw new Stop('--to must be an international number such as +15556667777.', 2);

  const password = await findPassword(userName, server.value);
  const client = createEvoVoiceClient({
    fetch,
    server: server.value,
    userAgent: `EvoQuickSend/${version} (${process.platform}; send)`,
    format: () => format,
    credentials: async () => ({ userName, password }),
    clock: systemClock,
  });
  const signedIn = await client.signIn({ userName, password });
  if (!signedIn.ok) throw new Stop(`Signing in failed. ${wordsOf(signedIn.error)}`);
  try {
    const endpointId = session === undefined ? (endpoint ?? (await findEndpoint(client, signedIn.value))) : undefined;
    return await send(client, session === undefined ? { endpointId, toAddress, body } : { sessionId: session, body });
  } finally {
    await client.signOut();
  }
}

async function send(client: EvoVoiceClient, message: SendMessage): Promise<string> {
  const outcome = await client.send(message);
  switch (outcome.kind) {
    case 'accepted':
      return JSON.stringify(outcome.message, null, 2);
    case 'refused':
    case 'not-processed':
      throw new Stop(`Not sent. ${wordsOf(outcome.failure)}`);
    case 'unknown':
      throw new Stop(`Not known whether it was sent: look it up before you send it again. ${wordsOf(outcome.failure)}`, 3);
  }
}

/** Leaves at once: a locked keychain would hold the process for ever. */
function leave(stream: NodeJS.WriteStream, text: string, exitCode: number): void {
  stream.write(`${text}\n`, () => process.exit(exitCode));
}

try {
  leave(process.stdout, await run(), 0);
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  leave(process.stderr, error.message, error.exitCode);
}
