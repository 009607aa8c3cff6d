import type { RequestListener } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import type { ErrorCode } from '../../main/model/failure.ts';
import { startUntrustedServer } from '../fakes/untrusted-server.ts';
import { startOddServer } from '../main/evo-voice/odd-server.ts';
import { failureIsAt, mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { messageField, signIn } from './harness/journeys.ts';
import { searchKeyring } from './harness/keyring.ts';

const tenMegabytes = 10 * 1024 * 1024;

test('a server that cannot be used is said at its field, and nothing is kept', async ({ simulator, desktop, launch }) => {
  const answering = async (listener: RequestListener) => {
    const server = await startOddServer(listener);
    onTestFinished(() => server.close());
    return server.url;
  };
  const untrusted = await startUntrustedServer();
  onTestFinished(untrusted.close);
  const page200 = await answering((_, response) => response.setHeader('Content-Type', 'text/html').end('<h1>Welcome to our hotel</h1>'));
  const huge = await answering((_, response) => response.setHeader('Content-Type', 'application/json').end(' '.repeat(tenMegabytes)));
  const elsewhere = await answering((_, response) => response.writeHead(302, { Location: 'https://example.com/' }).end());
  const cut = await answering((request) => request.socket.destroy());
  const garbage = await answering((_, response) => response.setHeader('Content-Type', 'application/json').end('{"userName":'));
  const rows: readonly (readonly [string, ErrorCode])[] = [
    ['', 'server-invalid'],
    ['not a server', 'server-invalid'],
    ['ftp://evovoice.io', 'server-invalid'],
    ['https://me:secret@evovoice.io', 'server-invalid'],
    ['http://192.0.2.1', 'server-insecure'],
    ['https://evo-quick-send.invalid', 'unreachable'],
    [untrusted.url, 'certificate'],
    [page200, 'not-evo-voice'],
    [elsewhere, 'not-evo-voice'],
    [huge, 'too-large'],
    [cut, 'connection-lost'],
    [garbage, 'unreadable'],
  ];
  // The one name that is meant to be looked up; no proxy answers for it.
  const app = await launch({ env: { no_proxy: 'evo-quick-send.invalid' } });
  const page = await app.popup();
  const server = page.getByLabel('Server');
  for (const [url, code] of rows) {
    await signIn(page, { ...simulator, url });
    await failureIsAt(server, code);
    expect([await server.inputValue(), await page.getByLabel('User name').inputValue()]).toEqual([url, simulator.userName]);
    expect(await page.getByLabel('Password').inputValue()).toBe('');
  }
  await signIn(page, { ...simulator, userName: '' });
  await failureIsAt(page.getByLabel('User name'), 'user-name-missing');
  await signIn(page, { ...simulator, password: '' });
  await failureIsAt(page.getByLabel('Password'), 'password-missing');
  expect(untrusted.requests()).toBe(0);
  expect(simulator.requests()).toEqual([]);
  expect(await searchKeyring('Evo Quick Send', desktop.env)).not.toContain(simulator.password);
  await signIn(page, simulator);
  await messageField(page).waitFor();
  expect(mistakesOf(app)).toEqual([]);
});
