import type { App } from 'electron';
import type { Prefill } from './contract.ts';

/** What the command line asks for (design.md 8). */
export interface Flags {
  readonly compose: boolean;
  readonly toggle: boolean;
  readonly hidden: boolean;
  readonly quit: boolean;
  readonly prefill: Prefill;
  readonly userDataDir?: string;
}

/** What a start comes down to. */
export type Wish =
  | { readonly kind: 'show'; readonly prefill: Prefill }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'stay-hidden' }
  | { readonly kind: 'quit' };

/** Characters; a longer recipient or session can only be junk and is dropped, since a part of it would mean something else. */
const LONGEST_ADDRESS = 200;

/** Characters; far beyond what can be sent, so a text cut here is refused by the composer and never leaves in part. */
const LONGEST_TEXT = 100_000;

/**
 * Reads our flags out of a command line and passes over everything else, such as what Chromium adds and reorders
 * (electron-platform.md 6). Only the `--name=value` form is read; the last of two equal flags wins; `--` ends the flags.
 */
export function parseFlags(argv: readonly string[]): Flags {
  const given = new Map<string, string>();
  for (const argument of argv) {
    if (argument === '--') break;
    const [, name, value] = /^--([a-z-]+)(?:=(.*))?$/is.exec(argument) ?? [];
    if (name) given.set(name.toLowerCase(), value ?? '');
  }
  const address = (name: string) => {
    const value = given.get(name)?.trim();
    return value && value.length <= LONGEST_ADDRESS ? value : undefined;
  };
  const prefill: Prefill = {
    to: address('to'),
    text: given.get('text')?.slice(0, LONGEST_TEXT) || undefined,
    sessionId: address('session'),
  };
  return {
    compose: given.has('compose') || Object.values(prefill).some((value) => value !== undefined),
    toggle: given.has('toggle'),
    hidden: given.has('hidden'),
    quit: given.has('quit'),
    prefill,
    userDataDir: given.get('user-data-dir') || undefined,
  };
}

/** What a start while we run asks for. One that says nothing wants to see the popup: it may be the only way to it. */
export function wishOfLaterStart(flags: Flags): Wish {
  if (flags.quit) return { kind: 'quit' };
  if (flags.compose) return { kind: 'show', prefill: flags.prefill };
  if (flags.toggle) return { kind: 'toggle' };
  if (flags.hidden) return { kind: 'stay-hidden' };
  return { kind: 'show', prefill: {} };
}

/**
 * What the first start asks for: the same, except that a plain one stays in the tray, where it is out of the way, as soon as
 * there is an account to send with and a tray to be found in.
 */
export function wishOfFirstStart(flags: Flags, { hasAccount, trayHost }: { hasAccount: boolean; trayHost: boolean }): Wish {
  const wish = wishOfLaterStart(flags);
  if (wish.kind === 'toggle') return { kind: 'show', prefill: {} };
  const plain = wish.kind === 'show' && !flags.compose;
  return plain && hasAccount && trayHost ? { kind: 'stay-hidden' } : wish;
}

/** Our place among the instances on one data folder. */
export interface Instance {
  /** False: another one runs, has been handed our flags, and we are to quit. */
  readonly first: boolean;
  /** Hands over what later starts ask for, from now on and what waited. */
  onStart(listener: (flags: Flags) => void): void;
}

/** Claims the data folder, before `ready`; the command line travels as data, since Electron's own copy of it is reordered. */
export function claimSingleInstance(app: Pick<App, 'requestSingleInstanceLock' | 'on'>, argv: readonly string[]): Instance {
  const waiting: Flags[] = [];
  let deliver = (flags: Flags): void => void waiting.push(flags);
  const first = app.requestSingleInstanceLock({ argv: [...argv] });
  if (first) app.on('second-instance', (_event, _argv, _folder, data) => deliver(parseFlags(argvIn(data))));
  return {
    first,
    onStart: (listener) => {
      deliver = listener;
      for (const flags of waiting.splice(0)) listener(flags);
    },
  };
}

/** Any program of the same user can send such data. */
function argvIn(data: unknown): readonly string[] {
  const argv = typeof data === 'object' && data !== null && 'argv' in data ? data.argv : undefined;
  return Array.isArray(argv) ? argv.slice(0, 100).filter((argument) => typeof argument === 'string') : [];
}
