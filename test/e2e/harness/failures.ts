import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { ErrorCode } from '../../../main/model/failure.ts';
import { failureWords } from '../../../main/words/failure-words.ts';
import type { RunningApp } from './app.ts';
import { waitUntil } from './wait.ts';

/** Waits until a field is marked as wrong and the words of a failure, and its `detail`, stand at it, as a screen reader finds them. */
export async function failureIsAt(field: Locator, code: ErrorCode, detail = ''): Promise<void> {
  const { sentence, cure } = failureWords[code];
  await waitUntil(`"${sentence}" stands at its field`, async () => {
    const said = await describedAsWrong(field);
    return [sentence, cure, detail].every((words) => said.includes(words));
  });
}

function describedAsWrong(field: Locator): Promise<string> {
  return field.evaluate((element) => {
    if (element.getAttribute('aria-invalid') !== 'true') return '';
    const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  });
}

/** The lines, in the app's log and on its output, that tell of an error nobody caught or a policy that was broken. */
export function mistakesOf(app: RunningApp): readonly string[] {
  const log = path.join(app.userDataDir, 'logs', 'main.log');
  const lines = `${app.output()}\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`.split('\n');
  return lines.filter((line) => /\[error\]|unhandled|uncaught|rejection|Refused to|Content Security Policy/i.test(line));
}
