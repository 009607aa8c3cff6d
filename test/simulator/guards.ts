import { type Answer, failure, plain } from './answers.ts';
import type { Call } from './call.ts';
import type { Caller } from './logins.ts';
import type { Service } from './operations/operation.ts';
import type { Route } from './routes.ts';
import { declaredName } from './shapes.ts';

/** Something a client of this service must never do: a sentence that is recorded, and the refusal if there is one. */
export interface Violation {
  readonly sentence: string;
  readonly refusal?: Answer;
}

/**
 * Finds what a client must never do: send by another verb than POST, put a message or a password into the URL, send a body without its length,
 * ask for JSONP.
 */
export function findViolations(call: Call, { operation, verbFits }: Route): Violation[] {
  const found: Violation[] = [];
  const add = (sentence: string, refusal?: Answer) => found.push({ sentence, refusal });
  const at = `${call.verb} ${call.pathname}`;
  if (operation.name === 'SendMessage' && !verbFits) add(`${at}: only POST may send a message.`);
  const inUrl = [...call.query.keys()].filter((name) => declaredName(operation.request, name));
  if (operation.name === 'SendMessage' && inUrl.length > 0) {
    const sentence = `${at}: ${inUrl.join(', ')} in the URL; a message belongs in the body.`;
    add(sentence, failure(400, 'ArgumentException', sentence));
  }
  if (operation.name === 'Authenticate' && inUrl.length > 0) add(`${at}: ${inUrl.join(', ')} in the URL; a login belongs in the body.`);
  if (call.chunked) add(`${at}: a chunked body, which the service takes for no body.`);
  if (call.query.has('callback')) add(`${at}: asks for JSONP.`);
  return found;
}

/** 405: the route exists, the verb does not. */
export function wrongVerb(operation: string): Answer {
  return failure(405, 'NotImplementedException', `${operation} does not answer this verb.`);
}

/** Refuses a caller without login (401) or without a role (403), in the form that the switch `denial` chooses; else undefined. */
export function checkAccess(call: Call, { operation }: Route, caller: Caller, service: Service): Answer | undefined {
  const { access } = operation;
  if (access === 'anyone') return undefined;
  if (caller.state === 'wrong-basic') return failure(401, 'Unauthorized', 'Invalid Username or Password');
  if (caller.state === 'anonymous') return notSignedIn(call, service);
  if (access === 'login' || access.some((role) => service.roles().includes(role))) return undefined;
  return roleMissing(call, service);
}

const challenge = { 'WWW-Authenticate': 'basic realm="/auth/basic"' };

/** The 401 of a call that needs a login and has none. */
export function notSignedIn(call: Call, { switches }: Service): Answer {
  const { denial } = switches();
  const wantsPage = denial === 'stock' && call.headers.accept?.startsWith('text/html');
  if (denial === 'redirect' || wantsPage) {
    return { status: 302, headers: { Location: `/login?redirect=${encodeURIComponent(call.url)}` } };
  }
  if (denial === 'json') return { ...failure(401, 'Unauthorized', 'Not Authenticated'), headers: challenge };
  if (denial === 'text') return { ...plain(401, 'Unauthorized'), headers: challenge };
  return { status: 401, headers: challenge };
}

function roleMissing(call: Call, { switches }: Service): Answer {
  const { denial } = switches();
  if (denial === 'json') return failure(403, 'Forbidden', 'Invalid Role');
  if (denial === 'empty') return { status: 403, reason: 'Invalid Role' };
  const lines = ['Forbidden', '', `Request.HttpMethod: ${call.verb}`, `Request.PathInfo: ${call.pathname}`];
  return plain(403, [...lines, `Request.QueryString: ${call.query}`, '', ''].join('\n'), 'Invalid Role');
}
