import * as v from 'valibot';
import type { WireFormat } from '../../model/settings.ts';
import { createYielder } from '../../yielding.ts';
import type { Answer } from '../answers.ts';
import { parseJsv, parseJsvInSlices } from './jsv-read.ts';
import { type JsvValue, stringifyJsv } from './jsv-write.ts';
import { conform, takeOutLists } from './wire-type.ts';

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

/** Characters of a body that is read in one go: that takes about 2 ms. */
const shortBody = 65_536;

/**
 * Reads an answer and checks its shape; undefined when it does not parse, does not fit, or is neither JSON nor JSV. A long one is read in slices of
 * 10 ms, except for JSON's own parser, which cannot be left.
 */
export async function decodeBody<T>(media: Media, body: string, answer: Answer<T>): Promise<T | undefined> {
  if (body.length <= shortBody) return decodeShortBody(media, body, answer);
  const pause = createYielder();
  try {
    const parsed = media === 'jsv' ? await parseJsvInSlices(body, answer.wire, pause) : parse(media, body, answer);
    await pause();
    return await checkInSlices(parsed, answer, pause);
  } catch {
    return undefined;
  }
}

/** The same at once; undefined for a body of more than 65,536 characters as well. */
export function decodeShortBody<T>(media: Media, body: string, answer: Answer<T>): T | undefined {
  if (body.length > shortBody) return undefined;
  try {
    return check(parse(media, body, answer), answer);
  } catch {
    return undefined;
  }
}

/** Throws a `SyntaxError`. */
function parse(media: Media, body: string, answer: Answer<unknown>): unknown {
  if (media === 'json') return JSON.parse(body);
  return media === 'jsv' ? parseJsv(body, answer.wire) : undefined;
}

function check<T>(parsed: unknown, answer: Answer<T>): T | undefined {
  const checked = v.safeParse(answer.schema, conform(parsed, answer.wire), { abortEarly: true });
  return checked.success ? checked.output : undefined;
}

/** Checks an answer with its lists empty, and each item of them by itself. */
async function checkInSlices<T>(parsed: unknown, answer: Answer<T>, pause: () => Promise<void> | undefined): Promise<T | undefined> {
  const { rest, lists } = takeOutLists(parsed, answer.wire);
  const checked = check(rest, answer);
  if (checked === undefined) return undefined;
  const filled: Record<string, unknown> = {};
  for (const [name, items] of lists) {
    const item = answer.items.get(name);
    const kept: unknown[] = [];
    for (const each of items) {
      const value = item && check(each, item);
      if (value === undefined) return undefined;
      kept.push(value);
      const due = pause();
      if (due) await due;
    }
    filled[name] = kept;
  }
  return { ...checked, ...filled };
}
