import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import electronLog from 'electron-log/node';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createLog } from '../../main/log.ts';
import { firstIdOfHour } from '../../main/messages/store/message-ids.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'log-'));
const file = path.join(folder, 'main.log');
const log = createLog(electronLog, file);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const digits = (length: number) =>
  fc.array(fc.integer({ min: 2, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
const otherDigits = (zero: string) => (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)));

/** The ways people, programs and addresses write a number. */
const spellings: readonly ((area: string, middle: string, end: string) => string)[] = [
  (a, b, c) => `+1 ${a} ${b} ${c}`,
  (a, b, c) => `(${a}) ${b}-${c}`,
  (a, b, c) => `${a}.${b}.${c}`,
  (a, b, c) => `+1${a}${b}${c}`,
  (a, b, c) => `001${a}${b}${c}`,
  (a, b, c) => otherDigits('０')(`+1${a}${b}${c}`),
  (a, b, c) => otherDigits('٠')(`${a} ${b} ${c}`),
  (a, b, c) => otherDigits('०')(`${a}${b}${c}`),
  (a, b, c) => `${a}\u00a0${b}\u2011${c}`,
  (a, b, c) => `\u202a${a}\u200b${b}\u200b${c}\u202c`,
  (a, b, c) => `tel:+1-${a}-${b}-${c}`,
  (a, b, c) => `https://evovoice.io/messages?to=%2B1%20${a}%20${b}%20${c}&x=1`,
  (a, b, c) => `{"toAddress":"+1${a}${b}${c}"}`,
  (a, b, c) => `${a}\n    ${b}\r\n${c}`,
  (a, b, c) => [...`${a}${b}${c}`].join(' '),
  (a, b, c) => `_${a}_${b}_${c}`,
  (a, b, c) => `ERR_${a}${b}${c}`,
];
const number = fc
  .tuple(fc.constantFrom(...spellings), digits(3), digits(3), digits(4))
  .map(([spell, a, b, c]) => ({ written: spell(a, b, c), sought: [`${a}${b}${c}`] }));

const word = fc.constantFrom(
  'meet',
  'me',
  'at',
  'seven',
  'Grüße',
  'bring',
  'the',
  'keys',
  '你好',
  'أهلا',
  'don’t',
  'tell',
  '👋',
  'gate-code',
);
const whole = (written: string) => ({ written, sought: [written.replace(/\s/g, '')] });
const sentence = fc.array(word, { minLength: 3, maxLength: 12 }).map((all) => whole(all.join(' ')));
const password = fc
  .tuple(fc.string({ minLength: 6, maxLength: 20, unit: 'grapheme-ascii' }), fc.integer({ min: 10, max: 99 }))
  .map(([some, more]) => whole(`${some.trim()}!${more}z`));
const token = fc.string({ minLength: 20, maxLength: 40, unit: fc.constantFrom(...'abcXYZ0189_-') });
const cookie = token.map((id) => ({ written: `Set-Cookie: ss-id=${id}; Path=/; HttpOnly`, sought: [id, 'ss-id'] }));
const authorization = token.map((id) => ({
  written: `Authorization: Basic ${Buffer.from(`ann:${id}`).toString('base64')}`,
  sought: [Buffer.from(`ann:${id}`).toString('base64')],
}));
const userName = fc
  .tuple(fc.constantFrom('ann.lee', 'kim_roe', 'bo+work'), fc.integer({ min: 1, max: 99 }))
  .map(([name, n]) => ({ written: `${name}${n}@example.com`, sought: [`${name}${n}`, '@example'] }));
const secret = fc.oneof(number, number, number, sentence, password, cookie, authorization, userName);

const framed = (text: string) => `could not\n    at ${text} (index.cjs:1:2)\n    at send (${text}.cjs:3:4)\n    at index.cjs:${text}:1`;

/** The ways a text gets near the log, as a careless caller, or an error of Node, of Electron or of a library, would bring it. */
const ways: readonly ((text: string, id: number) => void)[] = [
  (text, id) => log.info('message', { id, event: text }),
  (text, id) => log.warn('message', { id, [text]: true }),
  (text, id) => log.warn(text as 'tray', { id }),
  (text, id) => log.warn(`message ${text}` as 'tray', { id, code: 'timeout' }),
  (text, id) => log.info('message', { id, count: Number(text.replace(/\D/g, '')) }),
  (text, id) => log.error('tray', new Error(text), { id }),
  (text, id) => log.error('tray', new Error(framed(text)), { id }),
  (text, id) => log.error('tray', Object.assign(new Error('no'), { code: text, name: text, toAddress: text }), { id }),
  (text, id) => log.error('tray', Object.assign(new Error(framed(text)), { message: '' }), { id }),
  (text, id) => log.error('tray', Object.assign(new Error('no'), { stack: `${text}\n    at ${text}` }), { id }),
  (text, id) => log.error('tray', new AggregateError([new Error(text)], text, { cause: new Error(text) }), { id }),
  (text, id) => log.error('tray', { [text]: () => new TypeError(text) }[text]?.(), { id }),
  (text, id) => log.error(text as 'tray', text, { id }),
  (text, id) => log.error('tray', { message: text }, { id }),
];

/** What stands on disk, with other scripts' digits as ours, and once more with nothing but digits. */
function onDisk(): { readonly text: string; readonly plain: string; readonly digits: string } {
  const text = readFileSync(file, 'utf8');
  const plain = text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit))).replace(/\s/g, '');
  return { text, plain, digits: plain.replace(/\D/g, '') };
}

/** The digits of a script stand in a row that begins with its zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
  return code - zero;
}

test('of 10,000 lines with numbers, texts, passwords and cookies none of them is on disk, and every id is', { timeout: 120_000 }, () => {
  let lines = 0;
  fc.assert(
    fc.property(
      secret,
      fc.constantFrom(...ways),
      fc.integer({ min: firstIdOfHour(Date.UTC(2026, 0)), max: firstIdOfHour(Date.UTC(2036, 0)) }),
      (kept, write, id) => {
        electronLog.transports.file.getFile().clear();
        write(kept.written, id);
        lines += 1;
        const found = onDisk();
        expect(found.text).toContain(`id=${id}`);
        for (const part of kept.sought) {
          expect(found.plain).not.toContain(part);
          if (/^\d+$/.test(part)) expect(found.digits).not.toContain(part);
        }
      },
    ),
    { numRuns: 10_000 },
  );
  expect(lines).toBe(10_000);
});
