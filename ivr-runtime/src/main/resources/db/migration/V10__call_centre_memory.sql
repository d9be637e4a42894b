-- Callers who have hung up and keep their place in a queue. flow: the document that runs when they are called back.
CREATE TABLE held_place (
    application_id     VARCHAR(64)  NOT NULL,
    call_id            VARCHAR(64)  NOT NULL,
    queue_id           VARCHAR(16)  NOT NULL,
    number             TEXT         NOT NULL,
    priority           INTEGER      NOT NULL,
    agent_id           VARCHAR(16),
    least_level        INTEGER      NOT NULL,
    entered_at         BIGINT       NOT NULL,
    kept_until         BIGINT       NOT NULL,
    shown_number       TEXT,
    user_data          TEXT,
    flow               TEXT         NOT NULL,
    PRIMARY KEY (application_id, call_id)
);

-- What a queue has learned. cycle: milliseconds of a talk and its wrap-up in the mean; last_agent: whose turn it was.
CREATE TABLE queue_memory (
    application_id     VARCHAR(64)  NOT NULL,
    queue_id           VARCHAR(16)  NOT NULL,
    cycle              BIGINT       NOT NULL,
    last_agent         VARCHAR(16)  NOT NULL,
    PRIMARY KEY (application_id, queue_id)
);

-- Whom a number talked with last.
CREATE TABLE last_talk (
    application_id     VARCHAR(64)  NOT NULL,
    queue_id           VARCHAR(16)  NOT NULL,
    customer           VARCHAR(64)  NOT NULL,
    agent_id           VARCHAR(16)  NOT NULL,
    talked_at          BIGINT       NOT NULL,
    PRIMARY KEY (application_id, queue_id, customer)
);

-- talks: since it came on duty; ready_since: its turn; ready_at: when it is ready by itself; ready_after: milliseconds from
-- the end of its talk until then.
ALTER TABLE agent_on_duty ADD COLUMN talks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agent_on_duty ADD COLUMN ready_since BIGINT;
ALTER TABLE agent_on_duty ADD COLUMN ready_at BIGINT;
ALTER TABLE agent_on_duty ADD COLUMN ready_after BIGINT;
