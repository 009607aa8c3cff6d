import { describe, expect, it } from 'vitest';
import { readSubmission, readText } from '../../../main/compose/submission.ts';
import type { Draft } from '../../../main/model/draft.ts';
import type { Line } from '../../../main/model/line.ts';

const lines: readonly Line[] = [{ endpointId: 'ep1', name: 'Main line', number: '+4930123456' }];
const known = { lines, sessionName: (id: string) => (id === 's1' ? 'Bo' : undefined) };
const draft: Draft = { endpointId: 'ep1', to: '+1 202 555 0143', text: 'Hi', caret: 2 };

describe('readText', () => {
  it.each([
    ['Hi', 'Hi'],
    ['a\r\nb\rc\nd', 'a\nb\nc\nd'],
    [' two  blanks ', ' two  blanks '],
    ['👩‍👩‍👧‍👦 مرحبا\tשלום', '👩‍👩‍👧‍👦 مرحبا\tשלום'],
    ['x'.repeat(1600), 'x'.repeat(1600)],
  ])('keeps %j', (typed, text) => expect(readText(typed)).toEqual({ ok: true, value: text }));

  it.each([
    ['', 'text-empty', undefined],
    [' \n\t', 'text-empty', undefined],
    ['a\u0000b', 'text-control', 'character 2'],
    ['ab\u001B[31m', 'text-control', 'character 3'],
    ['a\uD800b', 'text-control', 'character 2'],
    ['x'.repeat(2000), 'text-too-long', '2,000 characters'],
  ])('refuses %j with %s', (typed, code, detail) => {
    expect(readText(typed)).toEqual({ ok: false, error: { code, field: 'text', ...(detail ? { detail } : {}) } });
  });
});

describe('readSubmission', () => {
  it('gives an SMS with the number in E.164 and the line it leaves from', () => {
    expect(readSubmission(draft, { ...known, undoSeconds: 5 })).toEqual({
      ok: true,
      value: {
        target: { kind: 'sms', endpointId: 'ep1', toAddress: '+12025550143' },
        text: 'Hi',
        lineName: 'Main line',
        caret: 2,
        holdMs: 5000,
      },
    });
  });

  it('reads a number without prefix as one of the line’s country', () => {
    expect(readSubmission({ ...draft, to: '030 654321' }, { ...known, undoSeconds: 0 })).toMatchObject({
      ok: true,
      value: { target: { toAddress: '+4930654321' } },
    });
  });

  it('takes an endpoint id typed in by hand', () => {
    expect(readSubmission({ ...draft, endpointId: ' ep/9?x ' }, { ...known, undoSeconds: 0 })).toMatchObject({
      ok: true,
      value: { target: { endpointId: 'ep/9?x' } },
    });
  });

  it('writes into a session without From and To', () => {
    expect(readSubmission({ sessionId: 's1', to: '', text: 'Hi', caret: 0 }, { ...known, undoSeconds: 0 })).toMatchObject({
      ok: true,
      value: { target: { kind: 'session', sessionId: 's1' }, name: 'Bo' },
    });
  });

  it.each([
    [{ endpointId: '' }, 'line-missing', 'from'],
    [{ endpointId: undefined }, 'line-missing', 'from'],
    [{ to: '' }, 'recipient-empty', 'to'],
    [{ to: '911' }, 'recipient-emergency', 'to'],
    [{ text: ' ' }, 'text-empty', 'text'],
  ])('refuses %j with %s at %s', (change, code, field) => {
    expect(readSubmission({ ...draft, ...change }, { ...known, undoSeconds: 5 })).toMatchObject({ ok: false, error: { code, field } });
  });
});
