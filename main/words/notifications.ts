import type { MessageState } from '../model/message.ts';
import { messageCount } from './counts.ts';
import { foreignText } from './foreign-text.ts';

/** What a notification says. */
export interface NotificationWords {
  readonly title: string;
  readonly body: string;
}

/** Said of a message in a state that needs the person; undefined for the other states. */
export function needsPersonWords(state: MessageState, recipient: string): NotificationWords | undefined {
  const body = `To ${foreignText(recipient)}. Click to see it.`;
  switch (state) {
    case 'failed':
      return { title: 'Message not sent', body };
    case 'unknown':
      return { title: 'A message may or may not have been sent', body };
    default:
      return undefined;
  }
}

/** Said of a message that can still be undone. */
export function heldWords(recipient: string, seconds: number): NotificationWords {
  return { title: `Sending to ${foreignText(recipient)} in ${seconds} s`, body: 'Click to see it.' };
}

/** Said once of all messages that were not sent; `areLate`: because they waited too long. */
export function notSentWords(count: number, areLate: boolean): NotificationWords {
  const [what, they, them] = count === 1 ? ['A message was', 'it', 'it'] : [`${messageCount(count)} were`, 'they', 'them'];
  return { title: `${what} not sent${areLate ? `: ${they} waited too long` : ''}`, body: `Click to see ${them}.` };
}
