import type { Failure } from '../model/failure.ts';
import { failureWords, quoted } from './failure-words.ts';
import { foreignText } from './foreign-text.ts';

const details = (detail: string): string => `Details: ${quoted(detail)}`;

/** What happened, with the detail quoted; one or two sentences, without the cure. */
export function sayWhat(failure: Failure): string {
  const { sentence, tell = details } = failureWords[failure.code];
  return failure.detail ? `${sentence} ${tell(foreignText(failure.detail))}` : sentence;
}

/** What happened and how to cure it. */
export function say(failure: Failure): string {
  return `${sayWhat(failure)} ${failureWords[failure.code].cure}`;
}
