import { sameAddress } from '../../model/address.ts';
import type { Draft, ListedDraft, SavedDraft } from '../../model/draft.ts';
import { createRowCodec, exactText, insertRow, readableOf, readNumber, storable, unlessDamaged, updateRow } from './codec.ts';
import type { Database } from './database.ts';
import { integer, number, optional, restoredText, text } from './fields.ts';
import { draftTable } from './tables.ts';

/** Who a draft is for: an address (empty: nobody yet), or a chat session. */
export type DraftTarget = { readonly to: string } | { readonly sessionId: string };

/** How many characters of a text a list shows. */
const excerptCharacters = 300;

const draftRow = createRowCodec(draftTable, {
  id: integer('id'),
  endpointId: optional(text('line')),
  sessionId: optional(text('session')),
  to: text('address'),
  text: restoredText('text', 'exact_text'),
  storedText: text('text'),
  caret: number('caret'),
  at: number('at'),
});

/** A draft as it is in the file. */
export type StoredDraft = Omit<SavedDraft, 'revision'>;

/** A new id: none is given out twice, so that a page cannot name a newer draft by an old one. */
const nextId = `SELECT 1 + max(
    ifnull((SELECT max(id) FROM draft), 0),
    ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'draft'), 0)
  ) AS value`;

/** The drafts in the file, a row for each. Lists leave out the damaged ones. All calls throw what SQLite throws, and `find` also `DamagedRow`. */
export function createDraftRows(database: Database, now: () => number) {
  const valuesOf = ({ to, sessionId, endpointId, text: content, caret }: Draft) => ({
    address: to,
    session: sessionId ?? null,
    line: endpointId ?? null,
    text: storable(content),
    exact_text: exactText(content),
    caret,
    at: now(),
  });

  function select(where: string, ...values: readonly number[]): readonly ReturnType<typeof draftRow.decode>[] {
    const rows = database.prepare(`SELECT ${draftRow.columns} FROM draft d WHERE ${where} ORDER BY d.at DESC, d.id DESC`).all(...values);
    return readableOf(database, rows, (row) => draftRow.decode(database, row));
  }

  /** All drafts with a text except one, newest first. */
  const withTextExcept = (id: number) => select("d.text <> '' AND d.id <> ?", id);

  function find(id: number): StoredDraft | undefined {
    const row = database.prepare(`SELECT ${draftRow.columns} FROM draft d WHERE d.id = ?`).get(id);
    return row && storedDraft(draftRow.decode(database, row));
  }

  function remove(id: number): boolean {
    database.damagedRows.forget(draftTable.name, id);
    return database.prepare('DELETE FROM draft WHERE id = ?').run(id) > 0;
  }

  return {
    find,

    /** The same, but undefined if it is damaged. */
    findReadable: (id: number): StoredDraft | undefined => unlessDamaged(database, () => find(id)),

    /** Whether there is one, damaged or not. */
    exists: (id: number): boolean => database.prepare('SELECT 1 FROM draft WHERE id = ?').get(id) !== undefined,

    /** All drafts with a text except one, newest first. */
    listExcept: (id: number): readonly ListedDraft[] =>
      withTextExcept(id).map(({ id: each, sessionId, to, storedText, at }) => ({
        id: each,
        sessionId,
        to,
        excerpt: excerptOf(storedText),
        at,
      })),

    /** Stores a new draft and returns its id. */
    insert(draft: Draft): number {
      const id = readNumber(database, nextId) ?? 1;
      insertRow(database, draftTable, { id, ...valuesOf(draft) });
      return id;
    },

    /** Overwrites a draft, with all there is of it. */
    update(id: number, draft: Draft): void {
      updateRow(database, draftTable, id, valuesOf(draft));
      database.damagedRows.forget(draftTable.name, id);
    },

    /** Deletes a draft; returns whether there was one. */
    remove,

    /** Deletes all drafts without a text except two. A damaged one stays: it may have had a text. */
    removeEmptyExcept(one: number, other: number): void {
      for (const { id } of select("d.text = '' AND d.id NOT IN (?, ?)", one, other)) remove(id);
    },

    /** The newest draft with a text for somebody, other than `except`. One for a chat session is for nobody else. */
    newestFor(target: DraftTarget, except = 0): StoredDraft | undefined {
      const found = withTextExcept(except).find(({ to, sessionId }) =>
        'sessionId' in target ? sessionId === target.sessionId : sessionId === undefined && sameAddress(to, target.to),
      );
      return found && storedDraft(found);
    },
  };
}

const storedDraft = ({ id, endpointId, sessionId, to, text: content, caret }: ReturnType<typeof draftRow.decode>): StoredDraft => ({
  id,
  endpointId,
  sessionId,
  to,
  text: content,
  caret,
});

/** The beginning of a text, without half a character at its end. */
const excerptOf = (content: string): string => [...content.slice(0, 2 * excerptCharacters)].slice(0, excerptCharacters).join('');
