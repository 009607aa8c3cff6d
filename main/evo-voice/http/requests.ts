import type { WireFormat } from '../../model/settings.ts';
import type { SendMessage } from '../dtos.ts';
import { callLimitMs } from '../pace.ts';
import { encodeBody } from '../wire/formats.ts';
import { type JsvValue, stringifyJsv } from '../wire/jsv-write.ts';
import type { HttpRequest } from './exchange.ts';

/** Parameters of a GET. Undefined and empty ones are left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One operation of the service, before it is an HTTP request. */
export interface Call {
  readonly method: 'GET' | 'POST';
  /** Relative to the server's root, each segment encoded. */
  readonly path: string;
  readonly query?: Query;
  readonly body?: { readonly [name: string]: JsvValue };
  /** ms for the whole exchange; 30 s by default. */
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
  /** It must not be made twice, not even by the HTTP stack (`fresh-connection.ts`). */
  readonly once?: boolean;
}

/** How a client writes its requests. */
interface RequestStyle {
  readonly baseUrl: string;
  readonly userAgent: string;
  readonly format: WireFormat;
}

/**
 * Writes a call as an HTTP request. JSV is asked for by the suffix of the route, because a ServiceStack server ignores `Accept: text/jsv`, and
 * because anything in the query could be taken for a member of the request.
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
 * The call that sends a message. Always a POST, since the service routes every other verb but GET to sending as well; nothing of the message
 * stands in the query, which would override the body. Undefined when the message names neither a usable session nor an endpoint and address.
 */
export function sendCall({ sessionId, endpointId, toAddress, body }: SendMessage): Call | undefined {
  if (sessionId !== undefined) {
    const segment = pathSegment(sessionId);
    return segment === undefined ? undefined : { method: 'POST', path: `/sessions/${segment}/messages`, body: { body } };
  }
  return endpointId && toAddress ? { method: 'POST', path: '/messages', body: { endpointId, toAddress, body } } : undefined;
}

/** A text as a path segment; undefined for an empty text, `.` and `..`, which URL parsers remove, so that another route would be called. */
export function pathSegment(text: string): string | undefined {
  return text === '' || text === '.' || text === '..' ? undefined : encodeURIComponent(text.toWellFormed());
}

/** Lists are joined by commas; each element is written as JSV, so that it may hold a comma itself. */
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
