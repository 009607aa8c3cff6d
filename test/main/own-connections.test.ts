import { expect, it, vi } from 'vitest';
import { createOwnConnections } from '../../main/own-connections.ts';

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
  const onOwnConnection = createOwnConnections(open);
  await onOwnConnection((fetch) => fetch('https://a.test/1'));
  await onOwnConnection((fetch) => fetch(new URL('https://a.test/2')));
  expect(log).toEqual(['send-0 closed', 'send-0 fetches https://a.test/1', 'send-0 closed', 'send-0 fetches https://a.test/2']);
});

it('never lends a session that is in use', async () => {
  const { log, open } = createFakeSessions();
  const onOwnConnection = createOwnConnections(open);
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
  expect(open).toHaveBeenCalledTimes(2);
});

it('takes a session back after a failure', async () => {
  const { open } = createFakeSessions();
  const onOwnConnection = createOwnConnections(open);
  await expect(onOwnConnection(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await onOwnConnection(async () => undefined);
  expect(open).toHaveBeenCalledTimes(1);
});
