import type { Clock } from '../../clock.ts';

/** The cookies of one login, in memory only. */
export interface CookieJar {
  /** Takes the cookies an answer sets: new values replace old ones, expired ones are removed. */
  store(headers: Headers): void;
  /** The `Cookie` header for the next request; undefined when there are no cookies. */
  header(): string | undefined;
}

/** Limits, so that a hostile server can neither fill the memory nor make a header that no server accepts. */
const cookieLimit = 50;
const lengthLimit = 4096;

/**
 * Creates an empty cookie jar for one server. It keeps whatever the server sets, not only `ss-id`, `ss-pid` and `ss-opt`: without one of those
 * the login is lost, and a load balancer may set its own. Domain and path are ignored, since the jar serves one origin.
 */
export function createCookieJar(clock: Pick<Clock, 'now'>): CookieJar {
  const cookies = new Map<string, { readonly value: string; readonly expiresMs: number }>();
  return {
    store(headers) {
      for (const line of headers.getSetCookie().flatMap(splitJoined)) {
        const cookie = readCookie(line, clock.now());
        if (cookie === undefined) continue;
        cookies.delete(cookie.name);
        if (cookie.expiresMs > clock.now() && cookies.size < cookieLimit) cookies.set(cookie.name, cookie);
      }
    },
    header() {
      const alive = [...cookies].filter(([, cookie]) => cookie.expiresMs > clock.now());
      return alive.length === 0 ? undefined : alive.map(([name, cookie]) => `${name}=${cookie.value}`).join('; ');
    },
  };
}

/** Electron's fetch joins all `Set-Cookie` headers by commas (seen in version 33); a comma before `name=` starts the next one. */
function splitJoined(line: string): string[] {
  return line.split(/,(?=\s*[\w!#$%&'*+.^`|~-]+=)/);
}

function readCookie(line: string, nowMs: number): { name: string; value: string; expiresMs: number } | undefined {
  const [pair = '', ...attributes] = line.split(';');
  const found = /^\s*([\w!#$%&'*+.^`|~-]+)=([!-~ ]*)$/.exec(pair);
  if (found === null || pair.length > lengthLimit) return undefined;
  return { name: found[1] ?? '', value: (found[2] ?? '').trim(), expiresMs: expiryOf(attributes, nowMs) };
}

/** `Max-Age` wins over `Expires` (RFC 6265 5.3); without either the cookie lasts as long as the jar. */
function expiryOf(attributes: readonly string[], nowMs: number): number {
  const maxAge = attributeOf(attributes, 'max-age');
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return nowMs + Number(maxAge) * 1000;
  const expires = Date.parse(attributeOf(attributes, 'expires') ?? '');
  return Number.isNaN(expires) ? Number.POSITIVE_INFINITY : expires;
}

function attributeOf(attributes: readonly string[], name: string): string | undefined {
  const found = attributes.find((attribute) => attribute.trim().toLowerCase().startsWith(`${name}=`));
  return found?.slice(found.indexOf('=') + 1).trim();
}
