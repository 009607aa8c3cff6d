import type { Popup } from './desktop/popup.ts';
import type { Prefill } from './model/draft.ts';

/** The flags of our command line. */
export interface Flags {
  readonly compose: boolean;
  readonly toggle: boolean;
  readonly hidden: boolean;
  readonly quit: boolean;
  readonly prefill: Prefill;
  readonly userDataDir?: string;
}

/** What the app does because it was started. */
export type LaunchAction =
  | { readonly kind: 'show'; readonly prefill: Prefill }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'stay-hidden' }
  | { readonly kind: 'quit' };

/** In characters. A longer recipient or session id is dropped, never cut: part of a number is another number. */
const LONGEST_ADDRESS = 200;

/**
 * Reads our flags and ignores everything else, such as the switches Chromium adds. Values must follow an equals sign (`--name=value`); if a
 * flag is given twice, the last one counts; `--` ends the flags.
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

/**
 * What to do when the app is started again. Without flags it shows the popup: without tray or hotkey there may be no other way to open it.
 */
export function laterLaunchAction(flags: Flags): LaunchAction {
  if (flags.quit) return { kind: 'quit' };
  if (flags.compose) return { kind: 'show', prefill: flags.prefill };
  if (flags.toggle) return { kind: 'toggle' };
  if (flags.hidden) return { kind: 'stay-hidden' };
  return { kind: 'show', prefill: {} };
}

/**
 * What to do at the first start: the same as later, but without flags the app stays in the tray if there is an account to send with and
 * the popup can be opened (by the tray or the hotkey).
 */
export function firstLaunchAction(flags: Flags, { hasAccount, reachable }: { hasAccount: boolean; reachable: boolean }): LaunchAction {
  const action = laterLaunchAction(flags);
  if (action.kind === 'toggle') return { kind: 'show', prefill: {} };
  const plain = action.kind === 'show' && !flags.compose;
  return plain && hasAccount && reachable ? { kind: 'stay-hidden' } : action;
}

/** Carries out a launch action. */
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
