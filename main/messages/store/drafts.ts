import { sameAddress } from '../../model/address.ts';
import type { Draft, DraftName, ListedDraft, SavedDraft } from '../../model/draft.ts';
import type { Database, Row } from './database.ts';
import type { Notes } from './key-values.ts';
import { exactText, restored, storable } from './storable-text.ts';

/** For whom a draft is: somebody's address (empty: nobody yet), or a chat session. */
export type DraftTarget = { readonly to: string } | { readonly sessionId: string };

/** Under which key the id of the draft in the composer is noted, so that a restart brings it back. */
const shownNote = 'open-draft';

/** Characters of a text that a list shows. */
const excerptCharacters = 300;

const empty: Draft = { to: '', text: '', caret: 0 };

const columns = 'id, address, session, line, text, exact_text, caret';

/** What the drafts are kept with. */
export interface DraftsParts {
  readonly database: Database;
  readonly notes: Notes;
  /** ms since 1970. */
  readonly now: () => number;
  /** The list of drafts is another one now. */
  readonly onChange: () => void;
}

/**
 * Unsent texts, a row each. One of them, perhaps an empty one, stands in the composer; no write to one ever touches another. All calls throw
 * what SQLite throws.
 */
export function createDrafts({ database, notes, now, onChange }: DraftsParts) {
  // Counted on from the clock: a page that names a draft of another history by the same id names none of these.
  const firstRevision = now();
  let lastRevision = firstRevision;
  const revisions = new Map<number, number>();

  const revisionOf = (id: number): number => revisions.get(id) ?? firstRevision;
  const optional = (value: Row[string] | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
  const shownId = (): number => Number(notes.read(shownNote) ?? 0);

  function draftOf(row: Row): SavedDraft {
    const id = Number(row.id);
    return {
      id,
      revision: revisionOf(id),
      endpointId: optional(row.line),
      sessionId: optional(row.session),
      to: String(row.address),
      text: restored(String(row.text), optional(row.exact_text)),
      caret: Number(row.caret),
    };
  }

  function find(id: number): SavedDraft | undefined {
    const row = database.prepare(`SELECT ${columns} FROM draft WHERE id = ?`).get(id);
    return row && draftOf(row);
  }

  const valuesOf = ({ to, sessionId, endpointId, text, caret }: Draft) =>
    [storable(to), sessionId ?? null, endpointId ?? null, storable(text), exactText(text), caret, now()] as const;

  function insert(draft: Draft): SavedDraft {
    database
      .prepare('INSERT INTO draft (address, session, line, text, exact_text, caret, at) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(...valuesOf(draft));
    const id = Number(database.prepare('SELECT last_insert_rowid() AS id').get()?.id);
    onChange();
    return { ...draft, id, revision: revisionOf(id) };
  }

  function isCurrent({ id, revision }: DraftName): boolean {
    return revision === revisionOf(id) && find(id) !== undefined;
  }

  /** Puts another draft into the composer. The one that stood there until now stays for this once even when it is empty: a last key may be on its way to it. */
  function putUp(id: number): void {
    const left = shownId();
    if (left === id) return;
    notes.write(shownNote, id);
    database.prepare("DELETE FROM draft WHERE text = '' AND id NOT IN (?, ?)").run(id, left);
    onChange();
  }

  /** Begins a draft in the composer. */
  function start(draft: Draft = empty): SavedDraft {
    return database.transaction(() => {
      const kept = insert(draft);
      putUp(kept.id);
      return kept;
    });
  }

  /** The draft in the composer; begins an empty one when there is none. */
  const shown = (): SavedDraft => find(shownId()) ?? start();

  return {
    insert,
    find,
    start,
    shown,
    isCurrent,

    /** Overwrites one draft and gives its new revision; undefined, and nothing is written, when `name` is not what it is now. */
    save(name: DraftName, draft: Draft): number | undefined {
      return database.transaction(() => {
        if (!isCurrent(name)) return undefined;
        database
          .prepare('UPDATE draft SET address = ?, session = ?, line = ?, text = ?, exact_text = ?, caret = ?, at = ? WHERE id = ?')
          .run(...valuesOf(draft), name.id);
        lastRevision += 1;
        revisions.set(name.id, lastRevision);
        if (name.id !== shownId()) onChange();
        return lastRevision;
      });
    },

    /** Puts a draft into the composer; undefined when it is gone. */
    show(id: number): SavedDraft | undefined {
      return database.transaction(() => {
        const draft = find(id);
        if (draft) putUp(id);
        return draft;
      });
    },

    /** The newest draft with a text for somebody, other than `except`; one into a chat session is for nobody else. */
    newestFor(target: DraftTarget, except?: number): SavedDraft | undefined {
      const rows = database
        .prepare("SELECT id, address, session FROM draft WHERE text <> '' AND id <> ? ORDER BY at DESC, id DESC")
        .all(except ?? 0);
      const fits = ({ address, session }: Row): boolean =>
        'sessionId' in target ? session === target.sessionId : session === null && sameAddress(String(address), target.to);
      const row = rows.find(fits);
      return row && find(Number(row.id));
    },

    /** The drafts with a text that do not stand in the composer, newest first. */
    list(): readonly ListedDraft[] {
      return database
        .prepare(
          `SELECT id, address, session, substr(text, 1, ${excerptCharacters}) AS excerpt, at FROM draft
           WHERE text <> '' AND id <> ? ORDER BY at DESC, id DESC`,
        )
        .all(shownId())
        .map((row) => ({
          id: Number(row.id),
          sessionId: optional(row.session),
          to: String(row.address),
          excerpt: String(row.excerpt),
          at: Number(row.at),
        }));
    },

    /** Deletes a draft; false when it is gone already, or stands in the composer. */
    remove(id: number): boolean {
      if (id === shownId() || database.prepare('DELETE FROM draft WHERE id = ?').run(id) === 0) return false;
      onChange();
      return true;
    },

    /** Deletes the draft that has become a message, in the transaction of the caller's, and begins an empty one in the composer. */
    removeSent(id: number): void {
      start();
      database.prepare('DELETE FROM draft WHERE id = ?').run(id);
    },

    /** Puts a draft into the composer if nothing is written there. */
    showInEmpty(id: number): void {
      const { to, text, sessionId } = shown();
      if (to === '' && text === '' && sessionId === undefined) putUp(id);
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
