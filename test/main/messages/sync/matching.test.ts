import { describe, expect, it } from 'vitest';
import type { MessageInfo } from '../../../../main/evo-voice/dtos.ts';
import type { Attempt } from '../../../../main/messages/outbox/attempt.ts';
import { findMatches, type Wanted } from '../../../../main/messages/sync/matching.ts';
import { ann, line } from '../fake-service.ts';

const start = Date.UTC(2026, 4, 1, 10, 0, 0);
const second = 1000;
const hour = 3_600_000;

const wanted = (attempt: Partial<Attempt>): Wanted => ({
  message: {
    id: 1,
    state: 'unknown',
    target: { kind: 'sms', endpointId: line, toAddress: ann },
    endpointId: line,
    address: ann,
    text: 'hello',
    caret: 0,
    at: start,
    attempts: 1,
  },
  attempt: { at: start, serverAt: start, serverAtMost: start, ...attempt },
});

const info = (ms: number, change: Partial<MessageInfo> = {}): MessageInfo => ({
  id: 'found',
  direction: 'Outgoing',
  endpointId: line,
  otherAddress: ann,
  text: 'hello',
  date: new Date(start + ms).toISOString(),
  ...change,
});

const isFound = (attempt: Partial<Attempt>, listed: MessageInfo): boolean =>
  findMatches([wanted(attempt)], [listed], () => false, undefined).length === 1;

/** Known ids, asked just before; the newest of them an hour old. */
const known: Partial<Attempt> = { knownIds: ['old'], newestKnownAt: start - hour };
const complete: Partial<Attempt> = { ...known, isComplete: true };

describe('a date that says when the message came', () => {
  it.each<[string, Partial<Attempt>, number, boolean]>([
    ['without ids: after the attempt', {}, second, true],
    ['without ids: too close to tell', {}, second - 1, false],
    ['without ids, clocks in doubt: after the latest the attempt may have been', { serverAtMost: start + hour }, hour + second, true],
    ['without ids, clocks in doubt: perhaps before it', { serverAtMost: start + hour }, hour, false],
    ['without ids, of a file that knew one clock only', { serverAtMost: undefined }, second, true],
    ['with ids: not before the attempt', known, -2 * second, true],
    ['with ids: before it', known, -2 * second - 1, false],
    ['with ids, clocks in doubt: not before the earliest it may have been', { ...known, serverAt: start - hour / 2 }, -hour / 2, true],
    ['with ids: older than the newest of them', { ...known, serverAt: start - 3 * hour }, -hour - 1, false],
    ['with all ids: behind the attempt, but newer than the newest of them', complete, -hour / 2, true],
    ['with all ids: as new as the newest of them', complete, -hour, true],
    ['with all ids: older than the newest of them', complete, -hour - 1, false],
    [
      'with all ids, of which there was none: newer than what was asked for',
      { ...complete, knownIds: [], newestKnownAt: start - 26 * hour },
      -hour,
      true,
    ],
  ])('%s: %s %i %s', (_, attempt, ms, is) => expect(isFound(attempt, info(ms))).toBe(is));

  it.each<[string, Partial<Attempt>, MessageInfo]>([
    ['that cannot be read', complete, info(0, { date: 'soon' })],
    ['of a message that was known', { ...complete, knownIds: ['found'] }, info(second)],
    ['of a message that a person said no to', { ...complete, rejectedIds: ['found'] }, info(second)],
  ])('proves nothing: %s', (_, attempt, listed) => expect(isFound(attempt, listed)).toBe(false));

  it('needs clocks that are known: without them the wider bound at the lookup counts', () => {
    const attempt: Partial<Attempt> = { serverAt: undefined, serverAtMost: undefined };
    const difference = { leastMs: -hour, mostMs: hour };
    const found = (ms: number) => findMatches([wanted(attempt)], [info(ms)], () => false, difference).length;
    expect([found(hour), found(hour + second)]).toEqual([0, 1]);
  });
});

it.each([undefined, '', '+15550001111', ann, 'Robin Doe', 'hello'])('the sender %j settles nothing, one way or the other', (sender) => {
  expect(isFound(complete, info(second, { sender }))).toBe(true);
  expect(isFound(complete, info(second, { sender, text: 'Hello' }))).toBe(false);
  expect(isFound(complete, info(second, { sender, otherAddress: '+15556660000' }))).toBe(false);
  expect(isFound(complete, info(-2 * hour, { sender }))).toBe(false);
});
