import * as v from 'valibot';
import type { WireFormat } from '../../model/settings.ts';
import type { Answer } from '../answers.ts';
import { parseJsv } from './jsv-read.ts';
import { type JsvValue, stringifyJsv } from './jsv-write.ts';
import { conform } from './wire-type.ts';

/** What an answer's `Content-Type` says it is. `none`: it names no type. */
export type Media = 'json' | 'jsv' | 'html' | 'text' | 'none';

/** A body ready to travel; a text, so that it goes out with its length and never chunked (evo-voice-api.md 5.2). */
export interface EncodedBody {
  readonly contentType: string;
  readonly body: string;
}

/**
 * Writes a request in the chosen format. UTF-8 has no lone surrogates: each becomes U+FFFD, so that both formats carry the same bytes
 * (JSON alone could escape it, and the service would keep half a character).
 */
export function encodeBody(value: { readonly [name: string]: JsvValue }, format: WireFormat): EncodedBody {
  const body =
    format === 'jsv' ? stringifyJsv(value) : JSON.stringify(value, (_, held) => (typeof held === 'string' ? held.toWellFormed() : held));
  return { contentType: format === 'jsv' ? 'text/jsv' : 'application/json', body: body.toWellFormed() };
}

/** Sorts an answer's `Content-Type`; `text/jsv` and `application/jsv` are one (evo-voice-api.md 5.1). */
export function mediaOf(contentType: string | null): Media {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || type === 'text/json' || type.endsWith('+json')) return 'json';
  if (type === 'text/jsv' || type === 'application/jsv') return 'jsv';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  return type === '' ? 'none' : 'text';
}

/** Reads and checks an answer by what its `Content-Type` says it is; undefined when it is no such answer. */
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
