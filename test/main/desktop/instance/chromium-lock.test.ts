import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChromiumLock } from '../../../../main/desktop/instance/chromium-lock.ts';

/** No process has it: above what Linux gives. */
const nobody = 99_999_999;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'quick-send-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes the links Chromium makes; `socket`: whether what they lead to is there. */
function lockOf(pid: number, socket: boolean): void {
  const place = path.join(folder, 'elsewhere');
  if (socket) {
    mkdirSync(place);
    writeFileSync(path.join(place, 'SingletonSocket'), '');
    symlinkSync('1', path.join(place, 'SingletonCookie'));
  }
  symlinkSync(`${hostname()}-${pid}`, path.join(folder, 'SingletonLock'));
  symlinkSync(path.join(place, 'SingletonSocket'), path.join(folder, 'SingletonSocket'));
}

const look = (pid: number) => createChromiumLock(folder, { platform: 'linux', pid });

describe("Chromium's lock", () => {
  it('names nobody where there is none', () => {
    expect(look(process.pid).isHeldByAnother()).toBe(false);
    expect(look(process.pid).isHeldByUs()).toBe(false);
  });

  it('names another process that lives and listens', () => {
    lockOf(process.pid, true);
    expect(look(nobody).isHeldByAnother()).toBe(true);
    expect(look(nobody).isHeldByUs()).toBe(false);
  });

  it('names us', () => {
    lockOf(process.pid, true);
    expect(look(process.pid).isHeldByAnother()).toBe(false);
    expect(look(process.pid).isHeldByUs()).toBe(true);
  });

  it.each([
    ['of a process that is gone', nobody, true],
    ['whose socket is gone', process.pid, false],
  ])('%s names nobody', (_, pid, socket) => {
    lockOf(pid, socket);
    expect(look(nobody - 1).isHeldByAnother()).toBe(false);
    expect(look(pid).isHeldByUs()).toBe(socket);
  });

  it('is never left behind on Windows', () => {
    const lock = createChromiumLock(folder, { platform: 'win32', pid: 1 });
    expect([lock.isHeldByAnother(), lock.isHeldByUs()]).toEqual([true, true]);
  });
});
