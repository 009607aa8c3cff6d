import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from './simulator.ts';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

test('a login by credentials, a message by its cookies, the message in the list', async () => {
  const login = await fetch(`${simulator.url}/auth/credentials`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ provider: 'credentials', userName: simulator.userName, password: simulator.password, rememberMe: true }),
  });
  const Cookie = login.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const endpointId = simulator.messages()[0]?.endpointId ?? '';
  const sent = await fetch(`${simulator.url}/messages`, {
    method: 'POST',
    headers: { Cookie, 'Content-Type': 'application/json' },
    body: JSON.stringify({ endpointId, toAddress: '+13125550142', body: 'On my way' }),
  });
  const { id } = (await sent.json()) as { id: string };
  const listed = await fetch(`${simulator.url}/messages?sortField=Date&sortOrder=Descend&countPerPage=1`, { headers: { Cookie } });
  expect(await listed.json()).toMatchObject({ items: [{ id, text: 'On my way', direction: 'Outgoing', otherAddress: '+13125550142' }] });
  expect(simulator.sent().map((message) => message.text)).toEqual(['On my way']);
  expect(simulator.violations()).toEqual([]);
});
