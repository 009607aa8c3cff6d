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
    text: given.get('text') || undefined,
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
 * there is an account to send with and a tray or a hotkey to be found by.
 */
export function wishOfFirstStart(flags: Flags, { hasAccount, reachable }: { hasAccount: boolean; reachable: boolean }): Wish {
  const wish = wishOfLaterStart(flags);
  if (wish.kind === 'toggle') return { kind: 'show', prefill: {} };
  const plain = wish.kind === 'show' && !flags.compose;
  return plain && hasAccount && reachable ? { kind: 'stay-hidden' } : wish;
}

/** Our place among the instances on one data folder. */
export interface Instance {
  /**
   * `first`: we are the app. `later`: another one runs, has been handed our flags, and we are to quit. `too-long`: the
   * command line is longer than could be handed over; nothing was done, and we are to say so and quit.
   */
  readonly place: 'first' | 'later' | 'too-long';
  /** Hands over what later starts ask for, from now on and what waited. */
  onStart(listener: (flags: Flags) => void): void;
}

/** Bytes; Chromium takes a first instance that cannot read a longer message (32 KiB with the folder, here left 4 KiB) for hung and kills it. */
const LONGEST_MESSAGE = 27_000;

/**
 * Claims the data folder, before `ready`. The command line travels as data, since Electron's own copy of it is reordered
 * (electron-platform.md 6), and as base64, since text outside Latin-1 does not survive there (seen on Electron 33).
 */
export function claimSingleInstance(app: Pick<App, 'requestSingleInstanceLock' | 'on'>, argv: readonly string[]): Instance {
  const waiting: Flags[] = [];
  let deliver = (flags: Flags): void => void waiting.push(flags);
  return {
    place: claim(),
    onStart: (listener) => {
      deliver = listener;
      for (const flags of waiting.splice(0)) listener(flags);
    },
  };

  function claim(): Instance['place'] {
    const data = Buffer.from(JSON.stringify(argv)).toString('base64');
    if (data.length + Buffer.byteLength(argv.join(' ')) > LONGEST_MESSAGE) return 'too-long';
    if (!app.requestSingleInstanceLock({ argv: data })) return 'later';
    app.on('second-instance', (_event, _argv, _folder, received) => deliver(parseFlags(argvIn(received))));
    return 'first';
  }
}

/** Any program of the same user can send such data; what is not ours counts as a start without flags. */
function argvIn(data: unknown): readonly string[] {
  try {
    const encoded = typeof data === 'object' && data !== null && 'argv' in data ? String(data.argv) : '';
    const argv: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString());
    return Array.isArray(argv) ? argv.filter((argument) => typeof argument === 'string') : [];
  } catch {
    return [];
  }
}
