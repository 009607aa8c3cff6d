import type { Result, ServiceFailure } from '../model/failure.ts';
import { loginAnswer, userAnswer } from './answers.ts';
import { classifyCall, isSuccess } from './classify.ts';
import type { Credentials } from './client.ts';
import type { UserInfo } from './dtos.ts';
import { type CookieJar, createCookieJar } from './http/cookies.ts';
import type { Exchange } from './http/exchange.ts';
import type { Call } from './http/requests.ts';
import { mediaOf } from './wire/formats.ts';

/** What makes a request come from somebody: the session's cookies, or Basic where the service has no credentials login. */
export interface Login {
  readonly jar: CookieJar;
  readonly authorization?: string;
}

/** Makes one exchange in a login's name and keeps the cookies it sets. */
export type Perform = (call: Call, login: Login) => Promise<Exchange>;

/** What a sign-in gave. */
export type LoginResult =
  | { readonly ok: true; readonly login: Login; readonly user: UserInfo }
  | { readonly ok: false; readonly error: ServiceFailure };

export const statusCall: Call = { method: 'GET', path: '/auth/status' };

/**
 * Signs in from nothing: the service throws old session ids away at a login anyway (evo-voice-api.md 2.3). `/auth/status` decides, since
 * cookies are handed to everybody. Where the credentials login is switched off (404, 405), Basic is tried. A wrong name or password is
 * `credentials-refused`.
 */
export async function logIn(credentials: Credentials, perform: Perform, now: () => number): Promise<LoginResult> {
  const login: Login = { jar: createCookieJar(now) };
  const { userName, password } = credentials;
  const exchange = await perform(
    { method: 'POST', path: '/auth/credentials', body: { provider: 'credentials', userName, password, rememberMe: true } },
    login,
  );
  if (exchange.stage === 'answered' && (exchange.status === 404 || exchange.status === 405)) return logInByBasic(credentials, perform, now);
  const answer = classifyCall(exchange, loginAnswer);
  return answer.ok ? confirm(login, perform) : { ok: false, error: loginFailure(exchange, answer.error) };
}

async function logInByBasic({ userName, password }: Credentials, perform: Perform, now: () => number): Promise<LoginResult> {
  if (userName.includes(':')) {
    return { ok: false, error: { code: 'refused', detail: 'This server cannot take a user name with a colon.' } };
  }
  const authorization = `Basic ${Buffer.from(`${userName}:${password}`, 'utf8').toString('base64')}`;
  const result = await confirm({ jar: createCookieJar(now), authorization }, perform);
  if (result.ok || result.error.code !== 'signed-out') return result;
  return { ok: false, error: { ...result.error, code: 'credentials-refused' } };
}

async function confirm(login: Login, perform: Perform): Promise<LoginResult> {
  const exchange = await perform(statusCall, login);
  const status = readStatus(exchange);
  return status.ok ? { ok: true, login, user: status.value } : { ok: false, error: loginFailure(exchange, status.error) };
}

/** Reads the answer of `/auth/status`: an empty 204 and `isAuthenticated: false` both mean signed out (evo-voice-api.md 2.5). */
export function readStatus(exchange: Exchange): Result<UserInfo, ServiceFailure> {
  if (exchange.stage === 'answered' && isSuccess(exchange) && isNothing(exchange.body)) return signedOut(exchange.status);
  const answer = classifyCall(exchange, userAnswer);
  return answer.ok && !answer.value.isAuthenticated ? signedOut(200) : answer;
}

function isNothing(body: string): boolean {
  return body.trim() === '' || body.trim() === 'null';
}

function signedOut(status: number): Result<UserInfo, ServiceFailure> {
  return { ok: false, error: { code: 'signed-out', status } };
}

/** While signing in a 401 is about the password, a 403 is not about a role, and a page in place of either comes from something else. */
function loginFailure(exchange: Exchange, failure: ServiceFailure): ServiceFailure {
  if (failure.status !== 401 && failure.status !== 403) return failure;
  if (exchange.stage === 'answered' && mediaOf(exchange.headers.get('content-type')) === 'html')
    return { ...failure, code: 'not-evo-voice' };
  return { ...failure, code: failure.status === 401 ? 'credentials-refused' : 'refused' };
}
