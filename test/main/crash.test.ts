import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { watchCrashes } from '../../main/crash.ts';

function setUp() {
  const process = new EventEmitter();
  const log = { error: vi.fn() };
  const showMessageBox = vi.fn(async (_options: unknown) => ({ response: 0, checkboxChecked: false }));
  watchCrashes({ process: process as unknown as NodeJS.Process, dialog: { showMessageBox }, log, logFile: '/data/logs/main.log' });
  return { process, log, showMessageBox };
}

it('logs every error nobody caught, tells the person once, and ends nothing', async () => {
  const { process, log, showMessageBox } = setUp();
  const [thrown, rejected] = [new Error('thrown'), new Error('rejected')];
  expect(process.emit('uncaughtException', thrown)).toBe(true);
  expect(process.emit('unhandledRejection', rejected)).toBe(true);
  expect(process.emit('uncaughtException', thrown)).toBe(true);
  expect(log.error.mock.calls).toEqual([
    ['uncaught exception', thrown],
    ['unhandled rejection', rejected],
    ['uncaught exception', thrown],
  ]);
  expect(showMessageBox).toHaveBeenCalledOnce();
  expect(showMessageBox.mock.calls[0]?.[0]).toMatchObject({ type: 'error', detail: expect.stringContaining('/data/logs/main.log') });
});

it('goes on where the dialog cannot be shown, and logs that too', async () => {
  const { process, log, showMessageBox } = setUp();
  const gone = new Error('no display');
  showMessageBox.mockRejectedValue(gone);
  process.emit('uncaughtException', new Error('thrown'));
  await expect.poll(() => log.error).toHaveBeenLastCalledWith('crash dialog', gone);
});
