import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Flags, laterLaunchAction, runLaunchAction } from '../../main/launch.ts';
import { failureWords } from '../../main/words/failure-words.ts';
import { machine } from '../main/desktop/instance/fake-machine.ts';
import { createServedApp } from './served-app.ts';

const flags = [
  '--compose',
  '--toggle',
  '--hidden',
  '--quit',
  '--to',
  '--text',
  '--session',
  '--user-data-dir',
  '--',
  '-',
  '--no-sandbox',
  '--inspect',
];
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\ud800', '\u0000', '\u202e', '=', '+15556667777', 'x'.repeat(20_000)),
);
const argument = fc.oneof(
  fc.tuple(fc.constantFrom(...flags), fc.constantFrom('', '='), text).map((parts) => parts.join('')),
  text,
  fc.webUrl(),
);
const base64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toString('base64');

/** What arrives from a program that may be any of this user: a command line as a start packs it, one of the wrong shape, or anything. */
const received = fc.oneof(
  { weight: 4, arbitrary: fc.array(argument, { maxLength: 6 }).map((argv) => ({ argv: base64(argv) })) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.oneof(argument, fc.anything()), { maxLength: 6 })
      .map((argv) => ({ argv: base64(JSON.stringify(argv, withoutBig)) })),
  },
  { weight: 1, arbitrary: fc.json().map((json) => ({ argv: base64(json) })) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((argv) => ({ argv })) },
  { weight: 1, arbitrary: fc.record({ argv: fc.anything(), more: fc.anything() }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.anything() },
);
const withoutBig = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

test('10,000 random second starts end in one of four acts, and change no row, no setting and no message', {
  timeout: 300_000,
}, async () => {
  const app = await createServedApp();
  const before = app.everything();
  const { claim, send } = machine();
  const claimed = claim();
  if (claimed.outcome !== 'first') throw new Error(claimed.outcome);
  const acts: string[] = [];
  const shown: Flags['prefill'][] = [];
  const popup = {
    show: (request?: { readonly prefill?: Flags['prefill'] }) => {
      acts.push('show');
      if (request?.prefill) shown.push(request.prefill);
    },
    toggle: () => void acts.push('toggle'),
  };
  claimed.instance.onStart((later) => {
    const action = laterLaunchAction(later);
    if (action.kind === 'stay-hidden') acts.push('stay-hidden');
    runLaunchAction(action, { popup, quit: () => void acts.push('quit') });
  });

  fc.assert(
    fc.property(received, (data) => {
      const soFar = acts.length;
      send(data);
      expect(acts.length).toBe(soFar + 1);
    }),
    { numRuns: 10_000 },
  );
  expect(new Set(acts)).toEqual(new Set(['show', 'toggle', 'stay-hidden', 'quit']));
  expect(app.everything()).toEqual(before);

  // What the popup is shown with becomes a draft at most, by a call that is checked like any other.
  for (const { to, text: written, sessionId } of shown) {
    for (const value of [to, written, sessionId]) expect(['string', 'undefined']).toContain(typeof value);
    expect(Math.max(to?.length ?? 0, sessionId?.length ?? 0)).toBeLessThanOrEqual(200);
    const answer = await app.call('compose:open', { kind: 'prefill', historyId: 'history-1', to, text: written, sessionId });
    if (!answer.ok) expect(Object.keys(failureWords)).toContain(answer.error.code);
  }
  const after = app.everything();
  expect({ messages: after.messages, settings: after.settings, sent: after.sent, done: after.done }).toEqual({
    messages: before.messages,
    settings: before.settings,
    sent: before.sent,
    done: before.done,
  });
  expect(app.thrown()).toEqual([]);
});
