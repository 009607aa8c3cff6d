import * as v from 'valibot';
import type { WireFormat } from '../../model/settings.ts';
import type { Answer } from '../answers.ts';
import { parseJsv } from './jsv-read.ts';
import { type JsvValue, stringifyJsv } from './jsv-write.ts';
import { conform } from './wire-type.ts';

/** What kind of content a `Content-Type` names. `none`: it names nothing. */
export type Media = 'json' | 'jsv' | 'html' | 'text' | 'none';

/** A request body; a string, so that it is sent with its length and never chunked, which the service would take for no body. */
interface EncodedBody {
  readonly contentType: string;
  readonly body: string;
}

/**
 * Writes a request body in the chosen format. A lone surrogate becomes U+FFFD, so that both formats carry the same text: JSON alone could
 * escape it, and the service would store half a character.
 */
export function encodeBody(value: { readonly [name: string]: JsvValue }, format: WireFormat): EncodedBody {
  const body =
    format === 'jsv' ? stringifyJsv(value) : JSON.stringify(value, (_, held) => (typeof held === 'string' ? held.toWellFormed() : held));
  return { contentType: format === 'jsv' ? 'text/jsv' : 'application/json', body: body.toWellFormed() };
}

/** Reads a `Content-Type`. The service uses `text/jsv` and `application/jsv` alike. */
export function mediaOf(contentType: string | null): Media {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || type === 'text/json' || type.endsWith('+json')) return 'json';
  if (type === 'text/jsv' || type === 'application/jsv') return 'jsv';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  return type === '' ? 'none' : 'text';
}

/** Reads an answer and checks its shape; undefined when it does not parse, does not fit, or is neither JSON nor JSV. */
export function decodeBody<T>(media: Media, body: string, answer: Answer<T>): T | undefined {
  const parsed = parse(media, body, answer);
  const checked = v.safeParse(answer.schema, conform(parsed, answer.wire), { abortEarly: true });
  return checked.success ? checked.output : undefined;
}

function parse(media: Media, body: string, answer: Answer<unknown>): unknown {
  try {
    if (media === 'json') return JSON.parse(body);
    return media === 'jsv' ? parseJsv(body, answer.wire) : undefined;
  } catch {
    return undefined;
  }
}
