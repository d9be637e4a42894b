-- What was done under an Idempotency-Key of an account. status: 0 while it is not done.
CREATE TABLE idempotency_key (
    account            VARCHAR(64)  NOT NULL,
    key_text           VARCHAR(255) NOT NULL,
    request            VARCHAR(64)  NOT NULL,
    status             SMALLINT     NOT NULL,
    content_type       TEXT         NOT NULL,
    location           TEXT         NOT NULL,
    body               TEXT         NOT NULL,
    until_at           BIGINT       NOT NULL,
    PRIMARY KEY (account, key_text)
);

CREATE INDEX idempotency_key_until ON idempotency_key (until_at);
