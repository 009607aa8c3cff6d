import { readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { waitingWords } from '../../main/words/explanations.ts';
import { startOddServer } from '../main/evo-voice/odd-server.ts';
import type { RunningApp } from './harness/app.ts';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { listItems } from './harness/journeys.ts';
import { choose, requestsToSend, signInTo, writeAndSend } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const ann = '+12025550172';
const atOnce = ['Undo after Send', 'Off: sends at once'] as const;
const twoMinutes = { timeout: 120_000 };

const page: RequestListener = (_, response) => response.setHeader('Content-Type', 'text/html').end('<h1>Welcome to our hotel</h1>');
const redirect: RequestListener = (_, response) => response.writeHead(302, { Location: 'http://hotel.invalid/' }).end();
const silence: RequestListener = () => {};

/** What stands where the service was. */
const inItsPlace: readonly (readonly [string, RequestListener | undefined])[] = [
  ['a server that is down', undefined],
  ['a page of the network', page],
  ['a redirect of the network', redirect],
  ['a cable that is out: no answer ever comes', silence],
];

test.for(inItsPlace)(
  '%s: the message is queued, and leaves by itself, once',
  twoMinutes,
  async ([, listener], { simulator, desktop, launch }) => {
    const text = 'Back on the line';
    const app = await launch();
    const popup = await signInTo(simulator, app);
    await choose(popup, ...atOnce);
    await simulator.goOffline();
    const other = listener && (await startOddServer(listener, Number(new URL(simulator.url).port)));
    onTestFinished(() => other?.close());
    await writeAndSend(app, desktop, { to: ann, text });
    await listItems(popup, text, 'Queued').getByText(waitingWords.network).waitFor();
    expect(other?.requests.filter(({ request }) => request.method === 'POST' && request.url?.startsWith('/messages')) ?? []).toEqual([]);
    await other?.close();
    await simulator.goOnline();
    await listItems(popup, text, 'Accepted').waitFor({ timeout: 60_000 });
    expect(requestsToSend(simulator)).toHaveLength(1);
    expect(simulator.sent()).toMatchObject([{ otherAddress: ann, text }]);
    expect(mistakesOf(app)).toEqual([]);
  },
);

/** Process id of Chromium's network service, which makes every connection of the app. */
function networkServiceOf(app: RunningApp): number {
  const found = readdirSync('/proc').filter((name) => {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return words.includes('network.mojom.NetworkService') && words.includes(app.userDataDir);
    } catch {
      return false;
    }
  });
  const [pid] = found;
  if (pid === undefined || found.length !== 1) throw new Error(`${found.length} network services`);
  return Number(pid);
}

test(
  'the network service is stopped and killed while a message is out: it is looked up, and the next one leaves',
  twoMinutes,
  async ({ simulator, desktop, launch }) => {
    const [first, second] = ['Out when it died', 'After it came back'];
    const app = await launch();
    const popup = await signInTo(simulator, app);
    await choose(popup, ...atOnce);
    simulator.failNextSends(['slow']);
    await writeAndSend(app, desktop, { to: ann, text: first });
    await listItems(popup, first, 'Sending').waitFor();
    await waitUntil('the service took it', () => simulator.sent().length === 1);
    const service = networkServiceOf(app);
    process.kill(service, 'SIGSTOP');
    process.kill(service, 'SIGKILL');
    await listItems(popup, first, 'Accepted').waitFor({ timeout: 40_000 });
    await writeAndSend(app, desktop, { to: ann, text: second });
    await listItems(popup, second, 'Accepted').waitFor({ timeout: 40_000 });
    expect(requestsToSend(simulator)).toHaveLength(2);
    expect(simulator.sent()).toMatchObject([{ text: first }, { text: second }]);
    expect(mistakesOf(app)).toEqual([]);
  },
);

test(
  'the network service hangs before a message leaves: it is queued, and leaves once when the service is back',
  twoMinutes,
  async ({ simulator, desktop, launch }) => {
    const text = 'Waits for the stack';
    const app = await launch();
    const popup = await signInTo(simulator, app);
    await choose(popup, ...atOnce);
    const service = networkServiceOf(app);
    process.kill(service, 'SIGSTOP');
    await writeAndSend(app, desktop, { to: ann, text });
    await listItems(popup, text, 'Queued').getByText(waitingWords.network).waitFor();
    process.kill(service, 'SIGKILL');
    await listItems(popup, text, 'Accepted').waitFor({ timeout: 60_000 });
    expect(requestsToSend(simulator)).toHaveLength(1);
    expect(simulator.sent()).toMatchObject([{ text }]);
  },
);
