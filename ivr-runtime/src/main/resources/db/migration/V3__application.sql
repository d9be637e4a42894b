-- Applications, their numbers and accounts, as far as they do not stand in applications.conf. Flags are 0 and 1.
CREATE TABLE application (
    id                 VARCHAR(64)  NOT NULL PRIMARY KEY,
    name               TEXT         NOT NULL,
    url                TEXT         NOT NULL,
    fallback_url       TEXT,
    error_url          TEXT,
    secret             TEXT,
    allowed_hosts      TEXT         NOT NULL,
    survival_flow      TEXT,
    connect_timeout    BIGINT       NOT NULL,
    answer_timeout     BIGINT       NOT NULL,
    ivr_enabled        SMALLINT     NOT NULL,
    agents_enabled     SMALLINT     NOT NULL,
    tts_enabled        SMALLINT     NOT NULL,
    call_records       SMALLINT     NOT NULL,
    service_id         VARCHAR(64),
    created_at         BIGINT       NOT NULL,
    changed_at         BIGINT       NOT NULL
);

CREATE UNIQUE INDEX application_service ON application (service_id);

-- application_id: whose it is; NULL while it belongs to nobody. The application may be one of applications.conf.
CREATE TABLE access_number (
    number             VARCHAR(128) NOT NULL PRIMARY KEY,
    kind               VARCHAR(16)  NOT NULL,
    application_id     VARCHAR(64),
    created_at         BIGINT       NOT NULL,
    changed_at         BIGINT       NOT NULL
);

CREATE INDEX access_number_application ON access_number (application_id);

-- ha1: H(account:realm:password) of RFC 7616, in hex. The password itself is kept nowhere.
CREATE TABLE voip_account (
    account            VARCHAR(64)  NOT NULL PRIMARY KEY,
    application_id     VARCHAR(64)  NOT NULL,
    realm              VARCHAR(255) NOT NULL,
    ha1_md5            VARCHAR(32)  NOT NULL,
    ha1_sha256         VARCHAR(64)  NOT NULL,
    name               TEXT         NOT NULL,
    enabled            SMALLINT     NOT NULL,
    created_at         BIGINT       NOT NULL,
    changed_at         BIGINT       NOT NULL
);

CREATE INDEX voip_account_application ON voip_account (application_id);
