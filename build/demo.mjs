import process from 'node:process';
import { bundle } from './bundle.mjs';
import { runScript } from './command.mjs';
import { packageApp } from './package.mjs';
import { setUp } from './set-up.mjs';
import { say } from './terminal.mjs';

/**
 * `npm run demo`: from nothing to a message that left. With a display it opens the popup with a draft and waits for the person; without
 * one it sends by itself and saves a screenshot. stdout gets the accepted message as JSON and nothing else.
 */
await runScript(async () => {
  const display = hasDisplay();
  const runtime = await setUp({ desktop: !display });
  await bundle();
  if (!display) await packageApp('test', runtime);
  const { register } = await import('tsx/esm/api');
  register();
  if (display) {
    const { letPersonSend } = await import('./demo/on-display.ts');
    return letPersonSend(runtime, print);
  }
  const { sendOnOwnDesktop } = await import('./demo/headless.ts');
  const { accepted, screenshot } = await sendOnOwnDesktop();
  say(`Screenshot: ${screenshot}`);
  print(accepted);
});

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @param {import('./demo/messages.ts').Accepted} accepted */
function print(accepted) {
  process.stdout.write(`${JSON.stringify(accepted)}\n`);
}
