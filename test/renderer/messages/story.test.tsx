import { act, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageItem } from '../../../main/model/message.ts';
import { storyOf } from '../../../renderer/messages/story.ts';
import { appState, createFakeBridge } from '../../fakes/bridge.ts';
import { renderPopup } from '../popup.tsx';
import { message, storedRows } from './stored-rows.ts';

const now = Date.UTC(2026, 4, 1, 12);
const { account } = appState();
const tell = (change: Partial<MessageItem>, rows: readonly MessageItem[] = []) => storyOf(message(1, change), { account, rows, now });

describe('the story of a message', () => {
  const minute = 60_000;
  it.each([
    [29 * minute, 'Not sent: the app ended or slept before it left.'],
    [31 * minute, 'Not sent: it waited 31 minutes.'],
    [60 * minute, 'Not sent: it waited 1 hour.'],
    [125 * minute, 'Not sent: it waited 2 hours.'],
    [47 * 60 * minute, 'Not sent: it waited 47 hours.'],
    [72 * 60 * minute, 'Not sent: it waited 3 days.'],
    [-60 * minute, 'Not sent: the app ended or slept before it left.'],
  ])('%i ms after it was due', (ms, words) => {
    expect(tell({ state: 'review', dueAt: now - ms })).toBe(words);
  });

  it('of a review without a time it was due is that of an imported one', () => {
    expect(tell({ state: 'review' })).toBe('Not sent: the app ended or slept before it left.');
  });

  it('tells why an earlier run may have sent it', () => {
    expect(tell({ state: 'review', dueAt: 0, lookup: 'not-permitted' })).toBe(
      'It could not be checked whether this was sent before the app was started: this login may not list messages.',
    );
    expect(tell({ state: 'review', dueAt: 0, lookup: 'given-up' })).toBe(
      'It could not be checked whether this was sent before the app was started.',
    );
  });

  it('tells of a hold that is over and did not end', () => {
    expect(tell({ state: 'held', nextAt: now - 1000 })).toBeUndefined();
    expect(tell({ state: 'held', nextAt: now - 3000 })).toBe('It leaves as soon as that can be stored. Is the disk full?');
    expect(tell({ state: 'held' })).toBeUndefined();
  });

  it('tells what it waits for: the message before it in its own conversation', () => {
    const mine = { state: 'queued', endpointId: 'a', address: '+1', turn: 5 } as const;
    const other = (change: Partial<MessageItem>) => [message(2, { ...mine, state: 'sending', turn: 4, ...change })];
    expect(tell(mine, other({}))).toBe('Waits for the message before it.');
    expect(tell(mine, other({ state: 'queued' }))).toBe('Waits for the message before it.');
    for (const change of [{ turn: 6 }, { state: 'accepted' }, { address: '+2' }, { endpointId: 'b' }, { sessionId: 's' }] as const) {
      expect(tell(mine, other(change))).toBe('Waits its turn.');
    }
    expect(tell({ ...mine, sessionId: 's' }, other({ sessionId: 's', endpointId: 'b' }))).toBe('Waits for the message before it.');
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

describe('a login that may not list messages', () => {
  it('is told so above the composer until it was read', async () => {
    const words = /This login may not list messages/;
    const signedIn = account.kind === 'signed-in' ? account : undefined;
    const state = appState({ account: { ...(signedIn as NonNullable<typeof signedIn>), mayLookUp: false } });
    const bridge = createFakeBridge({ 'app:state': () => ({ ok: true, value: state }) });
    const { user } = renderPopup(bridge);
    await screen.findByText(words);
    await user.click(screen.getByRole('button', { name: 'I have read this' }));
    expect(screen.queryByText(words)).toBeNull();
    bridge.emit('app:changed', state);
    expect(screen.queryByText(words)).toBeNull();
  });
});
