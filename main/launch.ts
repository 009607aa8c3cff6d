import type { Popup } from './desktop/popup.ts';
import type { Prefill } from './model/draft.ts';

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
export type LaunchAction =
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
export function laterLaunchAction(flags: Flags): LaunchAction {
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
export function firstLaunchAction(flags: Flags, { hasAccount, reachable }: { hasAccount: boolean; reachable: boolean }): LaunchAction {
  const action = laterLaunchAction(flags);
  if (action.kind === 'toggle') return { kind: 'show', prefill: {} };
  const plain = action.kind === 'show' && !flags.compose;
  return plain && hasAccount && reachable ? { kind: 'stay-hidden' } : action;
}

/** Does what a start asked for. */
export function runLaunchAction(
  action: LaunchAction,
  { popup, quit }: { readonly popup: Pick<Popup, 'show' | 'toggle'>; readonly quit: () => void },
): void {
  switch (action.kind) {
    case 'show':
      popup.show({ view: 'compose', prefill: action.prefill });
      break;
    case 'toggle':
      popup.toggle();
      break;
    case 'quit':
      quit();
      break;
    case 'stay-hidden':
      break;
  }
}
