import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../main/model/failure.ts';
import { accountWords } from '../../../main/words/account.ts';
import { composeWords, draftWords, hintWords, lineText } from '../../../main/words/compose.ts';
import { crashWords } from '../../../main/words/dialogs.ts';
import { failureWords } from '../../../main/words/failure-words.ts';
import { say } from '../../../main/words/failures.ts';
import { messageName, sentWords } from '../../../main/words/messages.ts';
import { heldWords, needsPersonWords } from '../../../main/words/notifications.ts';
import { folderWords, startWords } from '../../../main/words/start.ts';
import { trayWords } from '../../../main/words/tray.ts';
import { workWords } from '../../../main/words/work.ts';

const override = '+1 202\u202e 555\u0007 0172';
const hebrew = 'דוד';
const message = { id: 1, state: 'queued', address: '', text: '', at: 0 } as const;

/** Every sentence that takes a name, a number, a path or a text from outside, made with that text in each of its places. */
const sentences: Readonly<Record<string, (text: string) => string | undefined>> = {
  'who is signed in': (text) => accountWords.who({ displayName: text, userName: text, server: text }),
  'the offer of a number': composeWords.useNumber,
  'an endpoint': composeWords.endpoint,
  'a chat session': composeWords.session,
  'a line': (text) => lineText({ endpointId: '1', name: text, numberText: text }),
  'a draft to somebody': hintWords.hasDraft,
  'the draft in the composer': (text) => hintWords.draftTo(text, text),
  'the line of last time': hintWords.sameLine,
  'a draft in the list': (text) => draftWords.name({ to: [text, text], excerpt: text, time: '' }),
  'a message in the list': (text) => messageName({ other: [text, text], text, state: 'accepted', time: '' }),
  'a message that was sent': (text) => sentWords({ ...message, name: text, addressText: text }, 0),
  'a message that is held': (text) => sentWords({ ...message, state: 'held', nextAt: 5000, addressText: text }, 0),
  'a notification of a failure': (text) => needsPersonWords('failed', text)?.body,
  'a notification of a hold': (text) => heldWords(text, 5).title,
  'undo in the tray': trayWords.undo,
  'a failure in the tray': trayWords.needsAttention,
  'a crash': (text) => crashWords(text).detail,
  'a data folder': (text) => folderWords(text, 'other', text),
  'a data folder in use': startWords.folderInUse,
  'an export': (path) => workWords.finished({ kind: 'export', done: 1, path }),
  ...Object.fromEntries((Object.keys(failureWords) as ErrorCode[]).map((code) => [code, (detail: string) => say({ code, detail })])),
};

describe.each(Object.entries(sentences))('%s', (_, sentence) => {
  it('shows the digits of a number in their order', () => {
    expect(sentence(override)).toContain('+1 202 555 0172');
    expect(sentence(override)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('keeps apart what is written from right to left', () => {
    expect(sentence(hebrew)?.replaceAll(`\u2068${hebrew}\u2069`, '')).not.toContain(hebrew);
    expect(sentence(hebrew)).toContain(hebrew);
  });
});
