import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { SendMessage } from '../../main/evo-voice/dtos.ts';
import { createMessages, type Messages } from '../../main/messages/messages.ts';
import { openDatabase } from '../../main/messages/store/open-database.ts';
import { fakeClock } from '../fakes/clock.ts';
import { fakeService, line } from '../main/messages/fake-service.ts';
import { key, type Reference } from './reference.ts';

/** The messages of a login over a history, a service that remembers across deaths, and a clock moved by hand. */
export interface App {
  readonly messages: Messages;
  /** Starts the queue, lets it send and fetch for a minute. */
  run(): Promise<void>;
  /** What went out, also before a death. */
  requests(): readonly SendMessage[];
  /** Whether a new message goes out. */
  canSend(): Promise<boolean>;
  /** What the app said of the file. */
  said(): readonly string[];
  isSetAside(): boolean;
  close(): Promise<void>;
}

/** Opens a history as the app does. The service has what it had when the reference was left. */
export function startApp(file: string, reference: Reference): { readonly app: App } | { readonly failed: string } {
  const clock = fakeClock(reference.now + 2000);
  const opened = openDatabase({ file, key, now: clock.now });
  if (!opened.ok) return { failed: opened.error.code };
  const { database, notice, endOpening } = opened.value;
  const service = fakeService(clock.now);
  service.stored.push(...reference.stored);
  const sent = `${file}.sent`;
  const earlier = (existsSync(sent) ? readFileSync(sent, 'utf8') : '').split('\n').filter((text) => text !== '');
  for (const text of earlier) {
    const { endpointId, toAddress, body } = JSON.parse(text) as SendMessage;
    service.keep({ direction: 'Outgoing', text: body, endpointId, otherAddress: toAddress });
  }
  const { client } = service;
  const send: typeof client.send = (message) => {
    appendFileSync(sent, `${JSON.stringify(message)}\n`);
    return client.send(message);
  };
  const said: string[] = notice ? [notice.code] : [];
  const messages = createMessages({
    database,
    client: () => ({ ...client, send }),
    clock,
    random: () => 0,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    onChange: () => undefined,
  });
  messages.pause('offline');

  const app: App = {
    messages,
    async run() {
      const started = messages.start();
      if (!started.ok) said.push(started.error.code);
      endOpening();
      messages.resume('offline');
      messages.startPull();
      await clock.advance(60_000);
    },
    requests: () => [...earlier.map((text) => JSON.parse(text) as SendMessage), ...service.requests],
    async canSend() {
      const text = 'one more';
      const target = { kind: 'sms', endpointId: line, toAddress: '+12025559999' } as const;
      const submitted = messages.submit({ target, text, caret: 0, holdMs: 0 });
      if (!submitted.ok) return said.push(submitted.error.code) > 0;
      await clock.advance(60_000);
      return service.requests.some(({ body }) => body === text);
    },
    said: () => said,
    isSetAside: () => notice !== undefined,
    async close() {
      const closed = messages.close();
      await clock.advance(15_000);
      await closed;
    },
  };
  return { app };
}
