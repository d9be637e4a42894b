-- Queues as applications defined them; the default one stands here once it was changed. Times are milliseconds, flags 0 and 1.
CREATE TABLE agent_queue (
    application_id     VARCHAR(64)  NOT NULL,
    queue_id           VARCHAR(16)  NOT NULL,
    description        TEXT         NOT NULL,
    work_time          TEXT         NOT NULL,
    off_dates          TEXT         NOT NULL,
    off_weekdays       TEXT         NOT NULL,
    off_prompt         TEXT         NOT NULL,
    strategy           VARCHAR(32)  NOT NULL,
    ring_time          BIGINT       NOT NULL,
    wrap_up            BIGINT       NOT NULL,
    auto_ready         SMALLINT     NOT NULL,
    whisper            TEXT         NOT NULL,
    recorded           SMALLINT     NOT NULL,
    max_waiting        INTEGER      NOT NULL,
    max_wait           BIGINT       NOT NULL,
    overflow_queue     VARCHAR(16),
    overflow_after     BIGINT       NOT NULL,
    announce_first     BIGINT       NOT NULL,
    announce_every     BIGINT       NOT NULL,
    sticky_memory      BIGINT       NOT NULL,
    sticky_patience    BIGINT       NOT NULL,
    call_back_time     BIGINT       NOT NULL,
    PRIMARY KEY (application_id, queue_id)
);

-- Agents on duty. state: as agentstate; ready: it is, or was when it was called; skills: queue:level, blanks between.
-- call_id, queue_id, customer: of the call it is in, which is gone after a restart.
CREATE TABLE agent_on_duty (
    application_id     VARCHAR(64)  NOT NULL,
    agent_id           VARCHAR(16)  NOT NULL,
    number             TEXT         NOT NULL,
    skills             TEXT         NOT NULL,
    ring_time          BIGINT,
    wrap_up            BIGINT,
    nailed_up          SMALLINT     NOT NULL,
    state              SMALLINT     NOT NULL,
    ready              SMALLINT     NOT NULL,
    priority           INTEGER      NOT NULL,
    ready_for          TEXT         NOT NULL,
    call_id            VARCHAR(64),
    queue_id           VARCHAR(16),
    customer           TEXT,
    on_duty_since      BIGINT       NOT NULL,
    PRIMARY KEY (application_id, agent_id)
);
