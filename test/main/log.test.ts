import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorTrace, logLine } from '../../main/log.ts';
import { messageStates } from '../../main/model/message.ts';
import { failureWords } from '../../main/words/failure-words.ts';

describe('a line', () => {
  it.each([
    ['message', { id: 522_908_123_136, event: 'submitted', state: 'held' }, 'message id=522908123136 event=submitted state=held'],
    ['popup page gone', { reason: 'clean-exit', exitCode: -1_073_741_819 }, 'popup page gone reason=clean-exit exitCode=-1073741819'],
    ['pull ended: this login may not list messages', {}, 'pull ended: this login may not list messages'],
    ['ipc refused', { channel: 'compose:send', code: undefined, first: true }, 'ipc refused channel=compose:send first=true'],
    ['queue paused', { code: 'SQLITE_IOERR_WRITE' }, 'queue paused code=SQLITE_IOERR_WRITE'],
  ] as const)('%j with %j is %j', (event, fields, line) => expect(logLine(event, fields)).toBe(line));

  it.each([
    [{ to: '+1 (202) 555-0143' }, 'tray to=[left out]'],
    [{ id: '522908123136' }, 'tray id=[left out]'],
    [{ count: 12_025_550_143 }, 'tray count=[left out]'],
    [{ text: 'Meet me at five' }, 'tray text=[left out]'],
    [{ user: 'ann@example.com' }, 'tray user=[left out]'],
    [{ code: 'ERR_2025550143' }, 'tray code=[left out]'],
    [{ 'Meet me': true }, 'tray [left out]'],
    [{ id: 1.5 }, 'tray id=[left out]'],
  ])('of %j leaves out what is no code', (fields, line) => expect(logLine('tray', fields)).toBe(line));

  it('leaves out an event that is none', () => expect(logLine('meet me at seven' as 'tray')).toBe('[left out]'));

  it.each([...Object.keys(failureWords), ...messageStates])('can hold the code %s', (code) => {
    expect(logLine('tray', { code })).toBe(`tray code=${code}`);
  });

  it('holds any id as it is', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (id) => logLine('message', { id }) === `message id=${id}`));
  });
});

describe('errorTrace', () => {
  it('leaves the message out, and the folders', () => {
    const error = Object.assign(new Error('could not send "Meet me at 5"'), { code: 'EACCES' });
    expect(errorTrace(error)).toMatch(/^Error EACCES\n {4}at log\.test\.ts:\d+:\d+/);
    expect(errorTrace(error)).not.toMatch(/Meet me|\/test\//);
    expect(errorTrace('Meet me')).toBe('thrown string');
  });

  it('knows its frames from a message that looks like one', () => {
    const error = new Error('no\n    at 2025550143 (home.ts:1:1)\n    at call (home.ts:2025550143:1)');
    expect(errorTrace(error)).not.toMatch(/2025550143|home/);
    expect(errorTrace(error)).toContain('log.test.ts');
    error.message = 'another';
    expect(errorTrace(error)).toBe('Error');
  });

  it('takes the stack of Windows too', () => {
    const error = new Error('x');
    error.stack =
      'Error: x\n    at async Object.send (C:\\Users\\Ann\\app.asar\\out\\main\\index.cjs:12:34)\n    at node:internal/timers:5:6';
    expect(errorTrace(error)).toBe('Error\n    at async Object.send (index.cjs:12:34)\n    at node:internal/timers:5:6');
  });
});
