-- Calls that are over, one row each. Times are milliseconds since 1970.
CREATE TABLE call_record (
    call_id            VARCHAR(64)      NOT NULL PRIMARY KEY,
    application_id     VARCHAR(64)      NOT NULL,
    direction          SMALLINT         NOT NULL,
    caller             TEXT             NOT NULL,
    called             TEXT             NOT NULL,
    trunk              VARCHAR(64)      NOT NULL,
    related_call_id    VARCHAR(64),
    began_at           BIGINT           NOT NULL,
    alerted_at         BIGINT,
    answered_at        BIGINT,
    ended_at           BIGINT           NOT NULL,
    second_number      TEXT,
    second_answered_at BIGINT,
    second_ended_at    BIGINT,
    error_code         VARCHAR(16)      NOT NULL,
    sip_status         INTEGER          NOT NULL,
    cause              VARCHAR(40)      NOT NULL,
    ended_by           VARCHAR(16)      NOT NULL,
    codec              VARCHAR(40)      NOT NULL,
    mos_heard          DOUBLE PRECISION,
    mos_sent           DOUBLE PRECISION,
    media_bytes        BIGINT           NOT NULL,
    recording_id       VARCHAR(64),
    recording_url      TEXT,
    conference_id      VARCHAR(64),
    user_data          TEXT
);

CREATE INDEX call_record_ended ON call_record (ended_at, call_id);
CREATE INDEX call_record_application ON call_record (application_id, ended_at, call_id);
CREATE INDEX call_record_caller ON call_record (caller, ended_at);
CREATE INDEX call_record_called ON call_record (called, ended_at);
