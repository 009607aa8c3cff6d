import type { IncomingHttpHeaders } from 'node:http';

/** The three values that identify a session. */
export interface SessionIds {
  readonly 'ss-id'?: string;
  readonly 'ss-pid'?: string;
  readonly 'ss-opt'?: string;
}

/** The session ids a caller sent, as cookies or as `X-` headers. */
export function sentIds(headers: IncomingHttpHeaders): SessionIds {
  const cookies = new Map<string, string>();
  for (const pair of (headers.cookie ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0) cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
  const sent = (name: keyof SessionIds) => cookies.get(name) ?? headers[`x-${name}`]?.toString();
  return { 'ss-id': sent('ss-id'), 'ss-pid': sent('ss-pid'), 'ss-opt': sent('ss-opt') };
}

const twentyYearsMs = 20 * 365 * 86_400_000;

/** One `Set-Cookie` line; `ss-id` lasts for the client's session, all others for 20 years. `now` in ms since 1970. */
export function setCookie(name: string, value: string, now: number): string {
  const expires = name === 'ss-id' ? '' : `; expires=${new Date(now + twentyYearsMs).toUTCString()}`;
  return `${name}=${value}${expires}; path=/; samesite=lax; httponly`;
}

/** A `Set-Cookie` line that makes the client forget a cookie. */
export function expireCookie(name: string): string {
  return `${name}=; expires=${new Date(0).toUTCString()}; path=/; samesite=lax; httponly`;
}
