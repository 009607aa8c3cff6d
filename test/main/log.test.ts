import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorTrace, redact } from '../../main/log.ts';

describe('redact', () => {
  it.each([
    ['to +1 (202) 555-0143 now', 'to [number] now'],
    ['user ann@example.com', 'user [name]'],
    ['id=42 state=sending', 'id=42 state=sending'],
  ])('%j becomes %j', (text, clean) => expect(redact(text)).toBe(clean));

  it('never lets six digits in a row through', () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: 100_000 }), (around, number) => !/\d{6}/.test(redact(`${around}${number}`))));
  });
});

describe('errorTrace', () => {
  it('leaves the message out', () => {
    const error = Object.assign(new Error('could not send "Meet me at 5"'), { code: 'EACCES' });
    expect(errorTrace(error)).toMatch(/^Error EACCES\n\s+at /);
    expect(errorTrace(error)).not.toContain('Meet me');
    expect(errorTrace('Meet me')).toBe('thrown string');
  });
});
