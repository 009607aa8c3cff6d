import { chmodSync, constants, copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../clock.ts';
import { storageFailure } from '../messages/store/storage-failure.ts';
import type { SettingsReset } from '../model/settings.ts';
import { losable, type ReadSettings, readSettings } from './read-settings.ts';
import { type KeyValueFile, readReset } from './settings.ts';

type Content = Readonly<Record<string, unknown>>;

/** The part of electron-store we use: setting `store` replaces the whole file, by a new one that gets its name once it is on the disk. */
export interface WholeStore {
  store: Record<string, unknown>;
}

/** What opening the settings needs. */
interface SettingsFileParts {
  /** The folder of `settings.json`. */
  readonly folder: string;
  /** Opens that file for writing; may throw what the file system throws. */
  readonly open: () => WholeStore;
  /** Whether somebody signed in here once: then a file without an account, or no file, means that something is lost. */
  readonly hasHistory: boolean;
  /** Called if the file was damaged, after everything was saved as well as possible. */
  readonly onDamage: (reset: SettingsReset) => void;
  readonly clock: Pick<Clock, 'now'>;
}

/** What a write that was interrupted leaves behind (atomically's name for a file that is not whole yet). */
const leftover = /^settings\.json\.tmp-[0-9a-f]{16}$/;

/**
 * Opens the settings file and reads it once. What can be read of a damaged file is kept; the file itself is set aside, never deleted, and `reset` tells
 * what was lost. A file that cannot be replaced keeps nobody from starting: the settings then last until the app quits. What `set` throws is what the
 * file system throws; the value in use is then the one before.
 */
export function openSettingsFile({ folder, open, hasHistory, onDamage, clock }: SettingsFileParts): KeyValueFile {
  const file = path.join(folder, 'settings.json');
  let store: WholeStore | undefined;

  function write(next: Content): void {
    // Below a snap, as in a terminal that came as one, conf would write in place, and a kill could leave half a file.
    const { SNAP } = process.env;
    delete process.env.SNAP;
    try {
      store ??= open();
      store.store = next;
    } finally {
      if (SNAP !== undefined) process.env.SNAP = SNAP;
    }
  }

  orNot(() => {
    for (const name of readdirSync(folder)) if (leftover.test(name)) rmSync(path.join(folder, name), { force: true });
  });
  const found = lookAt(file, hasHistory);
  let content = found.content;
  if (found.isDamaged) {
    content = { ...content, reset: addReset(readReset(content.reset), found.lost) };
    orNot(() => {
      const aside = path.join(folder, `settings-unreadable-${clock.now()}.json`);
      if (existsSync(file)) content = { ...content, reset: { ...readReset(content.reset), path: setAside(file, aside) } };
      write(content);
    });
    const reset = readReset(content.reset);
    if (reset) onDamage(reset);
  }

  return {
    get: (key) => content[key],
    set(key, value) {
      const next = { ...content, [key]: value };
      write(next);
      content = next;
    },
  };
}

/** Reads a settings file, whatever is there in its place. */
function lookAt(file: string, hasHistory: boolean): ReadSettings {
  const nothing = { content: {}, lost: losable, isDamaged: true };
  try {
    const read = readSettings(readFileSync(file));
    const isForgotten = hasHistory && read.content.account === undefined && readReset(read.content.reset)?.account !== true;
    return isForgotten && !read.lost.includes('account') ? { ...read, lost: [...read.lost, 'account'], isDamaged: true } : read;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing && !hasHistory ? { content: {}, lost: [], isDamaged: false } : nothing;
  }
}

/** What was lost now, with what was lost before and nobody was told yet. */
function addReset(before: SettingsReset | undefined, lost: ReadSettings['lost']): SettingsReset {
  const settings = lost.filter((name) => name !== 'account');
  return {
    settings: [...new Set([...(before?.settings ?? []), ...settings])],
    account: before?.account === true || lost.includes('account'),
  };
}

/** Keeps a damaged file under another name and gives that name. It stays where it is until a new one takes its place, unless it cannot be read. */
function setAside(file: string, aside: string): string {
  try {
    copyFileSync(file, aside, constants.COPYFILE_EXCL);
    chmodSync(aside, 0o600);
  } catch {
    rmSync(aside, { force: true });
    renameSync(file, aside);
  }
  return aside;
}

/** Does what the file system may refuse. */
function orNot(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (storageFailure(error) === undefined) throw error;
  }
}
