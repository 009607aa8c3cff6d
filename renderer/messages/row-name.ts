import { LONGEST_TEXT } from '../../main/model/message.ts';
import { damagedWords, messageName } from '../../main/words/messages.ts';
import { shortTime } from '../../main/words/times.ts';
import { isMessage, type ListRow } from './rows.ts';

/** A row's accessible name, what a screen reader says of it: recipient, text, state word, time. `now` in ms since 1970. */
export function nameOf(row: ListRow, now: number): string {
  if (!isMessage(row)) return damagedWords.name(row.isTimeKnown ? shortTime(row.at, now) : undefined);
  const { state, name, addressText, text, at } = row;
  const other = name === undefined || name === addressText ? [addressText] : [name, addressText];
  return messageName({ other, text: text.slice(0, LONGEST_TEXT), state, time: shortTime(at, now) });
}
