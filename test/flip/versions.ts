import type { Messages } from '../../main/messages/messages.ts';
import type { Database } from '../../main/messages/store/database.ts';

/** Everything that was in a history at the end of any commit, as JSON: of each row, all it ever was. */
export interface Versions {
  readonly messages: Readonly<Record<string, readonly string[]>>;
  readonly drafts: Readonly<Record<string, readonly string[]>>;
  readonly people: Readonly<Record<string, readonly string[]>>;
}

/** A draft as it is in the file. */
export interface DraftVersion {
  readonly to: string;
  readonly text: string;
  readonly at: number;
}

type Known = { readonly [K in keyof Versions]: Record<string, string[]> };

/** Watches the commits of a database and notes what is in it after each. */
export function createVersions(database: Database) {
  const known: Known = { messages: {}, drafts: {}, people: {} };
  let messages: Messages | undefined;
  let depth = 0;

  function note(of: Record<string, string[]>, id: string | number, row: unknown): void {
    const version = JSON.stringify(row);
    of[id] ??= [];
    const rows = of[id];
    if (!rows.includes(version)) rows.push(version);
  }

  function noteAll(): void {
    if (messages === undefined) return;
    for (const { id } of database.prepare('SELECT id FROM message').all()) {
      const got = messages.get(Number(id));
      if (got.ok) note(known.messages, Number(id), got.value);
    }
    for (const { id, address, text, at } of database.prepare('SELECT id, address, text, at FROM draft').all())
      note(known.drafts, Number(id), { to: String(address), text: String(text), at: Number(at) } satisfies DraftVersion);
    const people = messages.suggest('', 10_000);
    for (const person of people.ok ? people.value : []) note(known.people, person.address, person);
  }

  function committed<T>(work: () => T): T {
    depth++;
    try {
      return work();
    } finally {
      depth--;
      if (depth === 0) noteAll();
    }
  }

  const watched: Database = {
    ...database,
    transaction: (work) => committed(() => database.transaction(work)),
    prepare(sql) {
      const statement = database.prepare(sql);
      return { ...statement, run: (...values) => committed(() => statement.run(...values)) };
    },
  };

  return {
    watched,
    known: known as Versions,
    /** Notes what is there now, and from now on. */
    begin(of: Messages): void {
      messages = of;
      noteAll();
    },
  };
}
