import { LONGEST_TEXT, type MessageItem } from '../../main/model/message.ts';
import { messageName } from '../../main/words/messages.ts';
import { shortTime } from '../../main/words/times.ts';

/** A row's accessible name, what a screen reader says of it: recipient, text, state word, time. `now` in ms since 1970. */
export function nameOf({ state, name, addressText, text, at }: MessageItem, now: number): string {
  const other = name === undefined || name === addressText ? [addressText] : [name, addressText];
  return messageName({ other, text: text.slice(0, LONGEST_TEXT), state, time: shortTime(at, now) });
}
