-- Pure notifications that wait for delivery. Times are milliseconds since 1970. Portable: no type of one product.
CREATE TABLE notification (
    id             BIGINT        NOT NULL PRIMARY KEY,
    request_id     VARCHAR(64)   NOT NULL,
    application_id VARCHAR(64)   NOT NULL,
    call_id        VARCHAR(64)   NOT NULL,
    lane           VARCHAR(512)  NOT NULL,
    method         VARCHAR(8)    NOT NULL,
    target         TEXT          NOT NULL,
    parameters     TEXT          NOT NULL,
    created_at     BIGINT        NOT NULL,
    due_at         BIGINT        NOT NULL,
    attempts       INTEGER       NOT NULL
);

CREATE INDEX notification_due ON notification (application_id, due_at, id);
CREATE INDEX notification_lane ON notification (application_id, lane, id);
