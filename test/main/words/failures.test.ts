import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureWords } from '../../../main/words/failure-words.ts';
import { say, sayWhat } from '../../../main/words/failures.ts';
import { sentWords } from '../../../main/words/messages.ts';

const failures = readFileSync(join(import.meta.dirname, '../../../main/model/failure.ts'), 'utf8');
const lists = [...failures.matchAll(/export type (?:Service)?ErrorCode =([\s\S]*?);/g)].map((match) => match[1]).join();
const codes = [...lists.matchAll(/'([a-z-]+)'/g)].map((match) => match[1]);

describe('words', () => {
  it('has a sentence and a cure for each error code of the contract', () => {
    expect(codes.length).toBeGreaterThan(40);
    expect(Object.keys(failureWords).sort()).toEqual(codes.sort());
    for (const [code, { sentence, cure }] of Object.entries(failureWords)) {
      expect(sentence, code).toMatch(/^[A-Z].*\.$/);
      expect(cure, code).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('says each trouble of sign-in in its own sentence with its own cure', () => {
    const causes = [
      'credentials-refused',
      'role-missing',
      'unreachable',
      'not-evo-voice',
      'keychain-absent',
      'keychain-locked',
      'keychain-denied',
      'keychain-key-wrong',
    ] as const;
    expect(new Set(causes.map((code) => failureWords[code].sentence)).size).toBe(causes.length);
    expect(new Set(causes.map((code) => failureWords[code].cure)).size).toBe(causes.length);
  });

  it('quotes the sentence of the service', () => {
    expect(sayWhat({ code: 'refused', detail: 'Invalid ToAddress' })).toBe("Evo Voice didn't accept this. It says: “Invalid ToAddress”.");
    expect(say({ code: 'text-empty' })).toBe('The message is empty. Write something first.');
  });

  it('says what happened to a sent message', () => {
    const item = { id: 1, address: '+15556667777', addressText: '+1 555 666 7777', text: 'Hi', at: 0 };
    expect(sentWords({ ...item, state: 'held', nextAt: 6000 }, 1000)).toBe(
      'Message to +1 555 666 7777 is held for 5 s. You can still undo it.',
    );
    expect(sentWords({ ...item, state: 'queued', name: 'Ann', addressText: '' }, 0)).toBe('Message to Ann: Queued.');
    expect(sentWords({ ...item, state: 'queued', name: 'Ann' }, 0)).toBe('Message to Ann, +1 555 666 7777: Queued.');
  });
});
