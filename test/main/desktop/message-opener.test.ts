import { describe, expect, it, vi } from 'vitest';
import { createMessageOpener } from '../../../main/desktop/message-opener.ts';
import type { Messages } from '../../../main/messages/messages.ts';
import { fakeMessages } from '../../fakes/messages.ts';

function build(messages: Partial<Messages> = {}) {
  const show = vi.fn();
  const inUse = fakeMessages(messages);
  const opener = createMessageOpener({ account: { messages: () => inUse, historyId: () => 'history-1' }, popup: { show } });
  return { opener, show };
}

describe('a click on a notification', () => {
  const place = { id: 2, at: 12 };

  it('opens the popup at its message', () => {
    const { opener, show } = build();
    opener.show({ ...place, historyId: 'history-1' });
    expect(show).toHaveBeenCalledExactlyOnceWith({ view: 'compose', message: { ...place, historyId: 'history-1' } });
  });

  it('only opens the popup when another login is in use', () => {
    const { opener, show } = build();
    opener.show({ ...place, historyId: 'history-0' });
    expect(show).toHaveBeenCalledExactlyOnceWith({ view: 'compose', message: undefined });
  });
});

describe('undo from the tray', () => {
  const draft = { id: 3, revision: 1, endpointId: 'ep1', to: '+12025550143', text: 'Hi', caret: 1 };

  it('opens the composer with the draft it became', () => {
    const { opener, show } = build({ act: () => ({ ok: true, value: { draft } }) });
    opener.undo({ id: 2, historyId: 'history-1' });
    expect(show).toHaveBeenCalledWith({ view: 'compose', open: 3 });
  });

  it('only opens the popup when the message has left meanwhile', () => {
    const { opener, show } = build({ act: () => ({ ok: false, error: { code: 'not-possible-now' } }) });
    opener.undo({ id: 2, historyId: 'history-1' });
    expect(show).toHaveBeenCalledWith({ view: 'compose' });
  });

  it('never touches a message of another login', () => {
    const act = vi.fn(() => ({ ok: true as const, value: { draft } }));
    const { opener, show } = build({ act });
    opener.undo({ id: 2, historyId: 'history-0' });
    expect(act).not.toHaveBeenCalled();
    expect(show).toHaveBeenCalledWith({ view: 'compose' });
  });
});
