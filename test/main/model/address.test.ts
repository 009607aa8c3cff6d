import { describe, expect, it } from 'vitest';
import { sameAddress } from '../../../main/model/address.ts';

describe('sameAddress', () => {
  it.each([
    ['+15556667777', '+15556667777', true],
    ['+15556667777', '15556667777', true],
    ['+15556667777', '(555) 666-7777', true],
    ['+15556667777', '0015556667777', true],
    ['+491712345678', '0171 2345678', true],
    ['+15556667777', '+15556667778', false],
    ['+15556667777', '6667777', false],
    ['+15556667777', '', false],
    ['', '', true],
    ['72404', '72404', true],
    ['72404', '+15555572404', false],
    ['Ann@Example.com', 'ann@example.com', true],
    ['ann', 'bo', false],
    ['+15556667777', '+15556667777 ext', false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameAddress(a, b)).toBe(same);
    expect(sameAddress(b, a)).toBe(same);
  });
});
