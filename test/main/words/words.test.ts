import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messageCount } from '../../../main/words/counts.ts';
import { acceleratorText, hotkeyHint } from '../../../main/words/hotkey.ts';
import { duration, shortTime } from '../../../main/words/times.ts';
import { workWords } from '../../../main/words/work.ts';

const folder = join(import.meta.dirname, '../../../main/words');
const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

describe('words', () => {
  it.each(readdirSync(folder))('of %s never claim a delivery', (file) => {
    expect(withoutComments(readFileSync(join(folder, file), 'utf8'))).not.toMatch(/deliver/i);
  });

  it('count in one and in many', () => {
    expect([0, 1, 2, 1234].map(messageCount)).toEqual(['0 messages', '1 message', '2 messages', '1,234 messages']);
  });

  it('tell what is left of work that was cancelled', () => {
    expect(workWords.cancelled({ kind: 'import', done: 75 })).toBe('Cancelled. Imported before that: 75 messages.');
    expect(workWords.cancelled({ kind: 'export', done: 75 })).toBe('Cancelled. No file was written.');
  });

  it('tell a stretch of time in whole units', () => {
    expect([60_000, 59 * 60_000, 90 * 60_000, 72 * 3_600_000].map(duration)).toEqual(['1 minute', '59 minutes', '2 hours', '3 days']);
  });

  it('say so where no calendar holds a time', () => {
    expect(shortTime(Number.MAX_SAFE_INTEGER, 0)).toBe('unknown date');
  });
});

describe('a shortcut', () => {
  it('is printed as on the keys', () => {
    expect(acceleratorText('CommandOrControl+Shift+Y', 'darwin')).toBe('Cmd+Shift+Y');
    expect(acceleratorText('CommandOrControl+Super+Y', 'win32')).toBe('Ctrl+Win+Y');
  });

  it('that works although it could not be chosen today says why', () => {
    expect(hotkeyHint('hotkey-needs-modifier')).toBe(
      'It works, but you need these keys for typing and in other apps. To change it: press them together with Ctrl, Alt, Cmd or Super.',
    );
  });
});
