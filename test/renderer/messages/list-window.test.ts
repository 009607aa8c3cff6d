import { describe, expect, it } from 'vitest';
import { ok } from '../../../main/model/failure.ts';
import { createCaller } from '../../../renderer/bridge.ts';
import { createListWindow } from '../../../renderer/messages/list-window.ts';
import { createListState } from '../../../renderer/messages/state.ts';
import { createFakeBridge } from '../../fakes/bridge.ts';
import { message, storedRows } from './stored-rows.ts';

function makeWindow(count: number) {
  const bridge = createFakeBridge({ 'messages:page': storedRows(count) });
  const list = createListState();
  const ids = () => list.rows.value.map((row) => row.id);
  return { bridge, list, ids, window: createListWindow({ list, call: createCaller(bridge) }) };
}

describe('the window over a million messages', () => {
  it('holds a few hundred rows while it walks to the end and back', async () => {
    const { window, list, ids } = makeWindow(1_000_000);
    await window.show({ search: '' });
    for (let page = 0; page < 20; page++) await window.loadOlder();
    expect(list.rows.value.length).toBe(500);
    expect(ids()[0]).toBe(1_000_000 - 2100 + 500);
    expect(list.newer.value).toBe(true);
    for (let page = 0; page < 30; page++) await window.loadNewer();
    expect(ids()[0]).toBe(1_000_000);
    expect(list.newer.value).toBe(false);
    expect(ids()).toEqual(Array.from({ length: 500 }, (_, index) => 1_000_000 - index));
  });

  it('jumps to the oldest and back to the newest with one page each', async () => {
    const { window, list, ids, bridge } = makeWindow(1_000_000);
    await window.show({ search: '' });
    await window.toOldest();
    expect(ids().at(-1)).toBe(1);
    expect([list.older.value, list.newer.value]).toEqual([false, true]);
    await window.toNewest();
    expect(ids()[0]).toBe(1_000_000);
    expect(bridge.asked('messages:page')).toHaveLength(3);
  });

  it('ignores the answer to a search that has been replaced', async () => {
    const { window, ids, bridge } = makeWindow(10);
    let answerFirst: (() => void) | undefined;
    bridge.answer({
      'messages:page': (query) =>
        query.search === 'slow'
          ? new Promise((resolve) => {
              answerFirst = () => resolve(ok({ items: [message(99)], more: false }));
            })
          : storedRows(10)(query),
    });
    const slow = window.show({ search: 'slow' });
    await window.show({ search: 'Message 7' });
    answerFirst?.();
    await slow;
    expect(ids()).toEqual([7]);
  });

  it('keeps the rows and says why when a page cannot be read', async () => {
    const { window, list, ids, bridge } = makeWindow(300);
    await window.show({ search: '' });
    bridge.answer({ 'messages:page': () => ({ ok: false, error: { code: 'history-unreadable' } }) });
    await window.loadOlder();
    expect(ids()).toHaveLength(100);
    expect(list.failure.value?.code).toBe('history-unreadable');
  });
});

describe('live updates', () => {
  it('replace, add and remove rows in place', async () => {
    const { window, list, ids } = makeWindow(5);
    await window.show({ search: '' });
    await window.apply({ items: [message(6, { state: 'held' }), message(3, { state: 'failed' })], removed: [4], reset: false });
    expect(ids()).toEqual([6, 5, 3, 2, 1]);
    expect(list.rows.value[2]).toMatchObject({ state: 'failed' });
  });

  it('leave rows beyond the ends of the window out', async () => {
    const { window, ids } = makeWindow(1000);
    await window.show({ search: '' });
    await window.toOldest();
    const before = ids();
    await window.apply({ items: [message(1001)], removed: [], reset: false });
    expect(ids()).toEqual(before);
  });

  it('are searched by main when the list is narrowed', async () => {
    const { window, ids, bridge } = makeWindow(5);
    await window.show({ search: 'Message 5' });
    bridge.answer({ 'messages:page': storedRows(6) });
    await window.apply({ items: [message(6)], removed: [], reset: false });
    expect(ids()).toEqual([5]);
  });

  it('read the same stretch again on reset', async () => {
    const { window, ids, bridge } = makeWindow(1000);
    await window.show({ search: '' });
    await window.loadOlder();
    bridge.answer({ 'messages:page': storedRows(1002) });
    await window.apply({ items: [], removed: [], reset: true });
    expect(ids()[0]).toBe(1002);
    expect(ids()).toHaveLength(200);
  });
});
