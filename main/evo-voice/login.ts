import type { Clock } from '../clock.ts';
import { fail, ok, type Result, type ServiceFailure } from '../model/failure.ts';
import { refusals } from '../words/evo-voice.ts';
import { loginAnswer, userAnswer } from './answers.ts';
import type { Credentials } from './api.ts';
import { classifyCall, isSuccess } from './classify.ts';
import type { UserInfo } from './dtos.ts';
import { createCookieJar } from './http/cookies.ts';
import type { Exchange } from './http/exchange.ts';
import type { Call } from './http/requests.ts';
import type { Login, Transport } from './http/transport.ts';
import { mediaOf } from './wire/formats.ts';

/** Who signed in, and the login that further calls are made with. */
interface SignedIn {
  readonly login: Login;
  readonly user: UserInfo;
}

export const statusCall: Call = { method: 'GET', path: '/auth/status' };

/**
 * Signs in with an empty cookie jar, since the service throws old session ids away at a login anyway. `/auth/status` decides, because session
 * cookies are handed to everybody. Where the credentials login is switched off (404, 405), HTTP Basic is tried. A wrong name or password is
 * `credentials-refused`.
 */
export async function logIn(
  credentials: Credentials,
  transport: Pick<Transport, 'exchange'>,
  clock: Pick<Clock, 'now'>,
): Promise<Result<SignedIn, ServiceFailure>> {
  const login: Login = { jar: createCookieJar(clock) };
  const { userName, password } = credentials;
  const exchange = await transport.exchange(
    { method: 'POST', path: '/auth/credentials', body: { provider: 'credentials', userName, password, rememberMe: true } },
    login,
  );
  if (exchange.stage === 'answered' && (exchange.status === 404 || exchange.status === 405))
    return logInByBasic(credentials, transport, clock);
  const answer = await classifyCall(exchange, loginAnswer);
  return answer.ok ? confirm(login, transport) : fail(loginFailure(exchange, answer.error));
}

async function logInByBasic(
  { userName, password }: Credentials,
  transport: Pick<Transport, 'exchange'>,
  clock: Pick<Clock, 'now'>,
): Promise<Result<SignedIn, ServiceFailure>> {
  if (userName.includes(':')) return fail({ code: 'refused', detail: refusals.colonInUserName });
  const authorization = `Basic ${Buffer.from(`${userName}:${password}`, 'utf8').toString('base64')}`;
  const result = await confirm({ jar: createCookieJar(clock), authorization }, transport);
  if (result.ok || result.error.code !== 'signed-out') return result;
  return fail({ ...result.error, code: 'credentials-refused' });
}

async function confirm(login: Login, transport: Pick<Transport, 'exchange'>): Promise<Result<SignedIn, ServiceFailure>> {
  const exchange = await transport.exchange(statusCall, login);
  const status = await readStatus(exchange);
  return status.ok ? ok({ login, user: status.value }) : fail(loginFailure(exchange, status.error));
}

/** Reads the answer of `/auth/status`: an empty 204, `null` and `isAuthenticated: false` all mean `signed-out`. */
export async function readStatus(exchange: Exchange): Promise<Result<UserInfo, ServiceFailure>> {
  if (exchange.stage === 'answered' && isSuccess(exchange) && isNothing(exchange.body)) return signedOut(exchange.status);
  const answer = await classifyCall(exchange, userAnswer);
  return answer.ok && !answer.value.isAuthenticated ? signedOut(200) : answer;
}

function isNothing(body: string): boolean {
  return body.trim() === '' || body.trim() === 'null';
}

function signedOut(status: number): Result<UserInfo, ServiceFailure> {
  return fail({ code: 'signed-out', status });
}

/** While signing in a 401 is about the password, a 403 is not about a role, and an HTML page with either status is not from Evo Voice. */
function loginFailure(exchange: Exchange, failure: ServiceFailure): ServiceFailure {
  if (failure.status !== 401 && failure.status !== 403) return failure;
  if (exchange.stage === 'answered' && mediaOf(exchange.headers.get('content-type')) === 'html')
    return { ...failure, code: 'not-evo-voice' };
  return { ...failure, code: failure.status === 401 ? 'credentials-refused' : 'refused' };
}
