import type { Draft, DraftName, ListedDraft, SavedDraft } from '../../model/draft.ts';
import type { Result } from '../../model/failure.ts';
import type { Database } from './database.ts';
import { createDraftRows, type DraftTarget, type StoredDraft } from './draft-rows.ts';
import type { KeyValues } from './key-values.ts';

/** The key under which the id of the draft in the composer is kept, so that it is there again after a restart. */
const shownKey = 'open-draft';

const empty: Draft = { to: '', text: '', caret: 0 };

/** What the drafts need. */
export interface DraftsParts {
  readonly database: Database;
  readonly keyValues: KeyValues;
  /** ms since 1970. */
  readonly now: () => number;
  /** The list of drafts changed. */
  readonly onChange: () => void;
}

/**
 * Unsent texts. One of them, which may be empty, is in the composer; writing to one never touches another. All calls throw what SQLite throws, and
 * `DamagedRow`.
 */
export function createDrafts({ database, keyValues, now, onChange }: DraftsParts) {
  const rows = createDraftRows(database, now);
  // Revisions count up from the time, so that a page that names a draft of another history by the same id names none of these.
  const firstRevision = now();
  let lastRevision = firstRevision;
  const revisions = new Map<number, number>();

  const revisionOf = (id: number): number => revisions.get(id) ?? firstRevision;
  const withRevision = (draft: StoredDraft): SavedDraft => ({ ...draft, revision: revisionOf(draft.id) });
  const shownId = (): number => Number(keyValues.read(shownKey) ?? 0);

  function find(id: number): SavedDraft | undefined {
    const draft = rows.find(id);
    return draft && withRevision(draft);
  }

  function findReadable(id: number): SavedDraft | undefined {
    const draft = rows.findReadable(id);
    return draft && withRevision(draft);
  }

  function insert(draft: Draft): SavedDraft {
    const id = rows.insert(draft);
    onChange();
    return { ...draft, id, revision: revisionOf(id) };
  }

  function isCurrent({ id, revision }: DraftName): boolean {
    // Saving replaces all there is of it, so it does not matter whether the row is damaged.
    return revision === revisionOf(id) && rows.exists(id);
  }

  /** Puts another draft into the composer. The one that was there stays for now even if empty: a last key press may be on its way to it. */
  function putInComposer(id: number): void {
    const left = shownId();
    if (left === id) return;
    keyValues.write(shownKey, id);
    rows.removeEmptyExcept(id, left);
    onChange();
  }

  /** Starts a draft in the composer. */
  function start(draft: Draft = empty): SavedDraft {
    return database.transaction(() => {
      const kept = insert(draft);
      putInComposer(kept.id);
      return kept;
    });
  }

  /** The draft in the composer; starts an empty one if there is none, or if it is damaged. */
  const shown = (): SavedDraft => findReadable(shownId()) ?? start();

  return {
    /** Stores a draft that is not in the composer. */
    insert,
    start,
    shown,
    /** Whether a draft exists and is still in this revision. */
    isCurrent,

    /** Overwrites a draft and returns its new revision; undefined, and nothing is written, if `name` is not its current one. */
    save(name: DraftName, draft: Draft): number | undefined {
      return database.transaction(() => {
        if (!isCurrent(name)) return undefined;
        rows.update(name.id, draft);
        lastRevision += 1;
        revisions.set(name.id, lastRevision);
        if (name.id !== shownId()) onChange();
        return lastRevision;
      });
    },

    /** Puts a draft into the composer; undefined if it is gone. */
    show(id: number): SavedDraft | undefined {
      return database.transaction(() => {
        const draft = find(id);
        if (draft) putInComposer(id);
        return draft;
      });
    },

    /** The newest draft with a text for somebody, other than `except`. One for a chat session is for nobody else. */
    newestFor(target: DraftTarget, except?: number): SavedDraft | undefined {
      const draft = rows.newestFor(target, except);
      return draft && withRevision(draft);
    },

    /** The drafts with a text that are not in the composer, newest first. */
    list: (): readonly ListedDraft[] => rows.listExcept(shownId()),

    /** Deletes a draft; false if it is gone already, or is in the composer. */
    remove(id: number): boolean {
      if (id === shownId() || !rows.remove(id)) return false;
      onChange();
      return true;
    },

    /** Deletes the draft that became a message and starts an empty one in the composer; call it in the transaction that stores the message. */
    removeSent(id: number): void {
      start();
      rows.remove(id);
    },

    /** Puts a draft into the composer if there is nothing in it. */
    showIfComposerIsEmpty(id: number): void {
      const { to, text, sessionId } = shown();
      if (to === '' && text === '' && sessionId === undefined) putInComposer(id);
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;

/** The drafts as they are used outside the store: a failure of the storage is a value. */
export type DraftResults = {
  readonly [K in 'shown' | 'start' | 'show' | 'save' | 'newestFor' | 'list' | 'remove']: (
    ...values: Parameters<Drafts[K]>
  ) => Result<ReturnType<Drafts[K]>>;
};

/** The drafts with failures of the storage as values. */
export const draftResults = (database: Database, drafts: Drafts): DraftResults => ({
  shown: () => database.attempt(drafts.shown),
  start: (draft) => database.attempt(() => drafts.start(draft)),
  show: (id) => database.attempt(() => drafts.show(id)),
  save: (name, draft) => database.attempt(() => drafts.save(name, draft)),
  newestFor: (target, except) => database.attempt(() => drafts.newestFor(target, except)),
  list: () => database.attempt(drafts.list),
  remove: (id) => database.attempt(() => drafts.remove(id)),
});
