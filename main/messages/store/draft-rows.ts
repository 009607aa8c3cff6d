import { sameAddress } from '../../model/address.ts';
import type { Draft, ListedDraft, SavedDraft } from '../../model/draft.ts';
import {
  createRowCodec,
  exactText,
  insertRow,
  integer,
  number,
  optional,
  type RowCodec,
  readNumber,
  restoredText,
  storable,
  text,
  updateRow,
} from './codec.ts';
import type { Database } from './database.ts';

/** Who a draft is for: an address (empty: nobody yet), or a chat session. */
export type DraftTarget = { readonly to: string } | { readonly sessionId: string };

/** How many characters of a text a list shows. */
const excerptCharacters = 300;

const draftRow = createRowCodec('draft', {
  id: integer('id'),
  endpointId: optional(text('line')),
  sessionId: optional(text('session')),
  to: text('address'),
  text: restoredText('text', 'exact_text'),
  caret: number('caret'),
});

const recipientRow = createRowCodec('draft', {
  id: integer('id'),
  sessionId: optional(text('session')),
  to: text('address'),
});

const listedRow = createRowCodec('draft', {
  id: integer('id'),
  sessionId: optional(text('session')),
  to: text('address'),
  excerpt: text(`substr(text, 1, ${excerptCharacters})`),
  at: number('at'),
});

/** A draft as it is in the file. */
export type StoredDraft = Omit<SavedDraft, 'revision'>;

/** The drafts in the file, a row for each. All calls throw what SQLite throws, and `DamagedRow`. */
export function createDraftRows(database: Database, now: () => number) {
  const valuesOf = ({ to, sessionId, endpointId, text: content, caret }: Draft) => ({
    address: storable(to),
    session: sessionId ?? null,
    line: endpointId ?? null,
    text: storable(content),
    exact_text: exactText(content),
    caret,
    at: now(),
  });

  /** All drafts with a text except one, newest first. */
  const withTextExcept = <T>(id: number, { columns, decode }: RowCodec<T>): readonly T[] =>
    database.prepare(`SELECT ${columns} FROM draft WHERE text <> '' AND id <> ? ORDER BY at DESC, id DESC`).all(id).map(decode);

  function find(id: number): StoredDraft | undefined {
    const row = database.prepare(`SELECT ${draftRow.columns} FROM draft WHERE id = ?`).get(id);
    return row && draftRow.decode(row);
  }

  return {
    find,

    /** All drafts with a text except one, newest first. */
    listExcept: (id: number): readonly ListedDraft[] => withTextExcept(id, listedRow),

    /** Stores a new draft and returns its id. */
    insert(draft: Draft): number {
      insertRow(database, 'draft', valuesOf(draft));
      return readNumber(database, 'SELECT last_insert_rowid() AS value') ?? 0;
    },

    update(id: number, draft: Draft): void {
      updateRow(database, 'draft', 'id', id, valuesOf(draft));
    },

    /** Deletes a draft; returns whether there was one. */
    remove: (id: number): boolean => database.prepare('DELETE FROM draft WHERE id = ?').run(id) > 0,

    /** Deletes all drafts without a text except two. */
    removeEmptyExcept(one: number, other: number): void {
      database.prepare("DELETE FROM draft WHERE text = '' AND id NOT IN (?, ?)").run(one, other);
    },

    /** The newest draft with a text for somebody, other than `except`. One for a chat session is for nobody else. */
    newestFor(target: DraftTarget, except = 0): StoredDraft | undefined {
      const found = withTextExcept(except, recipientRow).find(({ to, sessionId }) =>
        'sessionId' in target ? sessionId === target.sessionId : sessionId === undefined && sameAddress(to, target.to),
      );
      return found && find(found.id);
    },
  };
}
