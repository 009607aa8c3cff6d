import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** What can be seen of the lock of Chromium, which carries the flags of a later start to the first one. */
export interface ChromiumLock {
  /** Whether it names another process that lives and can be written to. */
  isHeldByAnother(): boolean;
  /** Whether a later start finds this process by it. */
  isHeldByUs(): boolean;
}

/**
 * Looks at Chromium's lock of a data folder, which is three symbolic links on Linux and macOS (`process_singleton_posix.cc`): to the host
 * and the process, to its socket, and a cookie that lies beside the socket too. After a crash they are left behind. Windows has nothing that could
 * be left behind, so there both answers are true.
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
    // It lives, but belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
