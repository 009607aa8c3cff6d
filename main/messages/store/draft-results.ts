import type { Result } from '../../model/failure.ts';
import type { Database } from './database.ts';
import type { Drafts } from './drafts.ts';

/** The drafts as everything outside the store uses them: a failure of the storage is a value. */
export type DraftResults = {
  readonly [K in 'shown' | 'start' | 'show' | 'save' | 'newestFor' | 'list' | 'remove']: (
    ...values: Parameters<Drafts[K]>
  ) => Result<ReturnType<Drafts[K]>>;
};

/** Puts the drafts behind the border of the store. */
export const draftResults = (database: Database, drafts: Drafts): DraftResults => ({
  shown: () => database.attempt(drafts.shown),
  start: (draft) => database.attempt(() => drafts.start(draft)),
  show: (id) => database.attempt(() => drafts.show(id)),
  save: (name, draft) => database.attempt(() => drafts.save(name, draft)),
  newestFor: (target, except) => database.attempt(() => drafts.newestFor(target, except)),
  list: () => database.attempt(drafts.list),
  remove: (id) => database.attempt(() => drafts.remove(id)),
});
