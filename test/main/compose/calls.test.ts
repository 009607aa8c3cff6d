import { describe, expect, it, vi } from 'vitest';
import { fakeMessages } from '../../fakes/messages.ts';
import { createComposer, line } from './composer.ts';

const draft = { endpointId: 'ep1', to: '030 654321', text: 'Hi', caret: 2 };

describe('Send', () => {
  it('ends the waits of what could not leave before', async () => {
    const { calls, reconnectNow, values } = createComposer({});
    values.set('lines', [line]);
    await calls['compose:send']({ ...draft, text: '' });
    expect(reconnectNow).not.toHaveBeenCalled();
    expect((await calls['compose:send'](draft)).ok).toBe(true);
    expect(reconnectNow).toHaveBeenCalledOnce();
  });
});

describe('sending', () => {
  it('hands the store a message whose number belongs to the line’s country, held for the undo time', async () => {
    const { calls, values, submit } = createComposer();
    values.set('lines', [line]);
    expect(await calls['compose:send'](draft)).toMatchObject({ ok: true, value: { state: 'held' } });
    expect(submit).toHaveBeenCalledWith(
      expect.objectContaining({ target: { kind: 'sms', endpointId: 'ep1', toAddress: '+4930654321' }, text: 'Hi', holdMs: 5000 }),
      undefined,
    );
  });

  it.each([
    [{ ...draft, to: 'Ann' }, 'recipient-letters'],
    [{ ...draft, text: '' }, 'text-empty'],
    [{ ...draft, endpointId: undefined }, 'line-missing'],
  ] as const)('never hands on %j', async (wrong, code) => {
    const { calls, values, submit } = createComposer();
    values.set('lines', [line]);
    expect(await calls['compose:send'](wrong)).toMatchObject({ ok: false, error: { code } });
    expect(submit).not.toHaveBeenCalled();
  });

  it('passes on why the store could not take it', async () => {
    const { calls, values } = createComposer({ messages: { submit: () => ({ ok: false, error: { code: 'disk-full' } }) } });
    values.set('lines', [line]);
    expect(await calls['compose:send'](draft)).toEqual({ ok: false, error: { code: 'disk-full' } });
  });
});

it('answers not-signed-in to everything that needs an account', async () => {
  const { calls } = createComposer({ signedIn: false });
  for (const answer of [
    await calls['compose:lines'](undefined),
    await calls['compose:sessions'](undefined),
    await calls['people:suggest']({ typed: '' }),
    await calls['compose:draft'](undefined),
    await calls['compose:open']({ kind: 'draft', id: 1 }),
    await calls['compose:save-draft']({ ...draft, id: 1, revision: 1 }),
    await calls['compose:drafts'](undefined),
    await calls['compose:discard-draft']({ id: 1 }),
    await calls['compose:send'](draft),
  ]) {
    expect(answer).toEqual({ ok: false, error: { code: 'not-signed-in' } });
  }
});

describe('a recipient that was understood', () => {
  const support = { endpointId: 'ep2', name: 'Support', number: '+12025550143', numberText: '+1 202 555 0143' };
  const known = { address: '+4930654321', name: 'Ann Lee', endpointId: 'ep2', lastAt: 1 };

  it('comes with name, the line last used and a draft that waits, and stays the number it was read as', async () => {
    const waiting = { id: 7, revision: 1, to: '+4930654321', text: 'Dear Ann', caret: 0 };
    const { calls, values } = createComposer({
      messages: {
        recipient: (address) => ({ ok: true, value: address === known.address ? known : undefined }),
        drafts: { ...fakeMessages().drafts, newestFor: () => ({ ok: true, value: waiting }) },
      },
    });
    values.set('lines', [line, support]);
    const answer = { number: '+4930654321', name: 'Ann Lee', line: 'ep2', isLastLine: true, draftId: 7 };
    expect(await calls['compose:recipient']({ to: '030 654321', endpointId: 'ep1' })).toMatchObject({ ok: true, value: answer });
    expect(await calls['compose:recipient']({ to: '+4930654321', endpointId: 'ep2' })).toMatchObject({ ok: true, value: answer });
  });

  it.each([
    ['never met', undefined],
    ['met on a line one may no longer use', { ...known, endpointId: 'ep-gone' }],
  ])('and was %s gets the line for new recipients', async (_, met) => {
    const { calls, values } = createComposer({
      messages: { recipient: () => ({ ok: true, value: met }), lastLine: () => ({ ok: true, value: 'ep2' }) },
    });
    values.set('lines', [line, support]);
    const answer = await calls['compose:recipient']({ to: '030 654321', endpointId: 'ep1' });
    expect(answer).toMatchObject({ ok: true, value: { line: 'ep2' } });
    expect(answer.ok && answer.value.isLastLine).toBeUndefined();
  });
});

it('names the draft to the store, and answers the message together with the draft that is shown next', async () => {
  const { calls, values, submit } = createComposer();
  values.set('lines', [line]);
  const answer = await calls['compose:send']({ ...draft, draft: { id: 3, revision: 4 } });
  expect(submit).toHaveBeenCalledWith(expect.objectContaining({ text: 'Hi' }), { id: 3, revision: 4 });
  expect(answer).toMatchObject({ ok: true, value: { state: 'held', next: { id: 1, text: '', newLine: 'ep1' } } });
});

describe('another login came into use', () => {
  it('after the draft was written: it is neither sent nor kept', async () => {
    const save = vi.fn(() => ({ ok: true as const, value: 2 }));
    const { calls, values, submit } = createComposer({ messages: { drafts: { ...fakeMessages().drafts, save } } });
    values.set('lines', [line]);
    const written = { ...draft, historyId: 'history-0' };
    expect(await calls['compose:send'](written)).toEqual({ ok: false, error: { code: 'other-login' } });
    expect(await calls['compose:save-draft']({ ...written, id: 3, revision: 1 })).toEqual({ ok: false, error: { code: 'other-login' } });
    expect(submit).not.toHaveBeenCalled();
    expect(save).not.toHaveBeenCalled();
    expect(await calls['compose:send']({ ...draft, historyId: 'history-1' })).toMatchObject({ ok: true });
    await calls['compose:save-draft']({ ...draft, id: 3, revision: 1, historyId: 'history-1' });
    expect(save).toHaveBeenCalledExactlyOnceWith({ id: 3, revision: 1 }, draft);
  });
});
