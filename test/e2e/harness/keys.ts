import type { Desktop } from './desktop.ts';
import { runAsAppUser } from './processes.ts';

/** Presses real keys on a desktop's X server, e.g. `ctrl+shift+y`, as if by hand. */
export async function pressKeys(desktop: Desktop, ...keys: readonly string[]): Promise<void> {
  await xdotool(desktop, 'key', '--clearmodifiers', ...keys);
}

/** Types a text with real keys into whatever has the focus. */
export async function typeText(desktop: Desktop, text: string): Promise<void> {
  await xdotool(desktop, 'type', '--delay', '12', text);
}

/** The name of the window that has the focus, or an empty string. */
export async function focusedWindow(desktop: Desktop): Promise<string> {
  return (await runAsAppUser('xdotool', ['getwindowfocus', 'getwindowname'], desktop.env)).stdout.trim();
}

async function xdotool(desktop: Desktop, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runAsAppUser('xdotool', args, desktop.env);
  if (code !== 0) throw new Error(`xdotool ${args[0]} failed: ${stderr}`);
}
