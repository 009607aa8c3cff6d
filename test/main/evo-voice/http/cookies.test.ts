import { describe, expect, it } from 'vitest';
import { createCookieJar } from '../../../../main/evo-voice/http/cookies.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const login = [
  'ss-id=abc; path=/; HttpOnly; SameSite=Lax',
  'ss-pid=def; expires=Thu, 01 Jan 2046 00:00:00 GMT; path=/; Secure',
  'ss-opt=perm; expires=Thu, 01 Jan 2046 00:00:00 GMT',
  'X-UAId=7; expires=Thu, 01 Jan 2046 00:00:00 GMT',
];

function headersOf(...cookies: readonly string[]): Headers {
  return new Headers(cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]));
}

function jarWith(...cookies: readonly string[]) {
  const jar = createCookieJar({ now: () => now });
  jar.store(headersOf(...cookies));
  return jar;
}

describe('cookies of a login', () => {
  it('are all sent back', () => expect(jarWith(...login).header()).toBe('ss-id=abc; ss-pid=def; ss-opt=perm; X-UAId=7'));

  it('are understood when Electron has joined them', () =>
    expect(jarWith(login.join(', ')).header()).toBe('ss-id=abc; ss-pid=def; ss-opt=perm; X-UAId=7'));

  it('are replaced by later ones', () => {
    const jar = jarWith(...login);
    jar.store(headersOf('ss-id=new; path=/', 'ss-pid=next'));
    expect(jar.header()).toBe('ss-opt=perm; X-UAId=7; ss-id=new; ss-pid=next');
  });

  it('are removed when the service expires them', () => {
    const jar = jarWith(...login);
    jar.store(headersOf('ss-id=; expires=Thu, 01 Jan 1970 00:00:00 GMT', 'ss-pid=x; Max-Age=0', 'X-UAId=x; max-age=-5'));
    expect(jar.header()).toBe('ss-opt=perm');
  });

  it('expire with time', () => {
    let time = now;
    const jar = createCookieJar({ now: () => time });
    jar.store(headersOf('a=1; Max-Age=60; Expires=Thu, 01 Jan 2046 00:00:00 GMT', 'b=2; expires=Mon, 23 Nov 2026 12:00:30 GMT'));
    time += 29_000;
    expect(jar.header()).toBe('a=1; b=2');
    time += 30_000;
    expect(jar.header()).toBe('a=1');
    time += 2_000;
    expect(jar.header()).toBeUndefined();
  });

  it('keep equal signs and spaces in their value', () => expect(jarWith('a=b=c d==; path=/').header()).toBe('a=b=c d=='));
});

describe('a jar', () => {
  it('gives no header while it is empty', () => expect(createCookieJar({ now: () => now }).header()).toBeUndefined());

  it('ignores what is not a cookie', () =>
    expect(jarWith('nonsense', '=x', 'a b=c', 'e=\u00e9', `long=${'x'.repeat(5000)}`, '').header()).toBeUndefined());

  it('ignores a lifetime it cannot read', () => expect(jarWith('a=1; expires=soon; max-age=many').header()).toBe('a=1'));

  it('does not grow without limit', () => {
    const jar = jarWith(...Array.from({ length: 500 }, (_, n) => `c${n}=1`));
    expect(jar.header()?.split('; ')).toHaveLength(50);
  });
});
