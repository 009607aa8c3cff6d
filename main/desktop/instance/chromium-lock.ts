import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The state of Chromium's own lock, through which a later start hands its flags to the first one. */
export interface ChromiumLock {
  /** Whether another process that is alive holds it and can receive flags. */
  isHeldByAnother(): boolean;
  /** Whether this process holds it, so that later starts find us. */
  isHeldByUs(): boolean;
}

/**
 * Reads Chromium's lock on a data folder. On Linux and macOS it consists of three symbolic links (Chromium's `process_singleton_posix.cc`):
 * one names the host and process id, one points to the socket, and one is a cookie that must also lie next to the socket. A crash leaves
 * them behind. On Windows nothing can be left behind, so both answers are always true.
 */
export function createChromiumLock(
  folder: string,
  { platform, pid }: { readonly platform: NodeJS.Platform; readonly pid: number },
): ChromiumLock {
  if (platform === 'win32') return { isHeldByAnother: () => true, isHeldByUs: () => true };
  const place = (name: string): string => path.join(folder, name);

  const owner = (): number | undefined => {
    const found = Number(/-(\d+)$/.exec(attempt(() => readlinkSync(place('SingletonLock'))) ?? '')?.[1]);
    return found > 0 ? found : undefined;
  };

  const hasSocket = (): boolean => {
    const socket = attempt(() => realpathSync(place('SingletonSocket')));
    return socket !== undefined && attempt(() => lstatSync(path.join(path.dirname(socket), 'SingletonCookie'))) !== undefined;
  };

  return {
    isHeldByAnother() {
      const other = owner();
      return other !== undefined && other !== pid && isAlive(other) && hasSocket();
    },
    isHeldByUs: () => owner() === pid && hasSocket(),
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is alive, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
