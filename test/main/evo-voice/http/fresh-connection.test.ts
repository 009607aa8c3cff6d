import { expect, it, vi } from 'vitest';
import { createConnections } from '../../../../main/evo-voice/http/fresh-connection.ts';

function createFakeSessions() {
  const log: string[] = [];
  const open = vi.fn((name: string) => ({
    closeAllConnections: async () => void log.push(`${name} closed`),
    fetch: async (input: string | Request) => {
      log.push(`${name} fetches ${String(input)}`);
      return new Response('{}');
    },
  }));
  return { log, open };
}

it('closes all connections of a session before each use of it', async () => {
  const { log, open } = createFakeSessions();
  const { onOwnConnection } = createConnections(open);
  await onOwnConnection((fetch) => fetch('https://a.test/1'));
  await onOwnConnection((fetch) => fetch(new URL('https://a.test/2')));
  expect(log).toEqual(['send-0 closed', 'send-0 fetches https://a.test/1', 'send-0 closed', 'send-0 fetches https://a.test/2']);
});

it('never lends a session that is in use', async () => {
  const { log, open } = createFakeSessions();
  const { onOwnConnection } = createConnections(open);
  let finish = () => {};
  const running = onOwnConnection(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  await vi.waitFor(() => expect(log).toEqual(['send-0 closed']));
  await onOwnConnection((fetch) => fetch('https://a.test/2'));
  finish();
  await running;
  expect(log).toEqual(['send-0 closed', 'send-1 closed', 'send-1 fetches https://a.test/2']);
  await onOwnConnection(async () => undefined);
  expect(open.mock.calls).toEqual([['api'], ['send-0'], ['send-1']]);
});

it('takes a session back after a failure', async () => {
  const { open } = createFakeSessions();
  const { onOwnConnection } = createConnections(open);
  await expect(onOwnConnection(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await onOwnConnection(async () => undefined);
  expect(open.mock.calls).toEqual([['api'], ['send-0']]);
});

it('lends no session again before it was emptied, but does once it was', async () => {
  const { log, open } = createFakeSessions();
  let end = () => {};
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });
  const { onOwnConnection } = createConnections((name) => ({
    ...open(name),
    ...(name === 'send-0' ? { closeAllConnections: () => ending } : {}),
  }));
  const hanging = onOwnConnection(async () => 'lent');
  await onOwnConnection((fetch) => fetch('https://a.test/1'));
  expect(log).toEqual(['send-1 closed', 'send-1 fetches https://a.test/1']);
  end();
  expect(await hanging).toBe('lent');
  await onOwnConnection(async () => undefined);
  expect(open.mock.calls).toEqual([['api'], ['send-0'], ['send-1']]);
});

it('goes on with new sessions after the process of the old ones has ended, also where one was lent at that moment', async () => {
  const { log, open } = createFakeSessions();
  const { fetch, onOwnConnection, renew } = createConnections(open);
  await onOwnConnection(async () => undefined);
  await onOwnConnection(async () => renew());
  await fetch('https://a.test/1', {});
  await onOwnConnection((own) => own('https://a.test/2'));
  expect(open.mock.calls).toEqual([['api'], ['send-0'], ['api-1'], ['send-1']]);
  expect(log.slice(2)).toEqual(['api-1 fetches https://a.test/1', 'send-1 closed', 'send-1 fetches https://a.test/2']);
});
