import { describe, expect, test, vi } from 'vitest';
import { type TrayState, trayMenu, trayTooltip } from '../../../main/desktop/tray-menu.ts';

const nothing: TrayState = { held: [], failures: [] };
const messages = (count: number) => Array.from({ length: count }, (_, id) => ({ id, historyId: 'history-1', recipient: `Ann ${id}` }));

function setUp(state: TrayState) {
  const actions = { compose: vi.fn(), undo: vi.fn(), failures: vi.fn(), settings: vi.fn(), quit: vi.fn() };
  const items = trayMenu(state, actions);
  const labels = items.map((item) => item.label ?? '-');
  const choose = (label: string) => (items.find((item) => item.label === label)?.click as (() => void) | undefined)?.();
  return { actions, items, labels, choose };
}

describe('the tray’s menu', () => {
  test('has the same four things at rest', () => {
    expect(setUp(nothing).labels).toEqual(['New message', '-', 'Settings', '-', 'Quit']);
  });

  test('leads where it says', () => {
    const ann = { id: 7, historyId: 'history-1', recipient: 'Ann' };
    const { actions, choose } = setUp({ held: [ann], failures: [{ ...ann, id: 8, recipient: 'Bo' }] });
    for (const label of ['New message', 'Undo: Ann', 'Needs attention: Bo', 'Settings', 'Quit']) choose(label);
    expect(actions.compose).toHaveBeenCalledOnce();
    expect(actions.undo).toHaveBeenCalledExactlyOnceWith(ann);
    expect(actions.failures).toHaveBeenCalledOnce();
    expect(actions.settings).toHaveBeenCalledOnce();
    expect(actions.quit).toHaveBeenCalledOnce();
  });

  test('shows five failures and counts the rest', () => {
    const { labels, choose, actions } = setUp({ ...nothing, failures: messages(8) });
    expect(labels.filter((label) => label.startsWith('Needs'))).toHaveLength(5);
    choose('3 more…');
    expect(actions.failures).toHaveBeenCalledOnce();
    expect(setUp({ ...nothing, failures: messages(5) }).labels.join()).not.toContain('more');
  });

  test('keeps & in a name, and a long name short', () => {
    const { labels } = setUp({
      ...nothing,
      held: [
        { id: 1, historyId: 'history-1', recipient: 'Ann & Co' },
        { id: 2, historyId: 'history-1', recipient: 'x'.repeat(500) },
      ],
    });
    expect(labels[1]).toBe('Undo: Ann && Co');
    expect(labels[2]).toBe(`Undo: ${'x'.repeat(39)}…`);
  });

  test('lets no name change the direction of anything', () => {
    const recipient = '+1 202\u202e 555 0172\n';
    const { labels } = setUp({
      held: [{ id: 1, historyId: 'history-1', recipient }],
      failures: [{ id: 2, historyId: 'history-1', recipient: 'דוד' }],
    });
    expect(labels[1]).toBe('Undo: +1 202 555 0172 ');
    expect(labels[3]).toBe('Needs attention: \u2068דוד\u2069');
  });

  test('shows the hotkey beside its item without taking the keys', () => {
    expect(setUp({ ...nothing, hotkey: 'Alt+J' }).items[0]).toMatchObject({ accelerator: 'Alt+J', registerAccelerator: false });
    expect(setUp(nothing).items[0]).not.toHaveProperty('accelerator');
  });
});

test.each([
  [0, 'Evo Quick Send'],
  [1, 'Evo Quick Send: 1 message needs attention'],
  [2, 'Evo Quick Send: 2 messages need attention'],
])('the words over the icon with %i failures', (count, words) => {
  expect(trayTooltip({ ...nothing, failures: messages(count) })).toBe(words);
});
