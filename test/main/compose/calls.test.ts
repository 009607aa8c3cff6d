import { describe, expect, it, vi } from 'vitest';
import { createComposeCalls } from '../../../main/compose/calls.ts';
import { createChatSessions } from '../../../main/compose/chat-sessions.ts';
import { createDraftCalls } from '../../../main/compose/draft-calls.ts';
import { createLines } from '../../../main/compose/lines.ts';
import type { EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import type { UserInfo } from '../../../main/evo-voice/dtos.ts';
import type { Messages } from '../../../main/messages/messages.ts';
import type { Submission } from '../../../main/model/message.ts';
import { createPeopleCalls } from '../../../main/people/calls.ts';
import { fakeMessages, message } from '../../fakes/messages.ts';

const user: UserInfo = { isAuthenticated: true, roles: ['User'], accountIds: [], accountNames: [] };
const line = { endpointId: 'ep1', name: 'Main line', number: '+4930123456', numberText: '+49 30 123456' };

function build(parts: { client?: Partial<EvoVoiceClient>; messages?: Partial<Messages>; signedIn?: boolean } = {}) {
  let client = parts.client as EvoVoiceClient | undefined;
  const values = new Map<string, unknown>();
  const submit = vi.fn((_submission: Submission) => ({ ok: true as const, value: message({ state: 'held', attempts: 0 }) }));
  const messages = fakeMessages({
    readValue: (key) => ({ ok: true, value: values.get(key) }),
    writeValue: (key, value) => {
      values.set(key, value);
      return { ok: true, value: null };
    },
    submit,
    ...parts.messages,
  });
  const noticeFailure = vi.fn();
  const reconnectNow = vi.fn();
  const signedIn = parts.signedIn ?? true;
  const account = {
    messages: () => (signedIn ? messages : undefined),
    client: () => (signedIn ? client : undefined),
    user: () => (signedIn ? user : undefined),
    historyId: () => 'history-1',
    noticeFailure,
    reconnectNow,
  };
  const lines = createLines({ account, chosen: () => null });
  const sessions = createChatSessions({ client: account.client });
  const calls = {
    ...createComposeCalls({ account, lines, sessions, settings: () => ({ undoSeconds: 5 }) }),
    ...createDraftCalls({ account, lines, sessions }),
    ...createPeopleCalls({ messages: account.messages }),
  };
  const signInAs = (other: Partial<EvoVoiceClient>) => {
    client = other as EvoVoiceClient;
  };
  return { calls, values, submit, noticeFailure, reconnectNow, signInAs };
}

const listed = { endpointId: 'ep1', name: 'Main line', number: '+4930123456' };
const draft = { endpointId: 'ep1', to: '030 654321', text: 'Hi', caret: 2 };

describe('Send', () => {
  it('ends the waits of what could not leave before', async () => {
    const { calls, reconnectNow, values } = build({});
    values.set('lines', [line]);
    await calls['compose:send']({ ...draft, text: '' });
    expect(reconnectNow).not.toHaveBeenCalled();
    expect((await calls['compose:send'](draft)).ok).toBe(true);
    expect(reconnectNow).toHaveBeenCalledOnce();
  });
});

describe('lines', () => {
  it('come from the service and are kept for a start without a network', async () => {
    const { calls, values } = build({ client: { lines: async () => ({ ok: true, value: [listed] }) } });
    expect(await calls['compose:lines'](undefined)).toEqual({ ok: true, value: [line] });
    expect(values.get('lines')).toEqual([line]);
  });

  it('are in the order of their names; one without a name is called by its number as people write it', async () => {
    const value = [
      { endpointId: 'ep3', name: 'ep3' },
      { endpointId: 'ep1', name: 'Main line', number: '+4930123456' },
      { endpointId: 'ep2', name: '+12025550143', number: '+12025550143' },
    ];
    const { calls } = build({ client: { lines: async () => ({ ok: true, value }) } });
    expect(await calls['compose:lines'](undefined)).toEqual({
      ok: true,
      value: [
        { endpointId: 'ep2', name: '+1 202 555 0143', number: '+12025550143', numberText: '+1 202 555 0143' },
        { endpointId: 'ep3', name: 'ep3' },
        line,
      ],
    });
  });

  it('are the kept ones while the service cannot be reached', async () => {
    const { calls, values, noticeFailure } = build({ client: { lines: async () => ({ ok: false, error: { code: 'offline' } }) } });
    values.set('lines', [line]);
    expect(await calls['compose:lines'](undefined)).toEqual({ ok: true, value: [line] });
    expect(noticeFailure).toHaveBeenCalledWith({ code: 'offline' }, expect.anything());
  });

  it('say what went wrong when there is nothing to show', async () => {
    const { calls } = build({ client: { lines: async () => ({ ok: false, error: { code: 'role-missing' } }) } });
    expect(await calls['compose:lines'](undefined)).toEqual({ ok: false, error: { code: 'role-missing' } });
  });
});

describe('sessions', () => {
  it('are the running chats, by the name of the other party', async () => {
    const value = [
      { id: 's1', channel: 'Chat', fromName: 'Bo', endpointName: 'Main line' },
      { id: 's2', channel: 'Chat', fromAddress: '+12025550143' },
      { id: 's3', channel: 'Voice', fromName: 'Call' },
      { id: 's4', channel: 'Chat', ended: true },
      { id: 's5' },
    ];
    const { calls } = build({ client: { mySessions: async () => ({ ok: true, value }) } });
    expect(await calls['compose:sessions'](undefined)).toEqual({
      ok: true,
      value: [
        { sessionId: 's1', name: 'Bo', line: 'Main line' },
        { sessionId: 's2', name: '+1 202 555 0143', line: undefined },
        { sessionId: 's5', name: 's5', line: undefined },
      ],
    });
  });
});

describe('sending', () => {
  it('hands the store a message whose number belongs to the line’s country, held for the undo time', async () => {
    const { calls, values, submit } = build();
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
    const { calls, values, submit } = build();
    values.set('lines', [line]);
    expect(await calls['compose:send'](wrong)).toMatchObject({ ok: false, error: { code } });
    expect(submit).not.toHaveBeenCalled();
  });

  it('passes on why the store could not take it', async () => {
    const { calls, values } = build({ messages: { submit: () => ({ ok: false, error: { code: 'disk-full' } }) } });
    values.set('lines', [line]);
    expect(await calls['compose:send'](draft)).toEqual({ ok: false, error: { code: 'disk-full' } });
  });
});

it('answers not-signed-in to everything that needs an account', async () => {
  const { calls } = build({ signedIn: false });
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
    const { calls, values } = build({
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
    const { calls, values } = build({
      messages: { recipient: () => ({ ok: true, value: met }), lastLine: () => ({ ok: true, value: 'ep2' }) },
    });
    values.set('lines', [line, support]);
    const answer = await calls['compose:recipient']({ to: '030 654321', endpointId: 'ep1' });
    expect(answer).toMatchObject({ ok: true, value: { line: 'ep2' } });
    expect(answer.ok && answer.value.isLastLine).toBeUndefined();
  });
});

it('names the draft to the store, and answers the message together with the draft that is shown next', async () => {
  const { calls, values, submit } = build();
  values.set('lines', [line]);
  const answer = await calls['compose:send']({ ...draft, draft: { id: 3, revision: 4 } });
  expect(submit).toHaveBeenCalledWith(expect.objectContaining({ text: 'Hi' }), { id: 3, revision: 4 });
  expect(answer).toMatchObject({ ok: true, value: { state: 'held', next: { id: 1, text: '', newLine: 'ep1' } } });
});

describe('another login came into use', () => {
  it('while the lines were asked for: they are not its lines, and their failure is not its failure', async () => {
    const other = { lines: async () => ({ ok: true as const, value: [] }) };
    const slow = build({
      client: {
        lines: async () => {
          slow.signInAs(other);
          return { ok: true, value: [listed] };
        },
        mySessions: async () => {
          slow.signInAs(other);
          return { ok: true, value: [] };
        },
      },
    });
    expect(await slow.calls['compose:lines'](undefined)).toEqual({ ok: false, error: { code: 'not-signed-in' } });
    expect(slow.values.size).toBe(0);
    const failing = build({
      client: {
        lines: async () => {
          failing.signInAs(other);
          return { ok: false, error: { code: 'signed-out' } };
        },
      },
    });
    await failing.calls['compose:lines'](undefined);
    expect(failing.noticeFailure).not.toHaveBeenCalled();
  });

  it('after the draft was written: it is neither sent nor kept', async () => {
    const save = vi.fn(() => ({ ok: true as const, value: 2 }));
    const { calls, values, submit } = build({ messages: { drafts: { ...fakeMessages().drafts, save } } });
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
