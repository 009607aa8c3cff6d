import { batch, type Signal, signal } from '@preact/signals';
import type { Failure } from '../../main/model/failure.ts';
import type { MessageState } from '../../main/model/message.ts';
import type { Question } from '../../main/words/messages.ts';
import type { ListRow } from './rows.ts';

/** What the list is narrowed to. */
export interface ListQuery {
  readonly search: string;
  readonly states?: readonly MessageState[];
  /** Leaves out what a person has hidden. */
  readonly withoutHidden?: true;
  /** ms since 1970, inclusive. */
  readonly from?: number;
}

/** A window of consecutive rows over all stored messages, newest first, and what a person does with them. */
export interface ListState {
  /** What is in the search box; `query` follows when typing pauses. */
  readonly typed: Signal<string>;
  readonly query: Signal<ListQuery>;
  readonly rows: Signal<readonly ListRow[]>;
  /** Whether there are rows above the first, or below the last, of `rows`. */
  readonly newer: Signal<boolean>;
  readonly older: Signal<boolean>;
  readonly loaded: Signal<boolean>;
  /** The last time all rows were replaced by others, and the end of them that the view then shows. */
  readonly jumps: Signal<{ readonly to: 'newest' | 'oldest'; readonly nth: number }>;
  readonly failure: Signal<Failure | undefined>;
  /** The row that arrows move from. */
  readonly selected: Signal<number | undefined>;
  /** Rows picked with Shift, to be deleted together; empty: the selected row alone. */
  readonly picked: Signal<ReadonlySet<number>>;
  /** The row shown at full length. */
  readonly expanded: Signal<number | undefined>;
  /** The row that asks before it goes, and what is asked. */
  readonly asking: Signal<{ readonly id: number; readonly about: 'delete' | Question } | undefined>;
  /** Messages that were not sent in time and wait for the person, in the order they leave, and whether the person is asked about sending them all. */
  readonly late: Signal<readonly number[]>;
  readonly askingLate: Signal<boolean>;
  /** The row that is to be brought into view and to take the focus, until it has. */
  readonly revealed: Signal<number | undefined>;
  /** A failed action, shown at its row. */
  readonly rowFailure: Signal<{ readonly id: number; readonly failure: Failure } | undefined>;
}

/** Whether a query leaves anything out. */
export function isNarrowed({ search, states, from }: ListQuery): boolean {
  return search !== '' || states !== undefined || from !== undefined;
}

/** Makes a list that has read nothing yet. */
export function createListState(): ListState {
  return {
    typed: signal(''),
    query: signal({ search: '' }),
    rows: signal([]),
    newer: signal(false),
    older: signal(false),
    loaded: signal(false),
    jumps: signal({ to: 'newest', nth: 0 }),
    failure: signal(undefined),
    selected: signal(undefined),
    picked: signal(new Set()),
    expanded: signal(undefined),
    asking: signal(undefined),
    late: signal([]),
    askingLate: signal(false),
    revealed: signal(undefined),
    rowFailure: signal(undefined),
  };
}

/** Makes the list what it was before anything was read, but for what it is narrowed to. */
export function resetList(list: ListState): void {
  batch(() => {
    list.rows.value = [];
    list.newer.value = false;
    list.older.value = false;
    list.loaded.value = false;
    list.failure.value = undefined;
    list.selected.value = undefined;
    list.picked.value = new Set();
    list.expanded.value = undefined;
    list.asking.value = undefined;
    list.late.value = [];
    list.askingLate.value = false;
    list.revealed.value = undefined;
    list.rowFailure.value = undefined;
  });
}
