import { runAsAppUser, type Session } from './processes.ts';

/** Presses real keys on a desktop's X server, e.g. `ctrl+shift+y`, as if by hand. */
export async function pressKeys({ env }: Session, ...keys: readonly string[]): Promise<void> {
  await xdotool({ env }, 'key', '--clearmodifiers', ...keys);
}

/** Types a text with real keys into whatever has the focus. */
export async function typeText({ env }: Session, text: string): Promise<void> {
  await xdotool({ env }, 'type', '--delay', '12', text);
}

/** The name of the window that has the focus, or an empty string. */
export async function focusedWindow({ env }: Session): Promise<string> {
  return (await runAsAppUser('xdotool', ['getwindowfocus', 'getwindowname'], env)).stdout.trim();
}

async function xdotool({ env }: Session, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runAsAppUser('xdotool', args, env);
  if (code !== 0) throw new Error(`xdotool ${args[0]} failed: ${stderr}`);
}
