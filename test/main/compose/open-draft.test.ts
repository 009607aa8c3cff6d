import { describe, expect, it } from 'vitest';
import type { OpenRequest } from '../../../main/compose/contract.ts';
import { type LineChoice, lineForNew } from '../../../main/compose/lines.ts';
import { openDraft } from '../../../main/compose/open-draft.ts';
import { ann, bo, line } from '../messages/fake-service.ts';
import { createHarness, value } from '../messages/harness.ts';

const lines = [
  { endpointId: 'ep-first', name: 'First', number: '+4930123456' },
  { endpointId: line, name: 'Main line', number: '+12025550143' },
];
const choice: LineChoice = { lines, chosen: null, usedLast: undefined };

/** Ann was written to from the main line; she and a session have a draft; the composer holds a text for Bo. */
function history() {
  const harness = createHarness();
  const { messages } = harness;
  harness.submit('hello');
  const anns = value(messages.drafts.start({ endpointId: line, to: ann, text: 'Dear Ann', caret: 3 }));
  const session = value(messages.drafts.start({ sessionId: 's1', to: '', text: 'Dear visitor', caret: 0 }));
  const bos = value(messages.drafts.start({ to: bo, text: 'Dear Bo', caret: 0 }));
  const parts = { drafts: messages.drafts, recipient: messages.recipient, choice };
  return { messages, ids: { ann: anns.id, session: session.id, bo: bos.id }, open: (request: OpenRequest) => openDraft(request, parts) };
}

const existing: readonly (readonly [string, OpenRequest, 'ann' | 'session' | 'bo'])[] = [
  ['a reply opens the draft to that person', { kind: 'recipient', to: ann, endpointId: 'ep-first' }, 'ann'],
  ['a reply into a session opens the draft into it', { kind: 'recipient', sessionId: 's1' }, 'session'],
  ['a reply to whom one writes to stays there', { kind: 'recipient', to: bo, endpointId: line }, 'bo'],
  ['flags with a recipient alone do the same', { kind: 'prefill', to: '+1 (555) 666-7777' }, 'ann'],
  ['flags with a text that stands there open it', { kind: 'prefill', to: ann, text: 'Dear Ann' }, 'ann'],
  ['flags with a session alone open its draft', { kind: 'prefill', sessionId: 's1' }, 'session'],
  ['nothing at all leaves what is shown', { kind: 'prefill' }, 'bo'],
];

const begun: readonly (readonly [string, OpenRequest, object])[] = [
  ['a reply to somebody else', { kind: 'recipient', to: '+15550001111' }, { to: '+15550001111', text: '', endpointId: undefined }],
  ['from the line of the message', { kind: 'recipient', to: '+15550001111', endpointId: line }, { endpointId: line }],
  ['not from a line one may not use', { kind: 'recipient', to: '+15550001111', endpointId: 'ep-gone' }, { endpointId: undefined }],
  [
    'another text for somebody with a draft',
    { kind: 'prefill', to: ann, text: 'Other' },
    { to: ann, text: 'Other', caret: 5, endpointId: line },
  ],
  ['another text into a session', { kind: 'prefill', sessionId: 's1', text: 'Other' }, { sessionId: 's1', text: 'Other' }],
  ['a text for nobody yet', { kind: 'prefill', text: 'For whom?' }, { to: '', text: 'For whom?', endpointId: undefined }],
  ['a number of the country of its line', { kind: 'prefill', to: '030 654321', text: 'Hallo' }, { to: '+4930654321' }],
  ['what is no number as it is', { kind: 'prefill', to: 'Ann Lee', text: 'Hi' }, { to: 'Ann Lee' }],
];

describe('opening a draft', () => {
  it.each(existing)('%s', (_, request, whose) => {
    const { ids, messages, open } = history();
    expect(value(open(request)).id).toBe(ids[whose]);
    expect(value(messages.drafts.shown()).id).toBe(ids[whose]);
  });

  it.each(begun)('begins a new one for %s', (_, request, draft) => {
    const { ids, messages, open } = history();
    const opened = value(open(request));
    expect(opened).toMatchObject(draft);
    expect(Object.values(ids)).not.toContain(opened.id);
    expect(value(messages.drafts.shown()).id).toBe(opened.id);
    expect(value(messages.drafts.list()).map(({ excerpt }) => excerpt)).toEqual(['Dear Bo', 'Dear visitor', 'Dear Ann']);
  });

  it('of two starts with texts keeps both', () => {
    const { messages, open } = history();
    value(open({ kind: 'prefill', to: ann, text: 'First' }));
    value(open({ kind: 'prefill', to: ann, text: 'Second' }));
    value(open({ kind: 'prefill', to: ann, text: 'Second' }));
    expect(value(messages.drafts.shown()).text).toBe('Second');
    expect(value(messages.drafts.list()).map(({ excerpt }) => excerpt)).toEqual(['First', 'Dear Bo', 'Dear visitor', 'Dear Ann']);
  });

  it('that is gone says so, and what is shown stays', () => {
    const { ids, messages, open } = history();
    expect(open({ kind: 'draft', id: 999 })).toEqual({ ok: false, error: { code: 'draft-gone' } });
    expect(value(messages.drafts.shown()).id).toBe(ids.bo);
  });
});

describe('the line for somebody never met', () => {
  it.each([
    [{ lines, chosen: line, usedLast: 'ep-first' }, line],
    [{ lines, chosen: null, usedLast: line }, line],
    [{ lines, chosen: 'of-another-login', usedLast: line }, line],
    [{ lines, chosen: null, usedLast: 'of-another-login' }, 'ep-first'],
    [{ lines, chosen: null, usedLast: undefined }, 'ep-first'],
    [{ lines: [], chosen: 'of-another-login', usedLast: 'ep-typed' }, 'ep-typed'],
    [{ lines: [], chosen: null, usedLast: undefined }, undefined],
  ])('of %j is %s', (given, expected) => expect(lineForNew(given)).toBe(expected));
});
