-- Recordings of the archive. state: 0 waits to be uploaded, 1 in the store, 2 to be deleted there. Times are milliseconds
-- since 1970; due_at is when it is tried next.
CREATE TABLE archived_recording (
    recording_id   VARCHAR(64) NOT NULL PRIMARY KEY,
    application_id VARCHAR(64) NOT NULL,
    call_id        VARCHAR(64) NOT NULL,
    started_at     BIGINT      NOT NULL,
    manifest       TEXT        NOT NULL,
    object_key     TEXT        NOT NULL,
    state          SMALLINT    NOT NULL,
    attempts       INTEGER     NOT NULL,
    due_at         BIGINT      NOT NULL
);

CREATE INDEX archived_recording_due ON archived_recording (state, due_at);
CREATE INDEX archived_recording_started ON archived_recording (started_at, recording_id);
CREATE INDEX archived_recording_application ON archived_recording (application_id, started_at, recording_id);
CREATE INDEX archived_recording_call ON archived_recording (call_id);
