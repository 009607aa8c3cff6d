import type Libsql from 'libsql';
import type { Draft } from '../../model/draft.ts';
import { exactText, storable } from './codec.ts';
import type { Row } from './database.ts';
import { asBytes, decodeText } from './plain-row.ts';
import type { RowSums } from './row-sums.ts';
import { type SumState, sumStateKey } from './sum-state.ts';
import { noteTable, sealedTables } from './tables.ts';

/** A step from one version of the file to the next, run in a transaction: SQL, or a function where SQL cannot do it. */
export type Migration = string | ((connection: Libsql.Database, sums: Pick<RowSums, 'of'>) => void);

/**
 * The steps from each version of the file to the next; step n makes version n. A step that has shipped never changes.
 *
 * `message.id` is the hour of the message (hours since 1970) times 2^20, plus a number within that hour. So ids are nearly in the order of time, which
 * lets the text index find the newest messages first, and close to each other, which keeps that index small.
 */
export const migrations: readonly Migration[] = [
  `
  CREATE TABLE line (
    id INTEGER PRIMARY KEY,
    endpoint_id TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (endpoint_id, name)
  );
  CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    own INTEGER NOT NULL,
    line INTEGER REFERENCES line,
    address TEXT NOT NULL,
    name TEXT,
    text TEXT NOT NULL,
    exact_text TEXT,
    session_id TEXT,
    server_id TEXT
  );
  CREATE INDEX message_state ON message (state, at);
  CREATE INDEX message_address ON message (address, at);
  CREATE UNIQUE INDEX message_server_id ON message (server_id) WHERE server_id IS NOT NULL;

  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY REFERENCES message,
    turn INTEGER NOT NULL,
    caret INTEGER NOT NULL,
    next_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    failure TEXT,
    lookup TEXT,
    attempt TEXT
  );
  CREATE TABLE recipient (
    address TEXT PRIMARY KEY,
    name TEXT,
    line INTEGER REFERENCES line,
    last_at INTEGER NOT NULL,
    score REAL NOT NULL,
    folded TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX recipient_score ON recipient (score);
  CREATE INDEX recipient_end ON recipient (substr(address, -7));
  CREATE TABLE gone (server_id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE VIRTUAL TABLE message_text USING fts5 (
    text, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1'
  );
  INSERT INTO message_text (message_text, rank) VALUES ('automerge', 0), ('usermerge', 2);
  CREATE VIRTUAL TABLE message_terms USING fts5vocab (message_text, row);
  `,
  (connection) => {
    connection.exec(draftsAndDueTimes);
    moveDraft(connection);
  },
  // The sentence of a failure has another name now. (`->` keeps it as JSON; `json_extract` would make invalid UTF-8 of an escaped lone surrogate.)
  `
  UPDATE outbox SET failure = json_remove(json_set(failure, '$.detail', json(failure -> '$.sentence')), '$.sentence')
  WHERE CASE WHEN json_valid(failure) THEN json_type(failure, '$.sentence') END IS NOT NULL;
  `,
  addSums,
];

/**
 * Version 2. `due_at` (ms since 1970) is when a message was to leave, whenever its next attempt is; one that waits for the person has
 * none. `due_wall` is for a time of the wall clock, `run` names the start of the app that wrote a row, `candidate` is a message of the service that may
 * be this one. No id of a draft is given out twice, so that a page cannot name a newer draft by an old id.
 */
const draftsAndDueTimes = `
  CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL,
    session TEXT,
    line TEXT,
    text TEXT NOT NULL,
    exact_text TEXT,
    caret INTEGER NOT NULL,
    at INTEGER NOT NULL
  );
  ALTER TABLE outbox ADD COLUMN due_at INTEGER;
  ALTER TABLE outbox ADD COLUMN due_wall TEXT;
  ALTER TABLE outbox ADD COLUMN run TEXT;
  ALTER TABLE outbox ADD COLUMN candidate TEXT;
  ALTER TABLE message ADD COLUMN sender TEXT;
  ALTER TABLE message ADD COLUMN hidden_at INTEGER;
  UPDATE outbox SET due_at = (
    SELECT CASE m.state WHEN 1 THEN outbox.next_at WHEN 2 THEN outbox.next_at WHEN 3 THEN m.at WHEN 4 THEN m.at END
    FROM message m WHERE m.id = outbox.id
  );
`;

/** In version 1 the only draft was a JSON value. It is read here because SQLite would make invalid UTF-8 of a lone surrogate in it. */
function moveDraft(connection: Libsql.Database): void {
  const draft = readDraftNote(connection);
  if (draft === undefined) return;
  connection.exec("DELETE FROM note WHERE key = 'draft'");
  const { to = '', text = '', caret = 0, endpointId = null, sessionId = null } = draft;
  if (to === '' && text === '') return;
  connection
    .prepare('INSERT INTO draft (address, session, line, text, exact_text, caret, at) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run([storable(to), sessionId, endpointId, storable(text), exactText(text), caret, Date.now()]);
}

/** Undefined if there is none. One that is damaged stays where it is, and keeps nobody from the rest of the file. */
function readDraftNote(connection: Libsql.Database): Partial<Draft> | undefined {
  const note = connection.prepare(`SELECT ${asBytes('value')} AS value FROM note WHERE key = 'draft'`).get() as Row | undefined;
  try {
    return note && (JSON.parse(decodeText(note.value)) ?? undefined);
  } catch {
    return undefined;
  }
}

/** Version 4: a checksum for each row. A file without rows needs none for those it has; the rows of another get theirs in the background. */
function addSums(connection: Libsql.Database, sums: Pick<RowSums, 'of'>): void {
  const names = sealedTables.map(({ name }) => name);
  const isEmpty = names.every((name) => connection.prepare(`SELECT 1 FROM ${name} LIMIT 1`).all().length === 0);
  for (const name of names) connection.exec(`ALTER TABLE ${name} ADD COLUMN sum TEXT`);
  const state: SumState = isEmpty ? { is: 'complete' } : { is: 'pending', below: Number.MAX_SAFE_INTEGER };
  const note = { key: sumStateKey, value: JSON.stringify(state) };
  connection.prepare('INSERT INTO note (key, value, sum) VALUES (?, ?, ?)').run([note.key, note.value, sums.of(noteTable, note)]);
}
