import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { expireCookie, type SessionIds, sentIds, setCookie } from './cookies.ts';
import { person } from './sample.ts';
import type { Switches } from './switches.ts';

/** Who makes a call. `cookies`: the `Set-Cookie` lines of every answer to it. */
export interface Caller {
  readonly state: 'signed-in' | 'anonymous' | 'wrong-basic';
  readonly ids: SessionIds;
  readonly cookies: readonly string[];
}

/** A login whose password has not been checked yet; `cookies` go out with any answer to it. */
interface LoginBegun {
  readonly ids: SessionIds;
  readonly rememberMe: boolean;
  readonly cookies: readonly string[];
}

interface Environment {
  readonly userName: string;
  readonly password: string;
  readonly switches: () => Switches;
  /** Server time, ms since 1970. */
  readonly now: () => number;
}

const dayMs = 86_400_000;

/** The logins of the service: cookie sessions and HTTP Basic. */
export function createLogins({ userName, password, switches, now }: Environment) {
  const live = new Map<string, { expires: number; calls: number }>();

  function accepts(name: string, secret: string): boolean {
    return name.toLowerCase() === userName.toLowerCase() && secret === password;
  }

  /** With `ss-opt` = `perm` the session's id is `ss-pid`, otherwise `ss-id`. */
  function liveIds(ids: SessionIds): (string | undefined)[] {
    if (switches().ssOpt === 'ignored') return [ids['ss-pid'], ids['ss-id']];
    return [ids['ss-opt'] === 'perm' ? ids['ss-pid'] : ids['ss-id']];
  }

  function isLive(id: string | undefined): boolean {
    const login = id === undefined ? undefined : live.get(id);
    if (id === undefined || login === undefined) return false;
    login.calls += 1;
    const { sessionCalls } = switches();
    if (login.expires > now() && (sessionCalls === 0 || login.calls <= sessionCalls)) return true;
    live.delete(id);
    return false;
  }

  function newPair(): { ids: { 'ss-id': string; 'ss-pid': string }; cookies: string[] } {
    const ids = { 'ss-id': newSessionId(), 'ss-pid': newSessionId() };
    return { ids, cookies: Object.entries(ids).map(([name, value]) => setCookie(name, value, now())) };
  }

  return {
    accepts,
    /** Tells who makes a call, and gives session ids to a caller that sent none. */
    identify(headers: IncomingHttpHeaders): Caller {
      const basic = readBasic(headers.authorization);
      if (basic) {
        const { ids, cookies } = newPair();
        return { state: accepts(basic.name, basic.secret) ? 'signed-in' : 'wrong-basic', ids, cookies };
      }
      const sent = sentIds(headers);
      const state = liveIds(sent).some(isLive) ? 'signed-in' : 'anonymous';
      if (sent['ss-id'] && sent['ss-pid']) return { state, ids: sent, cookies: [] };
      const fresh = newPair();
      return { state, ids: { ...fresh.ids, 'ss-opt': sent['ss-opt'] }, cookies: fresh.cookies };
    },
    /**
     * Begins a login before the password is checked: the caller's old session ends and new ids replace its own, unless rotation is off. So
     * does a login that fails.
     */
    begin(caller: Caller, rememberMe: boolean): LoginBegun {
      const rotated = switches().cookieRotation === 'on';
      const fresh = newPair();
      if (rotated) for (const old of [caller.ids['ss-id'], caller.ids['ss-pid']]) live.delete(old ?? '');
      return {
        ids: rotated ? fresh.ids : caller.ids,
        rememberMe,
        cookies: [...(rotated ? fresh.cookies : caller.cookies), setCookie('ss-opt', rememberMe ? 'perm' : 'temp', now())],
      };
    },
    /** Starts the cookie session of a login whose password was right. */
    signIn({ ids, rememberMe, cookies }: LoginBegun): { sessionId: string; cookies: readonly string[] } {
      const sessionId = (rememberMe ? ids['ss-pid'] : ids['ss-id']) ?? '';
      live.set(sessionId, { expires: now() + (rememberMe ? 28 : 14) * dayMs, calls: 0 });
      return { sessionId, cookies: [...cookies, setCookie('X-UAId', person.id, now())] };
    },
    /** Ends the caller's session; the client keeps its `ss-opt`. */
    signOut(caller: Caller): string[] {
      for (const id of liveIds(caller.ids)) live.delete(id ?? '');
      return ['ss-id', 'ss-pid', 'X-UAId'].map(expireCookie);
    },
    /** Ends every session, as if it had expired. */
    expireAll: () => live.clear(),
  };
}

export type Logins = ReturnType<typeof createLogins>;

/** 15 random bytes as 20 base64 characters, none of them `+` or `/`. */
function newSessionId(): string {
  return randomBytes(15).toString('base64').replaceAll('+', 'A').replaceAll('/', 'B');
}

/** Reads name and password of a Basic header; the service ignores one with an empty password. */
function readBasic(header: string | undefined): { name: string; secret: string } | undefined {
  const encoded = /^basic (.+)$/i.exec(header ?? '')?.[1];
  const [name = '', ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const secret = rest.join(':');
  return encoded === undefined || secret === '' ? undefined : { name, secret };
}
