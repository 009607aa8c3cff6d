import { describe, expect, it } from 'vitest';
import { createMessageTimers } from '../../../../main/messages/outbox/message-timers.ts';
import { backOffMs } from '../../../../main/messages/outbox/retries.ts';
import { storageFailure } from '../../../../main/messages/store/storage-failure.ts';
import { sameAddress } from '../../../../main/model/address.ts';
import { fakeClock } from '../../../fakes/clock.ts';

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

describe('backOffMs', () => {
  it.each([
    [1, {}, 0, 2000],
    [2, {}, 0, 4000],
    [3, {}, 0.5, 6000],
    [4, {}, 0, 16_000],
    [5, {}, 0, 30_000],
    [50, {}, 0, 30_000],
    [50, {}, 0.999, 15_015],
    [0, {}, 0, 2000],
    [1, { retryAfterMs: 90_000 }, 0.5, 90_000],
    [9, { retryAfterMs: 1500 }, 0.5, 22_500],
    [1, { retryAfterMs: 1e12 }, 0, 3_600_000],
    [1, { retryAfterMs: 0 }, 0, 2000],
    [4, { retryAfterMs: 0 }, 0.5, 12_000],
    [1, { retryAfterMs: -5 }, 0, 2000],
  ])('attempt %i, %j, random %f: %i ms', (attempts, change, random, ms) => {
    expect(backOffMs(attempts, { code: 'rate-limited', ...change }, random)).toBe(ms);
  });
});

describe('waits', () => {
  it('count ms that pass, and end a wait for a time when the clock reaches it, also by a jump', async () => {
    const clock = fakeClock(0);
    let jump = 0;
    const waits = createMessageTimers({ ...clock, now: () => clock.now() + jump });
    const done: string[] = [];
    waits.after(1, 150_000, () => done.push('after'));
    waits.until(2, 3_600_000, () => done.push('until'));
    jump = -3_600_000;
    await clock.advance(149_999);
    expect(done).toEqual([]);
    await clock.advance(1);
    expect(done).toEqual(['after']);
    jump = 7_200_000;
    await clock.advance(60_000);
    expect(done).toEqual(['after', 'until']);
  });

  it('replace the timer of a message and forget it when cancelled', async () => {
    const clock = fakeClock(0);
    const waits = createMessageTimers(clock);
    const done: string[] = [];
    waits.after(1, 10, () => done.push('first'));
    waits.after(1, 20, () => done.push('second'));
    waits.after(2, 10, () => done.push('third'));
    waits.cancel(2);
    await clock.advance(100);
    expect(done).toEqual(['second']);
    expect(waits.has(1)).toBe(false);
  });
});

describe('storageFailure', () => {
  it.each([
    ['SQLITE_FULL', 'disk-full'],
    ['ENOSPC', 'disk-full'],
    ['SQLITE_BUSY', 'history-busy'],
    ['SQLITE_CORRUPT_VTAB', 'history-damaged'],
    ['SQLITE_NOTADB', 'history-damaged'],
    ['SQLITE_READONLY_DBMOVED', 'read-only'],
    ['SQLITE_IOERR_WRITE', 'read-only'],
    ['EROFS', 'read-only'],
    ['SQLITE_CONSTRAINT_UNIQUE', undefined],
    ['ERR_INVALID_ARG_TYPE', undefined],
  ])('%s is %s', (code, failure) => {
    expect(storageFailure(Object.assign(new Error('x'), { code }))?.code).toBe(failure);
  });
});
