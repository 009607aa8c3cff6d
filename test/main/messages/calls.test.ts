import { describe, expect, it, vi } from 'vitest';
import { createMessageCalls } from '../../../main/messages/calls.ts';
import type { Messages } from '../../../main/messages/messages.ts';
import { createLongWork } from '../../../main/messages/transfer/long-work.ts';
import type { WorkProgress } from '../../../main/model/work-progress.ts';
import { fakeMessages, message } from '../../fakes/messages.ts';

function build(messages: Partial<Messages> | undefined, picked?: string) {
  const progress: WorkProgress[] = [];
  const writeText = vi.fn();
  const onImported = vi.fn();
  const calls = createMessageCalls({
    messages: () => messages && fakeMessages(messages),
    historyId: () => 'history-2',
    clipboard: { writeText },
    dialog: {
      showSaveDialog: async () => ({ canceled: picked === undefined, filePath: picked ?? '' }),
      showOpenDialog: async () => ({ canceled: picked === undefined, filePaths: picked ? [picked] : [] }),
    },
    holdOpen: (work) => work(),
    work: createLongWork((step) => progress.push(step)),
    onProgress: (step) => progress.push(step),
    onImported,
  });
  return { calls, progress, writeText, onImported };
}

describe('the list', () => {
  it('gives rows as the popup shows them', async () => {
    const { calls } = build({ page: async () => ({ ok: true, value: { items: [message()], more: true } }) });
    expect(await calls['messages:page']({ search: '', limit: 10 })).toMatchObject({
      ok: true,
      value: { more: true, items: [{ id: 1, state: 'accepted', addressText: '+1 202 555 0143', text: 'Hi' }] },
    });
  });

  it('is empty while nobody is signed in', async () => {
    expect(await build(undefined).calls['messages:page']({ search: '', limit: 10 })).toEqual({
      ok: true,
      value: { items: [], more: false },
    });
  });

  it('copies the text of a row to the clipboard', async () => {
    const { calls, writeText } = build({ get: () => ({ ok: true, value: message({ text: 'see you' }) }) });
    await calls['messages:copy']({ id: 1 });
    expect(writeText).toHaveBeenCalledWith('see you');
  });

  it('gives back the draft of an undo', async () => {
    const draft = { id: 3, revision: 1, endpointId: 'ep1', to: '+12025550143', text: 'Hi', caret: 1 };
    const { calls } = build({ act: () => ({ ok: true, value: { draft } }) });
    expect(await calls['messages:act']({ id: 1, action: 'undo' })).toEqual({ ok: true, value: { draft, item: undefined } });
  });
});

describe('messages that were not sent in time', () => {
  it('are named, and sent in the order main has for them', async () => {
    const sendLate = vi.fn(() => ({ ok: true as const, value: 2 }));
    const { calls } = build({ late: () => ({ ok: true, value: [3, 1] }), sendLate });
    expect(await calls['messages:late'](undefined)).toEqual({ ok: true, value: { ids: [3, 1] } });
    expect(await calls['messages:send-late']({ ids: [3, 1] })).toEqual({ ok: true, value: { sent: 2 } });
    expect(sendLate).toHaveBeenCalledExactlyOnceWith([3, 1]);
  });

  it('are none while nobody is signed in', async () => {
    const { calls } = build(undefined);
    expect(await calls['messages:late'](undefined)).toEqual({ ok: true, value: { ids: [] } });
    expect(await calls['messages:send-late']({ ids: [1] })).toEqual({ ok: false, error: { code: 'not-signed-in' } });
  });
});

describe('a row', () => {
  it('tells since when its request is out, only while it is, and that its unknown outcome is hidden', async () => {
    const items = [
      message({ id: 1, state: 'sending', attemptAt: 5 }),
      message({ id: 2, state: 'accepted', attemptAt: 5 }),
      message({ id: 3, state: 'unknown', hiddenAt: 7 }),
    ];
    const { calls } = build({ page: async () => ({ ok: true, value: { items, more: false } }) });
    const page = await calls['messages:page']({ search: '', limit: 10 });
    expect(page.ok && page.value.items.map(({ since, hidden }) => [since, hidden])).toEqual([
      [5, undefined],
      [undefined, undefined],
      [undefined, true],
    ]);
  });
});

describe('an id of another history', () => {
  it('is no message of this one, whatever is asked of it', async () => {
    const act = vi.fn(() => ({ ok: true as const, value: {} }));
    const remove = vi.fn(async () => ({ ok: true as const, value: 1 }));
    const { calls, writeText } = build({ act, remove, get: () => ({ ok: true, value: message() }) });
    const gone = { ok: false, error: { code: 'message-gone' } };
    const historyId = 'history-1';
    expect(await calls['messages:act']({ id: 1, action: 'undo', historyId })).toEqual(gone);
    expect(await calls['messages:delete']({ ids: [1], historyId })).toEqual(gone);
    expect(await calls['messages:copy']({ id: 1, historyId })).toEqual(gone);
    for (const call of [act, remove, writeText]) expect(call).not.toHaveBeenCalled();
  });

  it('is known by its name; without one it is of the history in use', async () => {
    const act = vi.fn(() => ({ ok: true as const, value: {} }));
    const { calls } = build({ act });
    await calls['messages:act']({ id: 1, action: 'undo', historyId: 'history-2' });
    await calls['messages:act']({ id: 1, action: 'undo' });
    expect(act).toHaveBeenCalledTimes(2);
  });
});

describe('export and import', () => {
  it('do nothing when the person closes the file dialog', async () => {
    const { calls } = build({});
    expect(await calls['messages:export']({ format: 'csv' })).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(await calls['messages:import'](undefined)).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('tell how they end, one at a time, and can be cancelled', async () => {
    const exportTo: Messages['exportTo'] = (_format, _path, options) =>
      new Promise((resolve) => {
        options?.signal?.addEventListener('abort', () => resolve({ ok: true, value: { count: 7, damaged: 0, cancelled: true } }));
      });
    const { calls, progress } = build({ exportTo }, '/tmp/x.csv');
    expect(await calls['messages:export']({ format: 'csv' })).toEqual({ ok: true, value: null });
    expect(await calls['messages:import'](undefined)).toEqual({ ok: false, error: { code: 'not-possible-now' } });
    calls['messages:cancel-work'](undefined);
    await expect.poll(() => progress).toEqual([{ kind: 'export', done: 7, path: '/tmp/x.csv', state: 'cancelled' }]);
  });

  it('report lines that could not be read', async () => {
    const badLines = [{ line: 3, reason: 'is not JSON' }];
    const importFrom: Messages['importFrom'] = async () => ({ ok: true, value: { added: 2, known: 0, badLines, cancelled: false } });
    const { calls, progress, onImported } = build({ importFrom }, '/tmp/x.jsonl');
    await calls['messages:import'](undefined);
    await expect.poll(() => progress).toMatchObject([{ kind: 'import', state: 'finished', done: 2, badLines }]);
    expect(onImported).toHaveBeenCalledOnce();
  });

  it('end as failed, with the reason, whatever goes wrong', async () => {
    const refused = build({ exportTo: async () => ({ ok: false, error: { code: 'disk-full' } }) }, '/tmp/x.csv');
    await refused.calls['messages:export']({ format: 'csv' });
    await expect.poll(() => refused.progress).toMatchObject([{ state: 'failed', failure: { code: 'disk-full' } }]);
    const broken = build({ exportTo: () => Promise.reject(new Error('x')) }, '/tmp/x.csv');
    await broken.calls['messages:export']({ format: 'csv' });
    await expect.poll(() => broken.progress).toMatchObject([{ state: 'failed', failure: { code: 'internal' } }]);
  });
});
