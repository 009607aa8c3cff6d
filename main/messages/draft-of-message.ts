import type { Database } from './database.ts';
import type { Message, StoredDraft } from './message.ts';
import type { Notes } from './notes.ts';
import { exactText, storable } from './storable-text.ts';

/** Makes a draft of its own of an unsent message and gives it with the id of its row; belongs into a transaction. `now` is in ms since 1970. */
export type KeepAsDraft = (message: Message, now: number) => StoredDraft;

/** The draft a message goes back to. */
const draftOf = (message: Message): StoredDraft => ({
  endpointId: message.endpointId,
  sessionId: message.sessionId,
  to: message.address,
  text: message.text,
  caret: message.caret,
});

/** Keeps unsent messages as drafts, each as a row; one also fills a composer that holds no text. It throws what SQLite throws. */
export function createKeepAsDraft(database: Database, notes: Notes): KeepAsDraft {
  return (message, now) => {
    const { endpointId, sessionId, address, text, caret } = message;
    database
      .prepare('INSERT INTO draft (address, session, line, text, exact_text, caret, at) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(storable(address), sessionId ?? null, endpointId ?? null, storable(text), exactText(text), caret, now);
    const id = Number(database.prepare('SELECT last_insert_rowid() AS id').get()?.id);
    if (notes.loadDraft().text === '') notes.saveDraft(draftOf(message));
    return { id, ...draftOf(message) };
  };
}
