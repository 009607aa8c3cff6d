import type { Simulator } from './simulator.ts';

type Send = Partial<Record<'endpointId' | 'toAddress' | 'body' | 'sessionId', string>>;

/** A signed-in caller, for tests of the simulator itself: plain fetch with the session's cookies. */
export interface CallerInTest {
  readonly cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  getJson(path: string): Promise<Record<string, unknown>>;
  post(path: string, body: string, contentType?: string): Promise<Response>;
  /** `POST /messages` as JSON; by default a valid message from the first line. */
  send(message?: Send): Promise<Response>;
}

/** Posts the credentials login; nothing is checked. */
export function logIn(
  simulator: Simulator,
  members: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const { userName, password } = simulator;
  return fetch(`${simulator.url}/auth/credentials`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ provider: 'credentials', userName, password, rememberMe: true, ...members }),
  });
}

/** The `Cookie` header that returns what an answer set; expired cookies included, with their empty value. */
export function cookieOf(response: Response): string {
  const pairs = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  return pairs.join('; ');
}

/** Signs in by credentials, remembered, and gives a caller with that session. */
export async function callAs(simulator: Simulator): Promise<CallerInTest> {
  const cookie = cookieOf(await logIn(simulator));
  const get = (path: string, headers = {}) => fetch(simulator.url + path, { headers: { cookie, accept: 'application/json', ...headers } });
  const post = (path: string, body: string, contentType = 'application/json') =>
    fetch(simulator.url + path, { method: 'POST', headers: { cookie, accept: 'application/json', 'content-type': contentType }, body });
  const endpointId = simulator.endpoints()[0]?.id ?? '';
  return {
    cookie,
    get,
    getJson: async (path) => (await (await get(path)).json()) as Record<string, unknown>,
    post,
    send: (message = {}) => post('/messages', JSON.stringify({ endpointId, toAddress: '+13125550142', body: 'On my way', ...message })),
  };
}
