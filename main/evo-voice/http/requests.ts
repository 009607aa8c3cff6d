import type { WireFormat } from '../../model/settings.ts';
import type { SendMessage } from '../dtos.ts';
import { encodeBody } from '../wire/formats.ts';
import { type JsvValue, stringifyJsv } from '../wire/jsv-write.ts';
import type { HttpRequest } from './exchange.ts';

/** Parameters of a GET. Undefined and empty ones are left out (evo-voice-api.md 5.3). */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One operation of the service, before it is an HTTP request. */
export interface Call {
  readonly method: 'GET' | 'POST';
  /** Below the server's root, each segment encoded. */
  readonly path: string;
  readonly query?: Query;
  readonly body?: { readonly [name: string]: JsvValue };
  /** ms for the whole exchange; 30 s where nothing is said. */
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
  /** It must not be made twice, not even by the HTTP stack (`fresh-connection.ts`). */
  readonly once?: boolean;
}

/** How a client writes its requests. */
export interface RequestStyle {
  readonly baseUrl: string;
  readonly userAgent: string;
  readonly format: WireFormat;
}

const callLimitMs = 30_000;

/**
 * Writes a call as an HTTP request. JSV is asked for by the route's suffix, because a stock server takes `Accept: text/jsv` for no wish at all
 * (evo-voice-api.md 5.1); the query stays free of anything that could be taken for a member of the request.
 */
export function buildRequest(call: Call, headers: Readonly<Record<string, string>>, style: RequestStyle): HttpRequest {
  const encoded = call.body === undefined ? undefined : encodeBody(call.body, style.format);
  return {
    method: call.method,
    url: `${style.baseUrl}${call.path}${style.format === 'jsv' ? '.jsv' : ''}${queryString(call.query ?? {})}`,
    headers: {
      Accept: style.format === 'jsv' ? 'application/jsv' : 'application/json',
      'User-Agent': style.userAgent,
      ...(encoded === undefined ? {} : { 'Content-Type': encoded.contentType }),
      ...headers,
    },
    body: encoded?.body,
    limitMs: call.limitMs ?? callLimitMs,
    signal: call.signal,
  };
}

/**
 * The call that sends a message: always a POST, with only the members of the chosen form and none of them in the query. Undefined when the
 * message names neither a usable session nor an endpoint with an address.
 */
export function sendCall({ sessionId, endpointId, toAddress, body }: SendMessage): Call | undefined {
  if (sessionId !== undefined) {
    const segment = pathSegment(sessionId);
    return segment === undefined ? undefined : { method: 'POST', path: `/sessions/${segment}/messages`, body: { body } };
  }
  return endpointId && toAddress ? { method: 'POST', path: '/messages', body: { endpointId, toAddress, body } } : undefined;
}

/** A path segment, or undefined for one that would lead to another route: empty, `.` and `..` are taken away by every URL parser. */
export function pathSegment(text: string): string | undefined {
  return text === '' || text === '.' || text === '..' ? undefined : encodeURIComponent(text.toWellFormed());
}

/** Lists are joined by commas and their elements written as JSV, so that an element may hold a comma (evo-voice-api.md 5.3). */
function queryString(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const text = isList(value) ? value.map((element) => stringifyJsv(element)).join(',') : String(value ?? '');
    return text === '' ? [] : [`${name}=${encodeURIComponent(text.toWellFormed())}`];
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function isList(value: Query[string]): value is readonly string[] {
  return Array.isArray(value);
}
