CREATE TABLE binding (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account    TEXT    NOT NULL,
    contact    TEXT    NOT NULL,
    priority   INTEGER NOT NULL,
    call_id    TEXT    NOT NULL,
    cseq       INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    transport  TEXT    NOT NULL,
    local      TEXT    NOT NULL,
    peer       TEXT    NOT NULL,
    path       TEXT    NOT NULL,
    agent      TEXT    NOT NULL
);

CREATE INDEX binding_account ON binding (account);
