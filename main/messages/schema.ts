/**
 * The steps that bring a file from one version to the next; step n makes version n. A step that has shipped never changes.
 *
 * `message.id` is the hour of the message (hours since 1970) times 2^20 plus a number within that hour. So ids are near to time order,
 * which lets the text index give its hits newest first, and near to each other, which keeps that index small.
 */
export const migrations: readonly string[] = [
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
];
