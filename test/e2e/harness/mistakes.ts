import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunningApp } from './app.ts';

/** The lines, in the app's log and on its output, that tell of an error nobody caught or a policy that was broken. */
export function mistakesOf(app: RunningApp): readonly string[] {
  const log = path.join(app.userDataDir, 'logs', 'main.log');
  const lines = `${app.output()}\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`.split('\n');
  return lines.filter((line) => /\[error\]|unhandled|uncaught|rejection|Refused to|Content Security Policy/i.test(line));
}
