import { errorAnswer } from './answers.ts';
import type { ResponseStatus } from './dtos.ts';
import { decodeBody, type Media } from './wire/formats.ts';

/** Characters of a service's sentence that are kept (issue 3, item 5). */
const sentenceLimit = 500;

/**
 * The service's own words about a failure, for the person: from its error object, or the first paragraph of a plain text
 * (evo-voice-api.md 4.1, 4.2). At most 500 characters, without control characters; undefined when it said nothing readable.
 */
export function sentenceOf(media: Media, body: string): string | undefined {
  if (media === 'text') return clean(body.slice(0, 2 * sentenceLimit).split(/\r?\n\s*\r?\n/, 1)[0] ?? '');
  const status = decodeBody(media, body, errorAnswer)?.responseStatus;
  return status === undefined ? undefined : clean(wordsOf(status));
}

function wordsOf({ message, errors = [], errorCode }: ResponseStatus): string {
  if (message !== undefined && message.trim() !== '') return message;
  const complaints = errors.map((error) => error.message ?? '').filter((complaint) => complaint !== '');
  return complaints.length > 0 ? complaints.join(' ') : (errorCode ?? '');
}

/** Control characters become blanks, and so do the marks that turn the direction of text: a sentence must not rearrange what is around it. */
function clean(text: string): string | undefined {
  const line = text
    .slice(0, 4 * sentenceLimit)
    .replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\s]+/gu, ' ')
    .trim()
    .slice(0, sentenceLimit)
    .replace(/[\uD800-\uDBFF]$/, '');
  return line === '' ? undefined : line;
}
