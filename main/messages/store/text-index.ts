import { fold } from '../../model/fold.ts';
import type { MessageState } from '../../model/message.ts';
import type { Database } from './database.ts';

/** Ends the text of a message in the index, so that its last two characters start a term as well. No folded text contains it. */
const end = '\uffff\uffff';

/** A term that every message of one direction contains, so that the index can filter by it. No folded text contains it. */
export const directionTerm = { outgoing: '\ufffeo\ufffe', incoming: '\ufffei\ufffe' } as const;

/** The parts of a message that go into the index. */
export interface Searchable {
  readonly text: string;
  readonly name?: string;
  readonly address: string;
  readonly state: MessageState;
}

/** What the index holds of a message. A line feed keeps a fragment from matching across two parts. */
function indexText({ text, name, address, state }: Searchable): string {
  const direction = directionTerm[state === 'received' ? 'incoming' : 'outgoing'];
  return `${direction}${fold(text)}\n${fold(name ?? '')}\n${fold(address)}${end}`;
}

/** Puts a message into the text index. */
export function addToIndex(database: Database, id: number, message: Searchable): void {
  database.prepare('INSERT INTO message_text (rowid, text) VALUES (?, ?)').run(id, indexText(message));
}

/** Takes a message out of the text index. `message` is what was put in: the index itself does not keep it. */
export function removeFromIndex(database: Database, id: number, message: Searchable): void {
  database.prepare("INSERT INTO message_text (message_text, rowid, text) VALUES ('delete', ?, ?)").run(id, indexText(message));
}

/** Empties the text index at once, which is far faster than message by message. */
export function clearIndex(database: Database): void {
  database.prepare("INSERT INTO message_text (message_text) VALUES ('delete-all')").run();
}
