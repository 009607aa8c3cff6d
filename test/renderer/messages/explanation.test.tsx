import { act, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageItem } from '../../../main/model/message.ts';
import { explain } from '../../../renderer/messages/explanation.ts';
import { appState, createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';
import { message, storedRows } from './stored-rows.ts';

const now = Date.UTC(2026, 4, 1, 12);
const { account } = appState();
const tell = (change: Partial<MessageItem>, rows: readonly MessageItem[] = []) => explain(message(1, change), { account, rows, now });

describe('the explanation of a message', () => {
  const minute = 60_000;
  it.each([
    [29 * minute, 'Not sent: the app quit or the computer slept first.'],
    [31 * minute, 'Not sent: it waited 31 minutes.'],
    [60 * minute, 'Not sent: it waited 1 hour.'],
    [125 * minute, 'Not sent: it waited 2 hours.'],
    [47 * 60 * minute, 'Not sent: it waited 47 hours.'],
    [72 * 60 * minute, 'Not sent: it waited 3 days.'],
    [-60 * minute, 'Not sent: the app quit or the computer slept first.'],
  ])('%i ms after it was due', (ms, words) => {
    expect(tell({ state: 'review', dueAt: now - ms })).toBe(words);
  });

  it('of a review without a time it was due is that of an imported one', () => {
    expect(tell({ state: 'review' })).toBe('Not sent: the app quit or the computer slept first.');
  });

  it('tells why an earlier run may have sent it', () => {
    expect(tell({ state: 'review', dueAt: 0, lookup: 'not-permitted' })).toBe(
      "It may have been sent before the app was started. That can't be checked, because this login isn't allowed to list messages.",
    );
    expect(tell({ state: 'review', dueAt: 0, lookup: 'given-up' })).toBe(
      "It may have been sent before the app was started. That couldn't be checked.",
    );
  });

  it('tells of a hold that is over and did not end', () => {
    expect(tell({ state: 'held', nextAt: now - 1000 })).toBeUndefined();
    expect(tell({ state: 'held', nextAt: now - 3000 })).toBe('It will be sent as soon as that can be saved. Is the disk full?');
    expect(tell({ state: 'held' })).toBeUndefined();
  });

  it('of an unknown outcome says what is known of it', () => {
    expect(tell({ state: 'unknown', lookup: 'checking' })).toBe('It may or may not have been sent. Checking with Evo Voice.');
    expect(tell({ state: 'unknown', failure: { code: 'timeout' } })).toBe(
      "It may or may not have been sent. The server didn't answer in time.",
    );
    expect(tell({ state: 'unknown', candidate: { text: 'Hi', at: now } })).toBe(
      'It may or may not have been sent. Evo Voice has a message much like it.',
    );
  });

  it('tells what it waits for: the message before it in its own conversation', () => {
    const mine = { state: 'queued', endpointId: 'a', address: '+1', turn: 5 } as const;
    const other = (change: Partial<MessageItem>) => [message(2, { ...mine, state: 'sending', turn: 4, ...change })];
    expect(tell(mine, other({}))).toBe('Waiting for the message before it.');
    expect(tell(mine, other({ state: 'queued' }))).toBe('Waiting for the message before it.');
    for (const change of [{ turn: 6 }, { state: 'accepted' }, { address: '+2' }, { endpointId: 'b' }, { sessionId: 's' }] as const) {
      expect(tell(mine, other(change))).toBe('Waiting its turn.');
    }
    expect(tell({ ...mine, sessionId: 's' }, other({ sessionId: 's', endpointId: 'b' }))).toBe('Waiting for the message before it.');
  });
});

const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

describe('a request that is out for long', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now }));
  afterEach(() => void vi.useRealTimers());

  it('is said after ten seconds, by itself', async () => {
    const bridge = createFakeBridge({ 'messages:page': storedRows(1, (id) => message(id, { state: 'sending', since: now - 1000 })) });
    renderPopup(bridge);
    await pass(100);
    expect(screen.getByRole('listitem', { name: /Message 1\. Sending/ })).toBeTruthy();
    await pass(8800);
    expect(screen.queryByText('Still waiting for Evo Voice.')).toBeNull();
    await pass(400);
    expect(screen.getByText('Still waiting for Evo Voice.')).toBeTruthy();
    bridge.emit('messages:changed', { items: [message(1)], removed: [], reset: false });
    await pass(10);
    expect(screen.queryByText('Still waiting for Evo Voice.')).toBeNull();
  });
});
